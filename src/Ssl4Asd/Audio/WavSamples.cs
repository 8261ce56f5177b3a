using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ssl4Asd.Audio;

/// <summary>Decodes the samples of a WAV file and makes one channel of them.</summary>
internal static class WavSamples
{
    /// <summary>What the notice of channels that cancel says.</summary>
    internal const string CancelNotice = "channels cancel when they are averaged";

    private const int BlockBytes = 1 << 16;

    /// <summary>All samples of a 16-bit mono file.</summary>
    internal static void ReadPcm16(RecordingBytes file, WavHeader header, string path, Span<short> samples)
    {
        Read(file, MemoryMarshal.AsBytes(samples), header.DataOffset, path);
        if (header.Format.IsBigEndian == BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(samples, samples);
        }
    }

    /// <summary>
    /// The average of all channels; one of them where they cancel. Floats at the scale of integers are divided by it.
    /// </summary>
    /// <exception cref="InputException">The file became shorter, or its floats are broken.</exception>
    internal static float[] ReadMono(RecordingBytes file, WavHeader header, string path, Action<string>? notice)
    {
        var format = header.Format;
        var mono = GC.AllocateUninitializedArray<float>(header.Frames);
        if (format is { Coding: SampleCoding.Pcm, BitsPerSample: 16, Channels: 1 })
        {
            var samples = WavFile.NewArray(header.Frames);
            ReadPcm16(file, header, path, samples);
            Pcm16.ToFloat(samples, mono);
            return mono;
        }
        var mix = new ChannelMix(format.Channels);
        ForEachBlock(file, header, path, (values, at) => mix.Add(values, mono.AsSpan(at, values.Length / format.Channels)));
        var bits = format.Coding == SampleCoding.Float ? CheckFloats(mix, header, path) : 0;
        if (mix.Instead() is { } channel)
        {
            notice?.Invoke($"{path}: its {format.Channels} {CancelNotice}; channel {channel + 1} is taken instead");
            ForEachBlock(file, header, path, (values, at) => Pick(values, format.Channels, channel, mono.AsSpan(at)));
        }
        if (bits > 0)
        {
            var scale = (float)(1L << (bits - 1));
            notice?.Invoke(FormattableString.Invariant($"{path}: its floats reach {mix.Peak:0.#}: integers of {bits} bits that were not scaled; they are divided by {scale:0}"));
            for (var i = 0; i < mono.Length; i++)
            {
                mono[i] /= scale;
            }
        }
        return mono;
    }

    private static void ForEachBlock(RecordingBytes file, WavHeader header, string path, ReadOnlySpanAction<double, int> use)
    {
        var format = header.Format;
        var framesPerBlock = Math.Min(header.Frames, Math.Max(1, BlockBytes / format.FrameBytes));
        var buffer = ArrayPool<byte>.Shared.Rent(framesPerBlock * format.FrameBytes);
        var values = ArrayPool<double>.Shared.Rent(framesPerBlock * format.Channels);
        for (var done = 0; done < header.Frames; done += framesPerBlock)
        {
            var frames = Math.Min(framesPerBlock, header.Frames - done);
            var block = buffer.AsSpan(0, frames * format.FrameBytes);
            Read(file, block, header.DataOffset + (long)done * format.FrameBytes, path);
            SampleDecoder.Decode(block, format, values.AsSpan(0, frames * format.Channels));
            use(values.AsSpan(0, frames * format.Channels), done);
        }
        ArrayPool<byte>.Shared.Return(buffer);
        ArrayPool<double>.Shared.Return(values);
    }

    private static void Read(RecordingBytes file, Span<byte> buffer, long offset, string path)
    {
        if (!file.Read(buffer, offset))
        {
            throw new InputException($"{path}: it became shorter while it was read; wait until it is written, then try again");
        }
    }

    private static void Pick(ReadOnlySpan<double> values, int channels, int channel, Span<float> mono)
    {
        for (var i = 0; i < values.Length / channels; i++)
        {
            mono[i] = (float)values[i * channels + channel];
        }
    }

    private static int CheckFloats(ChannelMix mix, WavHeader header, string path) => mix.Bad == 0
        ? FloatScale.Bits(mix.Peak, mix.IsWhole)
        : throw new InputException(FormattableString.Invariant(
            $"{path}: {mix.Bad} of {header.Frames} samples are NaN, infinite or beyond ±{FloatScale.Largest:0}, the first at {(double)mix.FirstBad / header.Format.SampleRate:0.######} s; repair the recording"));
}
