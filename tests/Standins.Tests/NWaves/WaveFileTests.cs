using System.Buffers.Binary;
using NWaves.Audio;
using NWaves.Signals;

namespace Standins.Tests.NWaves;

public class WaveFileTests
{
    [Fact]
    public void Writes_a_canonical_header_and_16_bit_samples()
    {
        var bytes = new WaveFile(new DiscreteSignal(16000, [0, 0.5f, -1, 0.25f])).GetBytes();
        Assert.Equal(
            "52494646" + "2C000000" + "57415645" // RIFF, 36 + 8, WAVE
            + "666D7420" + "10000000" + "0100" + "0100" + "803E0000" + "007D0000" + "0200" + "1000" // fmt
            + "64617461" + "08000000" + "0000" + "0040" + "0080" + "0020", // data
            Convert.ToHexString(bytes));
    }

    [Theory]
    [InlineData(8, "80C00020")]
    [InlineData(24, "000000" + "000040" + "000080" + "0000A0")]
    [InlineData(32, "00000000" + "00000040" + "00000080" + "000000A0")]
    public void Writes_other_bit_depths(short bits, string data)
    {
        var bytes = new WaveFile(new DiscreteSignal(8000, [0, 0.5f, -1, -0.75f]), bits).GetBytes();
        Assert.Equal(data, Convert.ToHexString(bytes[44..]));
        Assert.Equal(bits, BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(34)));
        Assert.Equal(bits / 8, BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(32)));
        Assert.Equal(8000 * bits / 8, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(28)));
    }

    [Fact]
    public void Writes_whole_numbers_as_they_are_and_truncates_fractions_towards_zero()
    {
        var bytes = new WaveFile(new DiscreteSignal(8000, [32767, -32768, 1.9f, -1.9f])).GetBytes(normalized: false);
        Assert.Equal("FF7F" + "0080" + "0100" + "FFFF", Convert.ToHexString(bytes[44..]));
        Assert.Equal("0100", Convert.ToHexString(new WaveFile(new DiscreteSignal(8000, [1.9f / 32768])).GetBytes()[44..]));
    }

    [Fact]
    public void Does_not_clip()
    {
        var read = new WaveFile(new WaveFile(new DiscreteSignal(8000, [1.2f])).GetBytes());
        Assert.Equal(-0.8f, read.Signals[0][0], 1e-4);
    }

    [Fact]
    public void SaveTo_leaves_the_stream_open_and_appends()
    {
        using var stream = new MemoryStream();
        stream.WriteByte(7);
        new WaveFile(new DiscreteSignal(8000, [0.5f])).SaveTo(stream);
        Assert.Equal(1 + 44 + 2, stream.Length);
        Assert.True(stream.CanWrite);
        Assert.Equal(0.5f, new WaveFile(stream.ToArray(), 1).Signals[0][0]);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(16)]
    [InlineData(24)]
    [InlineData(32)]
    public void Reads_back_what_it_wrote(short bits)
    {
        var left = new DiscreteSignal(44100, [0, 0.5f, -0.25f]);
        var right = new DiscreteSignal(44100, [-1, 0.75f, 0.125f]);
        var read = new WaveFile(new MemoryStream(new WaveFile([left, right], bits).GetBytes()));
        Assert.Equal(left.Samples, read[Channels.Left].Samples);
        Assert.Equal(right.Samples, read[Channels.Right].Samples);
        Assert.Equal(44100, read[Channels.Left].SamplingRate);
        Assert.Equal(2, read.WaveFmt.ChannelCount);
        Assert.Equal(44100, read.WaveFmt.SamplingRate);
        Assert.Equal(bits, read.WaveFmt.BitsPerSample);
        Assert.Equal(1, read.WaveFmt.AudioFormat);
        Assert.Equal(2 * bits / 8, read.WaveFmt.Align);
        Assert.Equal(44100 * 2 * bits / 8, read.WaveFmt.ByteRate);
    }

    [Theory]
    [InlineData(8, 64)]
    [InlineData(16, 16384)]
    [InlineData(24, 1073741824)]
    [InlineData(32, 1073741824)]
    public void Reads_whole_numbers_on_demand(short bits, float half)
    {
        var bytes = new WaveFile(new DiscreteSignal(8000, [0.5f]), bits).GetBytes();
        Assert.Equal(half, new WaveFile(bytes, normalized: false).Signals[0][0]);
    }

    [Fact]
    public void Makes_one_signal_of_all_channels()
    {
        var file = new WaveFile([new DiscreteSignal(8000, [1, 2]), new DiscreteSignal(8000, [3, 5])]);
        Assert.Equal([4, 7], file[Channels.Sum].Samples);
        Assert.Equal([2, 3.5f], file[Channels.Average].Samples);
        Assert.Equal([1, 3, 2, 5], file[Channels.Interleave].Samples);
        Assert.Equal(8000, file[Channels.Average].SamplingRate);

        var mono = new WaveFile(new DiscreteSignal(8000, [1, 2]));
        Assert.Same(mono.Signals[0], mono[Channels.Average]);
        Assert.Throws<ArgumentOutOfRangeException>(() => mono[Channels.Right]);
    }

    [Fact]
    public void Reads_floats_and_passes_over_other_chunks()
    {
        var bytes = Bytes(
            "RIFF"u8, 0, "WAVE"u8, "LIST"u8, 4, "INFO"u8, "fmt "u8, 18, (short)3, (short)1, 16000, 64000, (short)4, (short)32,
            (short)0, "fact"u8, 4, 2, "data"u8, 8, 1.5f, -0.1f);
        var file = new WaveFile(bytes);
        Assert.Equal([1.5f, -0.1f], file.Signals[0].Samples);
        Assert.Equal(3, file.WaveFmt.AudioFormat);
    }

    [Fact]
    public void Leaves_32_bit_samples_of_EXTENSIBLE_at_zero()
    {
        var bytes = Bytes(
            "RIFF"u8, 0, "WAVE"u8, "fmt "u8, 40, unchecked((short)0xFFFE), (short)1, 16000, 64000, (short)4, (short)32,
            (short)22, (short)32, 4, 3, 0x00100000, unchecked((int)0xAA000080), 0x719B3800, "data"u8, 4, 0.5f);
        Assert.Equal([0f], new WaveFile(bytes).Signals[0].Samples);
    }

    [Fact]
    public void Refuses_what_is_no_wave()
    {
        var good = new WaveFile(new DiscreteSignal(8000, [0.5f])).GetBytes();
        Assert.Throws<FormatException>(() => new WaveFile("this is plain text, not audio"u8.ToArray()));
        Assert.Throws<FormatException>(() => new WaveFile([.. good[..8], .. "AVI "u8, .. good[12..]]));
        Assert.Throws<EndOfStreamException>(() => new WaveFile(good[..30]));
        Assert.Throws<EndOfStreamException>(() => new WaveFile(good[..45]));
        Assert.Throws<EndOfStreamException>(() => new WaveFile(good[..36]));
        good[34] = 64;
        Assert.Throws<ArgumentException>(() => new WaveFile(good));
    }

    [Fact]
    public void Refuses_signals_that_do_not_go_together()
    {
        var signal = new DiscreteSignal(8000, 10);
        Assert.Throws<ArgumentException>(() => new WaveFile(new List<DiscreteSignal>()));
        Assert.Throws<ArgumentException>(() => new WaveFile([signal, new DiscreteSignal(8000, 11)]));
        Assert.Throws<ArgumentException>(() => new WaveFile([signal, new DiscreteSignal(16000, 10)]));
        Assert.Throws<ArgumentException>(() => new WaveFile(signal, 12));
    }

    /// <summary>Little-endian numbers and text, one after the other.</summary>
    private static byte[] Bytes(params Part[] parts) => [.. parts.SelectMany(part => part.Bytes)];

    private readonly record struct Part(byte[] Bytes)
    {
        public static implicit operator Part(ReadOnlySpan<byte> text) => new(text.ToArray());

        public static implicit operator Part(short number) => new([(byte)number, (byte)(number >> 8)]);

        public static implicit operator Part(int number) =>
            new([(byte)number, (byte)(number >> 8), (byte)(number >> 16), (byte)(number >> 24)]);

        public static implicit operator Part(float number) => BitConverter.SingleToInt32Bits(number);
    }
}
