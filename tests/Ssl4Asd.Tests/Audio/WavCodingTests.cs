using System.Buffers.Binary;
using System.Security.Cryptography;
using Ssl4Asd.Audio;
using static Ssl4Asd.Tests.Audio.WavBytes;

namespace Ssl4Asd.Tests.Audio;

/// <summary>Codings and scales beside plain integers and floats.</summary>
public sealed class WavCodingTests
{
    // SHA-256 of all 256 levels as 16-bit integers, by Python's audioop
    [Theory]
    [InlineData(6, "e04788d110e58ff8c70c93b8480190d973e3b67876b6119abbaec766cc75c174")]
    [InlineData(7, "3dab54339e520bb2c924826e3b72a917a2b612e9fd12fc867500f1d983a75827")]
    public void G711(int tag, string hash)
    {
        byte[] codes = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        foreach (var format in new[] { Format(tag, 8), Extensible(tag, 8) })
        {
            var levels = Read(File(format, Chunk("data", codes))).Select(s => (short)(s * 32768)).SelectMany(BitConverter.GetBytes).ToArray();
            Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(levels)));
        }
    }

    [Fact]
    public void Big_endian_files_hold_the_same()
    {
        double[] values = [.. Enumerable.Range(-128, 256).Select(i => i / 128.0)];
        foreach (var (tag, bits) in new[] { (Pcm, 8), (Pcm, 16), (Pcm, 24), (Pcm, 32), (IeeeFloat, 32), (IeeeFloat, 64) })
            foreach (var channels in new[] { 1, 2 })
                foreach (var form in new[] { 0, 1, 2 })
                    Assert.Equal(Read(File(Format(tag, bits, channels), Chunk("data", Samples(tag, bits, values)))), Read(Rifx(tag, bits, channels, values, form)));
    }

    [Theory]
    [InlineData(1.2, 1)]
    [InlineData(4, 1)]
    [InlineData(99.5, 1)]
    [InlineData(101, 32768)]
    [InlineData(32768, 32768)]
    [InlineData(40000, 32768)] // what a filter made of 16 bits
    [InlineData(50000, 8388608)]
    [InlineData(8388608, 8388608)]
    [InlineData(2147483648, 2147483648)]
    public void Floats_are_scaled_where_no_floats_reach(double peak, double scale)
    {
        double[] values = [0.25 * peak, -peak, 0.3, 0];
        var notices = new List<string>();
        Assert.Equal(values.Select(v => (float)((float)v / scale)), Read(Float32(16000, values), notices));
        Assert.Equal(scale == 1 ? 0 : 1, notices.Count);
        double[] pairs = [.. values.SelectMany(v => new[] { v, -v })]; // and each channel counts, not their average
        notices.Clear();
        Assert.Equal(values.Select(v => (float)((float)v / scale)), Read(File(Format(IeeeFloat, 32, 2), Chunk("data", Samples(IeeeFloat, 32, pairs))), notices));
        Assert.Equal(scale == 1 ? 1 : 2, notices.Count);
    }

    [Fact]
    public void Whole_numbers_are_integers_however_quiet_the_recording()
    {
        var notices = new List<string>();
        Assert.Equal([3 / 32768f, -7 / 32768f, 0], Read(Float32(16000, [3, -7, 0]), notices));
        Assert.Equal("a.wav: its floats reach 7: integers of 16 bits that were not scaled; they are divided by 32768", Assert.Single(notices));
        Assert.Equal([1, -1, 0], Read(Float32(16000, [1, -1, 0])));
    }

    [Fact]
    public void Channels_that_cancel()
    {
        var random = new Random(5);
        double[] sound = [.. Enumerable.Range(0, 4000).Select(i => 0.5 * Math.Sin(0.1 * i) + 0.01 * random.NextDouble())];
        double Noise() => 0.02 * (random.NextDouble() - 0.5);
        // microphones of other gain, noise of their own, an offset
        var poles = sound.SelectMany(s => new[] { s + 0.2, -0.8 * s + Noise() }).ToArray();
        Assert.Equal(sound.Select(s => (float)(s + 0.2)), Stereo(poles, out var notices));
        Assert.Equal("a.wav: its 2 channels cancel when they are averaged; channel 1 is taken instead", Assert.Single(notices));
        // a dead first channel is no sound
        var dead = sound.SelectMany(s => new[] { 0.001 * s, -s, s }).ToArray();
        Assert.Equal(sound.Select(s => (float)-s), Read(File(Format(IeeeFloat, 64, 3), Chunk("data", Samples(IeeeFloat, 64, dead)))));
        // nothing cancels
        foreach (var pair in new Func<double, double[]>[] { s => [s, s], s => [s, 0], s => [s, Noise()], s => [Noise(), Noise()], s => [s, -0.1 * s], _ => [0, 0], _ => [0.3, -0.3] })
        {
            var values = sound.SelectMany(pair).ToArray();
            Assert.Equal(values.Chunk(2).Select(p => (float)((p[0] + p[1]) / 2)), Stereo(values, out notices));
            Assert.Empty(notices);
        }
    }

    internal static byte[] Rifx(int tag, int bits, int channels, double[] values, int form)
    {
        byte[] format = form == 0 ? Format(tag, bits, channels)[8..] : Extensible(tag, bits, channels)[8..];
        int[] fields = form == 0 ? [2, 2, 4, 4, 2, 2] : form == 1 ? [2, 2, 4, 4, 2, 2, 2, 2, 4, 2] : [2, 2, 4, 4, 2, 2, 2, 2, 4, 4, 2, 2];
        var data = Samples(tag, bits, values);
        Turn(format, fields);
        Turn(data, [.. Enumerable.Repeat(bits / 8, data.Length / (bits / 8))]);
        var bytes = File([.. "fmt "u8, .. U32((uint)format.Length), .. format], [.. "data"u8, .. U32((uint)data.Length), .. data]).With(0, "RIFX"u8.ToArray());
        foreach (var at in new[] { 4, 16, 24 + format.Length })
            BinaryPrimitives.ReverseEndianness(BitConverter.ToUInt32(bytes, at)).TryWrite(bytes.AsSpan(at));
        return bytes;
    }

    private static void Turn(byte[] bytes, int[] lengths)
    {
        var at = 0;
        foreach (var length in lengths)
        {
            bytes.AsSpan(at, length).Reverse();
            at += length;
        }
    }

    private static float[] Stereo(double[] values, out List<string> notices)
    {
        notices = [];
        return Read(File(Format(IeeeFloat, 64, 2), Chunk("data", Samples(IeeeFloat, 64, values))), notices);
    }

    private static float[] Read(byte[] bytes, List<string>? notices = null) =>
        WavFile.Decode(new MemoryBytes(bytes), "a.wav", 16000, line => notices?.Add(line), line => notices?.Add(line)).Samples;
}

file static class Bytes
{
    internal static void TryWrite(this uint value, Span<byte> bytes) => BitConverter.TryWriteBytes(bytes, value);
}
