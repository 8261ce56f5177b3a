using System.Buffers.Binary;

namespace Ssl4Asd.Audio;

/// <summary>Bytes to numbers: full scale is [−1, 1] for integers and G.711, floats are as they are.</summary>
internal static class SampleDecoder
{
    private static readonly double[] _aLaw = [.. Enumerable.Range(0, 256).Select(i => ALaw(i) / 32768.0)];
    private static readonly double[] _muLaw = [.. Enumerable.Range(0, 256).Select(i => MuLaw(i) / 32768.0)];

    /// <summary>Decodes whole samples.</summary>
    /// <param name="block">The bytes of all values; turned around where the file is big-endian.</param>
    /// <param name="format">How they are coded.</param>
    /// <param name="values">Receives the samples of all channels, one frame behind the other.</param>
    internal static void Decode(Span<byte> block, WavFormatChunk format, Span<double> values)
    {
        var bytes = format.BitsPerSample / 8;
        if (format.IsBigEndian && bytes > 1)
        {
            for (var i = 0; i < block.Length; i += bytes)
            {
                block.Slice(i, bytes).Reverse();
            }
        }
        switch (format.Coding, format.BitsPerSample)
        {
            case (SampleCoding.ALaw, _):
                Each(block, 1, values, static b => _aLaw[b[0]]);
                break;
            case (SampleCoding.MuLaw, _):
                Each(block, 1, values, static b => _muLaw[b[0]]);
                break;
            case (SampleCoding.Pcm, 8):
                Each(block, 1, values, static b => (b[0] - 128) / 128.0);
                break;
            case (SampleCoding.Pcm, 16):
                Each(block, 2, values, static b => BinaryPrimitives.ReadInt16LittleEndian(b) / 32768.0);
                break;
            case (SampleCoding.Pcm, 24):
                Each(block, 3, values, static b => (b[0] | (b[1] << 8) | ((sbyte)b[2] << 16)) / 8388608.0);
                break;
            case (SampleCoding.Pcm, _):
                Each(block, 4, values, static b => BinaryPrimitives.ReadInt32LittleEndian(b) / 2147483648.0);
                break;
            case (_, 32):
                Each(block, 4, values, static b => BinaryPrimitives.ReadSingleLittleEndian(b));
                break;
            default:
                Each(block, 8, values, static b => BinaryPrimitives.ReadDoubleLittleEndian(b));
                break;
        }
    }

    private static void Each(ReadOnlySpan<byte> block, int bytes, Span<double> values, Func<ReadOnlySpan<byte>, double> decode)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = decode(block.Slice(i * bytes, bytes));
        }
    }

    // ITU-T G.711: sign, three bits of exponent, four of mantissa; every other bit of A-law is inverted, all of µ-law.
    private static int ALaw(int code)
    {
        code ^= 0x55;
        var (exponent, mantissa) = ((code >> 4) & 7, code & 15);
        var level = exponent == 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 0x108) << (exponent - 1);
        return (code & 0x80) != 0 ? level : -level;
    }

    private static int MuLaw(int code)
    {
        code = ~code;
        var level = ((((code & 15) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84;
        return (code & 0x80) != 0 ? -level : level;
    }
}
