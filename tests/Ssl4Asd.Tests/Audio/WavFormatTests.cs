using Ssl4Asd.Audio;
using static Ssl4Asd.Tests.Audio.WavBytes;

namespace Ssl4Asd.Tests.Audio;

/// <summary>Every coding is read exactly.</summary>
public sealed class WavFormatTests : IDisposable
{
    // All 256 levels of 8 bits: exact in every coding.
    private static readonly double[] _levels = [.. Enumerable.Range(-128, 256).Select(level => level / 128.0)];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int, int, bool, int> Codings()
    {
        var data = new TheoryData<int, int, bool, int>();
        foreach (var (tag, bits) in new[] { (Pcm, 8), (Pcm, 16), (Pcm, 24), (Pcm, 32), (IeeeFloat, 32), (IeeeFloat, 64) })
        {
            foreach (var channels in new[] { 1, 2, 4 })
            {
                data.Add(tag, bits, false, channels);
                data.Add(tag, bits, true, channels);
            }
        }
        return data;
    }

    [Theory]
    [MemberData(nameof(Codings))]
    public void Channels_are_averaged(int tag, int bits, bool extensible, int channels)
    {
        var format = extensible ? Extensible(tag, bits, channels) : Format(tag, bits, channels);
        var path = _folder.File("a.wav", File(format, Chunk("data", Samples(tag, bits, _levels))));
        var expected = _levels.Chunk(channels).Select(frame => (float)frame.Average()).ToArray();

        var notices = new List<string>();
        var read = WavFile.Read(path, notice: notices.Add);

        Assert.Equal(expected, read.Samples);
        Assert.Equal(16000, read.SampleRate);
        Assert.Equal(expected.Select(sample => (short)(sample * 32768)), WavFile.ReadPcm16(path));
        Assert.Empty(notices);
    }

    [Fact]
    public void All_levels_of_16_bits_come_through()
    {
        var levels = Enumerable.Range(short.MinValue, 65536).Select(level => (short)level).ToArray();
        var path = _folder.File("a.wav", WavBytes.Pcm16(1, 16000, levels));
        Assert.Equal(levels, WavFile.ReadPcm16(path));
        Assert.Equal(levels.Select(level => level / 32768f), WavFile.Read(path).Samples);
    }

    [Fact]
    public void Fine_levels_keep_all_that_a_float_can_hold()
    {
        var deep24 = _folder.File("24.wav", File(Format(Pcm, 24), Chunk("data", [1, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0x80])));
        Assert.Equal([1 / 8388608f, -1 / 8388608f, 8388607 / 8388608f, -1], WavFile.Read(deep24).Samples);

        var deep32 = _folder.File("32.wav", File(Format(Pcm, 32), Chunk("data", [1, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0x7F, 0, 0, 0, 0x80])));
        Assert.Equal([1 / 2147483648f, 1, -1], WavFile.Read(deep32).Samples);

        double[] values = [0.1, -1.0 / 3, 1e-30, 1.75];
        var float64 = _folder.File("64.wav", File(Format(IeeeFloat, 64), Chunk("data", Samples(IeeeFloat, 64, values))));
        Assert.Equal(values.Select(value => (float)value), WavFile.Read(float64).Samples);
    }

    [Fact]
    public void Integers_take_the_nearest_level_and_are_clipped_with_a_notice()
    {
        var path = _folder.File("a.wav", Float32(16000, [0.4 / 32768, 0.6 / 32768, -0.6 / 32768, 1, -1, 1.2, -7, 0.5]));
        var notices = new List<string>();
        Assert.Equal([0, 1, -1, 32767, -32768, 32767, -32768, 16384], WavFile.ReadPcm16(path, notice: notices.Add));
        Assert.Equal($"{path}: 2 of 8 samples were beyond full scale and are clipped", Assert.Single(notices));
    }

    [Fact]
    public void A_recording_of_many_blocks_is_read_whole()
    {
        // 6 channels of 24 bits: 18 bytes a frame, which divide no block of a round size.
        var frames = 40_000;
        var values = Enumerable.Range(0, frames).SelectMany(i => Enumerable.Repeat((i % 8191 - 4096) / 8192.0, 6));
        var path = _folder.File("a.wav", File(Format(Pcm, 24, 6), Chunk("data", Samples(Pcm, 24, values))));
        Assert.Equal(Enumerable.Range(0, frames).Select(i => (i % 8191 - 4096) / 8192f), WavFile.Read(path).Samples);
    }

    public void Dispose() => _folder.Dispose();
}
