using System.Buffers.Binary;
using System.Text;

namespace Ssl4Asd.Tests.Audio;

/// <summary>WAV files put together by hand, byte by byte, without any code of the package.</summary>
internal static class WavBytes
{
    internal const int Pcm = 1, IeeeFloat = 3;

    internal static byte[] File(params byte[][] chunks)
    {
        var body = chunks.SelectMany(chunk => chunk).ToArray();
        return [.. "RIFF"u8, .. U32(4 + (uint)body.Length), .. "WAVE"u8, .. body];
    }

    /// <summary>A chunk with its padding byte.</summary>
    internal static byte[] Chunk(string id, byte[] content) => Chunk(id, content, (uint)content.Length);

    internal static byte[] Chunk(string id, byte[] content, uint declared) =>
        [.. Encoding.ASCII.GetBytes(id), .. U32(declared), .. content, .. new byte[content.Length % 2]];

    internal static byte[] Format(int tag, int bits, int channels = 1, uint rate = 16000) => Chunk("fmt ",
        [.. U16(tag), .. U16(channels), .. U32(rate), .. U32((uint)(rate * channels * bits / 8)), .. U16(channels * bits / 8), .. U16(bits)]);

    internal static byte[] Extensible(int tag, int bits, int channels = 1, uint rate = 16000) => Chunk("fmt ",
    [
        .. Format(0xFFFE, bits, channels, rate)[8..], .. U16(22), .. U16(bits), .. U32(0), .. U16(tag),
        0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71,
    ]);

    /// <summary>Samples of −1 … 1 as integers or floats of that many bits.</summary>
    internal static byte[] Samples(int tag, int bits, IEnumerable<double> values) => [.. values.SelectMany(value => (tag, bits) switch
    {
        (Pcm, 8) => [(byte)(128 + value * 128)],
        (Pcm, 16) => U16((int)(value * 32768)),
        (Pcm, 24) => U32((uint)(int)(value * 8388608))[..3],
        (Pcm, 32) => U32((uint)(int)(value * 2147483648)),
        (IeeeFloat, 32) => BitConverter.GetBytes((float)value),
        (IeeeFloat, 64) => BitConverter.GetBytes(value),
        _ => throw new ArgumentException($"{tag}, {bits} bits"),
    })];

    /// <summary>A plain 16-bit file.</summary>
    internal static byte[] Pcm16(int channels, uint rate, params short[] samples) =>
        File(Format(Pcm, 16, channels, rate), Chunk("data", [.. samples.SelectMany(sample => U16(sample))]));

    /// <summary>A mono file of 32-bit floats.</summary>
    internal static byte[] Float32(uint rate, IEnumerable<double> samples) =>
        File(Format(IeeeFloat, 32, 1, rate), Chunk("data", Samples(IeeeFloat, 32, samples)));

    internal static byte[] With(this byte[] file, int position, params byte[] bytes)
    {
        var copy = (byte[])file.Clone();
        bytes.CopyTo(copy, position);
        return copy;
    }

    internal static byte[] U16(int value) => [(byte)value, (byte)(value >> 8)];

    internal static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }
}
