using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ssl4Asd.Audio;

/// <summary>Decodes the samples of a WAV file and averages its channels.</summary>
internal static class WavSamples
{
    // No recording in floats goes there; integers that were never scaled down do, and broken bytes.
    private const float Absurd = 1e6f;

    private const int BlockBytes = 1 << 16;

    /// <summary>All samples of a 16-bit mono file.</summary>
    internal static void ReadPcm16(SafeFileHandle file, WavHeader header, string path, Span<short> samples)
    {
        Read(file, MemoryMarshal.AsBytes(samples), header.DataOffset, path);
        if (!BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(samples, samples);
        }
    }

    /// <summary>The average of all channels, in blocks that stay in the processor's cache.</summary>
    internal static float[] ReadMono(SafeFileHandle file, WavHeader header, string path)
    {
        var format = header.Format;
        var mono = GC.AllocateUninitializedArray<float>(header.Frames);
        var framesPerBlock = Math.Max(1, BlockBytes / format.FrameBytes);
        var buffer = ArrayPool<byte>.Shared.Rent(framesPerBlock * format.FrameBytes);
        for (var done = 0; done < mono.Length; done += framesPerBlock)
        {
            var frames = Math.Min(framesPerBlock, mono.Length - done);
            var block = buffer.AsSpan(0, frames * format.FrameBytes);
            Read(file, block, header.DataOffset + (long)done * format.FrameBytes, path);
            Decode(block, format, mono.AsSpan(done, frames));
        }
        ArrayPool<byte>.Shared.Return(buffer);
        if (format.IsFloat)
        {
            CheckFloats(mono, format.SampleRate, path);
        }
        return mono;
    }

    private static void Read(SafeFileHandle file, Span<byte> buffer, long offset, string path)
    {
        if (!WavHeader.ReadFully(file, buffer, offset))
        {
            throw new InputException($"{path}: it became shorter while it was read; wait until it is written, then try again");
        }
    }

    private static void Decode(ReadOnlySpan<byte> block, WavFormatChunk format, Span<float> mono)
    {
        switch (format.BitsPerSample, format.IsFloat)
        {
            case (8, _):
                Average(block, format.Channels, 1, mono, static b => (b[0] - 128) / 128.0);
                break;
            case (16, _) when format.Channels == 1 && BitConverter.IsLittleEndian:
                Pcm16.ToFloat(MemoryMarshal.Cast<byte, short>(block), mono);
                break;
            case (16, _):
                Average(block, format.Channels, 2, mono, static b => BinaryPrimitives.ReadInt16LittleEndian(b) / 32768.0);
                break;
            case (24, _):
                Average(block, format.Channels, 3, mono, static b => (b[0] | (b[1] << 8) | ((sbyte)b[2] << 16)) / 8388608.0);
                break;
            case (32, false):
                Average(block, format.Channels, 4, mono, static b => BinaryPrimitives.ReadInt32LittleEndian(b) / 2147483648.0);
                break;
            case (32, true):
                Average(block, format.Channels, 4, mono, static b => BinaryPrimitives.ReadSingleLittleEndian(b));
                break;
            default:
                Average(block, format.Channels, 8, mono, static b => BinaryPrimitives.ReadDoubleLittleEndian(b));
                break;
        }
    }

    private static void Average(
        ReadOnlySpan<byte> block, int channels, int bytes, Span<float> mono, Func<ReadOnlySpan<byte>, double> decode)
    {
        for (var i = 0; i < mono.Length; i++)
        {
            var sum = 0.0;
            for (var channel = 0; channel < channels; channel++)
            {
                sum += decode(block[..bytes]);
                block = block[bytes..];
            }
            mono[i] = (float)(sum / channels);
        }
    }

    private static void CheckFloats(ReadOnlySpan<float> mono, int sampleRate, string path)
    {
        var bad = 0;
        var first = -1;
        for (var i = 0; i < mono.Length; i++)
        {
            if (!(MathF.Abs(mono[i]) <= Absurd))
            {
                bad++;
                first = first < 0 ? i : first;
            }
        }
        if (bad > 0)
        {
            throw new InputException(FormattableString.Invariant(
                $"{path}: {bad} of {mono.Length} samples are NaN, infinite or beyond ±{Absurd:0}, the first at {(double)first / sampleRate:0.######} s; repair the recording or leave it out"));
        }
    }
}
