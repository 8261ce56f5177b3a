using System.Buffers;
using System.Buffers.Binary;
using System.Numerics.Tensors;
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
    /// What was chosen of the channels; of an average one of them where they cancel. Floats at the scale of integers are divided by it.
    /// </summary>
    /// <exception cref="InputException">The file became shorter, its floats are broken, or it lacks the channel.</exception>
    internal static float[] ReadMono(RecordingBytes file, WavHeader header, string path, ChannelChoice choice, Action<string>? notice)
    {
        var format = header.Format;
        CheckChannels(format, choice, path);
        var mono = GC.AllocateUninitializedArray<float>(header.FramesAtOnce(path));
        if (format is { Coding: SampleCoding.Pcm, BitsPerSample: 16, Channels: 1 })
        {
            var samples = WavFile.NewArray(mono.Length);
            ReadPcm16(file, header, path, samples);
            Pcm16.ToFloat(samples, mono);
            return mono;
        }
        var mix = new ChannelMix(format.Channels);
        ForEachBlock(file, header, path, (values, at) => mix.Add(values, mono.AsSpan((int)at, values.Length / format.Channels)));
        var decided = Decide(mix, header, path, choice, notice);
        return decided.Channel is null ? Scaled(mono, decided) : Scaled(ReadChannels(file, header, path, decided, mono), decided);
    }

    /// <summary>What <see cref="ReadMono"/> decides by all samples, for those who read them part by part.</summary>
    /// <param name="Channel">The channel that is taken instead of the average.</param>
    /// <param name="Minus">The channel whose estimate is taken out of it (<see cref="FarChannel"/>).</param>
    /// <param name="Scale">What floats are divided by.</param>
    internal readonly record struct Mix(int? Channel, int? Minus, float Scale);

    /// <summary>Reads all samples once, in constant memory, and decides.</summary>
    /// <exception cref="InputException">The file became shorter, or its floats are broken.</exception>
    internal static Mix Scan(RecordingBytes file, WavHeader header, string path, ChannelChoice choice, Action<string>? notice)
    {
        var format = header.Format;
        CheckChannels(format, choice, path);
        if (format is { Coding: SampleCoding.Pcm, Channels: 1 })
        {
            return new Mix(null, null, 1);
        }
        var mix = new ChannelMix(format.Channels);
        var average = new float[BlockBytes];
        ForEachBlock(file, header, path, (values, _) => mix.Add(values, average.AsSpan(0, values.Length / format.Channels)));
        return Decide(mix, header, path, choice, notice);
    }

    /// <summary>A part of a file, mixed as was decided for all of it.</summary>
    /// <exception cref="InputException">The file became shorter.</exception>
    internal static float[] ReadPart(RecordingBytes file, WavHeader part, string path, Mix mix)
    {
        var channels = part.Format.Channels;
        var mono = new float[part.FramesAtOnce(path)];
        if (mix.Channel is not null)
        {
            return Scaled(ReadChannels(file, part, path, mix, mono), mix);
        }
        var average = new ChannelMix(channels);
        ForEachBlock(file, part, path, (values, at) => average.Add(values, mono.AsSpan((int)at, values.Length / channels)));
        return Scaled(mono, mix);
    }

    // The first two channels have their names; of one channel there is only the near one.
    private static void CheckChannels(WavFormatChunk format, ChannelChoice choice, string path)
    {
        if (choice is ChannelChoice.Far or ChannelChoice.NearMinusFar && format.Channels < 2)
        {
            throw new InputException($"{path}: has one channel, and channel 1 ({Csv.Word(choice)}) is asked for; take --channels average");
        }
    }

    private static Mix Decide(ChannelMix mix, WavHeader header, string path, ChannelChoice choice, Action<string>? notice)
    {
        var bits = header.Format.Coding == SampleCoding.Float ? CheckFloats(mix, header, path) : 0;
        var scale = bits > 0 ? (float)(1L << (bits - 1)) : 1;
        (int? channel, int? minus) = choice switch
        {
            ChannelChoice.Near => (0, null),
            ChannelChoice.Far => (1, null),
            ChannelChoice.NearMinusFar => (0, 1),
            _ => (mix.Instead(), (int?)null),
        };
        if (choice == ChannelChoice.Average && channel is { } other)
        {
            notice?.Invoke($"{path}: its {header.Format.Channels} {CancelNotice}; channel {other + 1} is taken instead");
        }
        if (bits > 0)
        {
            notice?.Invoke(FormattableString.Invariant($"{path}: its floats reach {mix.Peak:0.#}: integers of {bits} bits that were not scaled; they are divided by {scale:0}"));
        }
        return new Mix(channel, minus, scale);
    }

    private static float[] ReadChannels(RecordingBytes file, WavHeader header, string path, Mix mix, float[] mono)
    {
        var channels = header.Format.Channels;
        ForEachBlock(file, header, path, (values, at) => Pick(values, channels, mix.Channel!.Value, mono.AsSpan((int)at)));
        if (mix.Minus is { } minus)
        {
            var far = new float[mono.Length];
            ForEachBlock(file, header, path, (values, at) => Pick(values, channels, minus, far.AsSpan((int)at)));
            FarChannel.Subtract(mono, far);
        }
        return mono;
    }

    private static float[] Scaled(float[] mono, Mix mix)
    {
        if (mix.Scale != 1)
        {
            TensorPrimitives.Divide(mono, mix.Scale, mono);
        }
        return mono;
    }

    private static void ForEachBlock(RecordingBytes file, WavHeader header, string path, ReadOnlySpanAction<double, long> use)
    {
        var format = header.Format;
        var framesPerBlock = (int)Math.Min(header.Frames, Math.Max(1, BlockBytes / format.FrameBytes));
        var buffer = ArrayPool<byte>.Shared.Rent(framesPerBlock * format.FrameBytes);
        var values = ArrayPool<double>.Shared.Rent(framesPerBlock * format.Channels);
        for (var done = 0L; done < header.Frames; done += framesPerBlock)
        {
            var frames = (int)Math.Min(framesPerBlock, header.Frames - done);
            var block = buffer.AsSpan(0, frames * format.FrameBytes);
            Read(file, block, header.DataOffset + done * format.FrameBytes, path);
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
