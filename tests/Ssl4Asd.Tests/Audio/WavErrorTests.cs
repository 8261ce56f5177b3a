using Ssl4Asd.Audio;
using static Ssl4Asd.Tests.Audio.WavBytes;

namespace Ssl4Asd.Tests.Audio;

/// <summary>Whatever is wrong with a file is said in one line that names the file.</summary>
public sealed class WavErrorTests : IDisposable
{
    private static readonly byte[] _good = WavBytes.Pcm16(1, 16000, 1, 2, 3, 4);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, byte[]> Broken() => new()
    {
        { "the file is empty", [] },
        { "not a WAV file (it begins with \"Dear diary, \"", "Dear diary, today"u8.ToArray() },
        { "not a WAV file (it begins with \"RIF\"", "RIF"u8.ToArray() },
        { "not a WAV file (it begins with \"RIFF....AVI \"", File().With(4, 0, 1, 2, 255).With(8, "AVI "u8.ToArray()) },
        { "not a WAV file (it begins with \"RF65", _good.With(0, "RF65"u8.ToArray()) },
        { "no chunk \"fmt \" in its 12 bytes", File() },
        { "no chunk \"data\" in its 36 bytes", File(Format(Pcm, 16)) },
        { "no chunk \"data\"", File(Format(Pcm, 16), Chunk("LIST", [1, 2], declared: 0xFFFFFFF0)) },
        { "its samples come before the chunk \"fmt \"", File(_good[36..], Format(Pcm, 16)) },
        { "has 14 bytes, at least 16 are needed", File(Chunk("fmt ", Format(Pcm, 16)[8..22]), _good[36..]) },
        { "Microsoft ADPCM (format tag 0x0002)", _good.With(20, 2) },
        { "16-bit µ-law samples, only 8", _good.With(20, 7) },
        { "MP3 (format tag 0x0055)", _good.With(20, 0x55) },
        { "coded as format tag 0xABCD", _good.With(20, 0xCD, 0xAB) },
        { "coded as format tag 0x0008", File(Extensible(8, 8), _good[36..]) },
        { "EXTENSIBLE with an unknown sub-format", File(Extensible(Pcm, 16), _good[36..]).With(50, 1) },
        { "EXTENSIBLE with an unknown sub-format", File(Format(0xFFFE, 16), _good[36..]) },
        { "48-bit PCM samples, only 8, 16, 24 and 32", File(Format(Pcm, 48), _good[36..]) },
        { "contradicts itself (1 channels of 17 bits, 2 bytes", _good.With(34, 17) },
        { "32-bit IEEE float samples, only 32 and 64", File(Format(IeeeFloat, 64).With(22, 32), _good[36..]) },
        { "64-bit PCM samples", File(Format(Pcm, 64), _good[36..]) },
        { "0-bit PCM samples", _good.With(34, 0) },
        { "16-bit IEEE float samples, only 32 and 64", _good.With(20, 3) },
        { "contradicts itself (0 channels of 16 bits", _good.With(22, 0) },
        { "contradicts itself (2 channels of 16 bits, 2 bytes", _good.With(22, 2) },
        { "contradicts itself (1 channels of 16 bits, 0 bytes", _good.With(32, 0) },
        { "a sample rate of 0 Hz", _good.With(24, U32(0)) },
        { "a sample rate of 999 Hz", _good.With(24, U32(999)) },
        { "a sample rate of 4294967295 Hz", _good.With(24, U32(uint.MaxValue)) },
        { "it holds no samples", WavBytes.Pcm16(1, 16000) },
        { "it holds no samples", File(Format(Pcm, 16), Chunk("data", []), Chunk("LIST", new byte[20])) },
        { "it holds no samples", File(Format(Pcm, 16, 2), Chunk("data", [1, 2])) },
        { "it holds no samples", WavBytes.Pcm16(1, 16000).With(40, 255, 255, 255, 255) },
        { "cut off: it declares 8 bytes of samples and holds 6", _good[..^2] },
        { "it holds no samples", _good[..^8] },
        { "cut off: it declares 1610612736 bytes of samples and holds 8", File(Format(Pcm, 16, 100), Chunk("data", new byte[8])).With(40, U32(0x60000000)).With(4, U32(0x60000024)) },
        { "1 of 3 samples are NaN, infinite or beyond ±2684354560, the first at 0.000063 s", Float32(16000, [0, double.NaN, 1]) },
        { "2 of 16002 samples are NaN, infinite or beyond ±2684354560, the first at 1 s",
            Float32(16000, [.. new double[16000], double.PositiveInfinity, double.NegativeInfinity]) },
        { "1 of 1 samples", File(Format(IeeeFloat, 64), Chunk("data", Samples(IeeeFloat, 64, [1e300]))) },
        { "1 of 2 samples", File(Format(IeeeFloat, 32, 2), Chunk("data", Samples(IeeeFloat, 32, [0, 0, double.NaN, 0]))) },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_file_is_refused(string expected, byte[] bytes)
    {
        var path = _folder.File("a.wav", bytes);
        AssertRefused(path, expected);
    }

    [Fact]
    public void What_cannot_be_opened_is_refused()
    {
        AssertRefused(_folder.File("missing.wav"), "there is no such file");
        AssertRefused(Path.Combine(_folder.File("no-folder"), "a.wav"), "there is no such file");
        AssertRefused(Path.GetDirectoryName(_folder.File("a"))!, "this is a folder");
        AssertRefused("", "cannot be opened");
        AssertRefused("a\0b.wav", "cannot be opened");
    }

    [Fact]
    public void A_recording_beyond_all_measure_is_refused_before_memory_is_asked_for()
    {
        var path = _folder.File("a.wav", WavBytes.Pcm16(1, 16000, 1).With(4, U32(0)).With(40, U32(0x60000000)));
        using (var file = System.IO.File.OpenWrite(path))
        {
            file.SetLength(44 + 0x60000000L); // a sparse file of 1.5 GiB
        }
        AssertRefused(path, "805306368 samples are more than the 268435456 that are read at once");
    }

    [Fact]
    public void A_recording_that_resampling_would_make_too_long_is_refused()
    {
        var path = _folder.File("a.wav", File(Format(Pcm, 8, 1, 1000), Chunk("data", new byte[700_000])));
        var error = Assert.Throws<InputException>(() => WavFile.Read(path, 384_000));
        Assert.Contains("at 384000 Hz it would have more than", error.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(384_001)]
    public void A_wanted_rate_out_of_range_is_the_callers_mistake(int sampleRate)
    {
        var path = _folder.File("a.wav", _good);
        Assert.Throws<ArgumentOutOfRangeException>(() => WavFile.Read(path, sampleRate));
        Assert.Throws<ArgumentOutOfRangeException>(() => WavFile.ReadPcm16(path, sampleRate));
        Assert.Throws<ArgumentNullException>(() => WavFile.Read(null!));
    }

    public void Dispose() => _folder.Dispose();

    private static void AssertRefused(string path, string expected)
    {
        foreach (var read in new Action[] { () => WavFile.Read(path), () => WavFile.ReadPcm16(path) })
        {
            var message = Assert.Throws<InputException>(read).Message;
            Assert.StartsWith(path + ": ", message);
            Assert.Contains(expected, message);
            Assert.Contains("; ", message); // and what to do
            Assert.DoesNotContain('\n', message);
        }
    }
}
