using Microsoft.Win32.SafeHandles;
using NWaves.Audio;
using NWaves.Signals;
using Ssl4Asd.Audio.External;

namespace Ssl4Asd.Audio;

/// <summary>
/// Reads and writes WAV files. Read are integer PCM of 8, 16, 24 and 32 bits, IEEE floats of 32 and 64 bits, A-law and µ-law,
/// plain or EXTENSIBLE, in RIFF, RIFX, RF64 and BW64, with any number of channels and from 1 to 384 kHz; other chunks are
/// passed over. FLAC and other containers go through a decoder, where one is installed (<see cref="External.Container"/>).
/// </summary>
/// <remarks>
/// Where a header is wrong about the length, what the file holds counts (<see cref="WavLength"/>). Whatever is
/// wrong with a file arrives as an <see cref="InputException"/> of one line.
/// </remarks>
public static class WavFile
{
    /// <summary>Of all DCASE data, in Hz.</summary>
    internal const int SampleRate = 16_000;

    /// <summary>
    /// Reads a file as mono: the average of its channels (or one of them where they cancel), resampled if need be.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="format">What it is brought to; 16 kHz and the average of all channels where null.</param>
    /// <param name="notice">
    /// Called with one line for each thing worth knowing: resampled, a wrong length, bytes left out, channels that cancel,
    /// floats that were integers.
    /// </param>
    /// <returns>At least one sample, at the wanted rate.</returns>
    /// <exception cref="InputException">
    /// The file is missing, unreadable, no WAV file, of an unknown coding, cut off, empty or too long (2²⁸ samples),
    /// contradicts itself, or holds NaN, infinite or absurd floats.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="format"/> is out of range.</exception>
    public static Waveform Read(string path, SoundFormat? format = null, Action<string>? notice = null)
    {
        var wanted = format ?? SampleRate;
        return Open(path, wanted, notice, (file, ofHeader) => Decode(file, path, wanted, ofHeader, notice));
    }

    /// <summary>The same of bytes that are there already; the path is for messages only.</summary>
    internal static Waveform Decode(RecordingBytes file, string path, SoundFormat format, Action<string>? ofHeader, Action<string>? notice)
    {
        var header = WavHeader.Read(file, path, ofHeader);
        return Resampled(new Waveform(WavSamples.ReadMono(file, header, path, format.Channels, notice), header.Format.SampleRate), format.SampleRate, path, notice);
    }

    /// <summary>
    /// Reads a file as mono 16-bit integers: without loss, and fastest, if that is what it holds at this rate;
    /// otherwise as <see cref="Read"/>, then rounded to the nearest level and clipped to full scale (with a notice).
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="format">What it is brought to; 16 kHz and the average of all channels where null.</param>
    /// <param name="notice">As of <see cref="Read"/>.</param>
    /// <returns>At least one sample, at the wanted rate; 32768 stands for 1.</returns>
    /// <exception cref="InputException">As of <see cref="Read"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="format"/> is out of range.</exception>
    public static short[] ReadPcm16(string path, SoundFormat? format = null, Action<string>? notice = null) =>
        ReadPcm16(path, format ?? SampleRate, notice, NewArray, out _).Array!;

    /// <summary>The same into an array of the caller's, at least as long as asked for, and how the file was coded.</summary>
    internal static ArraySegment<short> ReadPcm16(
        string path, SoundFormat wanted, Action<string>? notice, Func<int, short[]> array, out WavFormatChunk format)
    {
        (var samples, format) = Open(path, wanted, notice, (file, ofHeader) =>
        {
            var header = WavHeader.Read(file, path, ofHeader);
            if (header.Format is { Coding: SampleCoding.Pcm, BitsPerSample: 16, Channels: 1 } && wanted.Channels is ChannelChoice.Average or ChannelChoice.Near && header.Format.SampleRate == wanted.SampleRate)
            {
                var exact = Segment(array, header.FramesAtOnce(path));
                WavSamples.ReadPcm16(file, header, path, exact);
                return (exact, header.Format);
            }
            var mono = Resampled(new Waveform(WavSamples.ReadMono(file, header, path, wanted.Channels, notice), header.Format.SampleRate), wanted.SampleRate, path, notice);
            var rounded = Segment(array, mono.Samples.Length);
            Round(mono, rounded, path, notice);
            return (rounded, header.Format);
        });
        return samples;
    }

    private static ArraySegment<short> Segment(Func<int, short[]> array, int length) => new(array(length), 0, length);

    /// <summary>An array of exactly that length.</summary>
    internal static short[] NewArray(int length) => GC.AllocateUninitializedArray<short>(length);

    /// <summary>What a file says about its samples, without reading them.</summary>
    internal static WavHeader ReadHeader(string path) => Open(path, WavHeader.MinSampleRate, notice: null, (file, _) => WavHeader.Read(file, path, notice: null));

    /// <summary>Reads the whole file, so that whatever is wrong with it is found, and tells its length.</summary>
    /// <param name="path">The file.</param>
    /// <returns>Length in seconds, above 0.</returns>
    /// <exception cref="InputException">As of <see cref="Read"/>.</exception>
    public static double Seconds(string path) =>
        Open(path, WavHeader.MinSampleRate, notice: null, (file, _) =>
        {
            var header = WavHeader.Read(file, path, notice: null);
            return (double)WavSamples.ReadMono(file, header, path, ChannelChoice.Average, notice: null).Length / header.Format.SampleRate;
        });

    /// <summary>
    /// Writes a 16-bit mono PCM file, rounded to the nearest level and clipped to [−1, 1]. It is written beside the
    /// target and then renamed, so that nobody ever sees half a file.
    /// </summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <param name="waveform">At least one and at most 2²⁸ samples, none of them NaN.</param>
    /// <exception cref="InputException">The folder may not be written to, or the disk is full.</exception>
    /// <exception cref="ArgumentException">The waveform is empty, too long, or holds NaN.</exception>
    public static void Write(string path, Waveform waveform)
    {
        ArgumentNullException.ThrowIfNull(path);
        Write(path, waveform.SampleRate, Levels(waveform));
    }

    /// <summary>The same of samples that are at the levels of the file already.</summary>
    internal static void Write(string path, int sampleRate, short[] levels) => AtomicFile.WriteAnew(path, stream => Write(stream, sampleRate, levels));

    /// <summary>The same with two channels.</summary>
    /// <param name="path">The file; one that exists is replaced.</param>
    /// <param name="left">The first channel: at least one and at most 2²⁸ samples, none of them NaN.</param>
    /// <param name="right">The second: as many at the same rate.</param>
    /// <exception cref="InputException">The folder may not be written to, or the disk is full.</exception>
    /// <exception cref="ArgumentException">A channel is empty, too long, or holds NaN, or they differ in length or rate.</exception>
    public static void Write(string path, Waveform left, Waveform right)
    {
        ArgumentNullException.ThrowIfNull(path);
        var (first, second) = (Levels(left), Levels(right));
        if (first.Length != second.Length || left.SampleRate != right.SampleRate)
            throw new ArgumentException($"as many samples at the same rate expected, given {first.Length} at {left.SampleRate} Hz and {second.Length} at {right.SampleRate} Hz", nameof(right));
        AtomicFile.WriteAnew(path, stream => Write(stream, left.SampleRate, first, second));
    }

    /// <summary>The same into a stream, such as memory.</summary>
    /// <param name="stream">Where the file is written to; it may be closed afterwards.</param>
    /// <param name="waveform">At least one and at most 2²⁸ samples, none of them NaN.</param>
    /// <exception cref="ArgumentException">The waveform is empty, too long, or holds NaN.</exception>
    public static void Write(Stream stream, Waveform waveform)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Write(stream, waveform.SampleRate, Levels(waveform));
    }

    // NWaves truncates and wraps around; whole numbers within range are left for it to write.
    private static void Write(Stream stream, int sampleRate, params short[][] channels) =>
        new WaveFile([.. channels.Select(levels => new DiscreteSignal(sampleRate, levels.Select(level => (float)level)))], 16).SaveTo(stream, normalized: false);

    private static short[] Levels(Waveform waveform)
    {
        ArgumentNullException.ThrowIfNull(waveform);
        if (waveform.Samples.Length is 0 or > WavHeader.MaxFrames)
        {
            throw new ArgumentException($"1 to {WavHeader.MaxFrames} samples expected, given {waveform.Samples.Length}", nameof(waveform));
        }
        var levels = new short[waveform.Samples.Length];
        Pcm16.FromFloat(waveform.Samples, levels);
        return levels;
    }

    // What a decoder has made of another container is read as any WAV file, but its header is the decoder's, and no news.
    private static T Open<T>(string path, SoundFormat format, Action<string>? notice, Func<RecordingBytes, Action<string>?, T> read)
    {
        ArgumentNullException.ThrowIfNull(path);
        format.Validate();
        using var file = OpenHandle(path);
        return Checked(path, () =>
        {
            var bytes = new FileBytes(file);
            return Container.Of(bytes) is { } container ? read(new MemoryBytes(container.Decode(path, notice)), null) : read(bytes, notice);
        });
    }

    /// <summary>Opens a file that others may be writing to.</summary>
    /// <exception cref="InputException">It is missing or may not be read.</exception>
    internal static SafeFileHandle OpenHandle(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: there is no such file; check its name", e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException or ArgumentException or NotSupportedException)
        {
            throw new InputException(
                Directory.Exists(path) ? $"{path}: this is a folder; name a WAV file" : $"{path}: cannot be opened ({e.Message}); check its name and permissions", e);
        }
    }

    /// <summary>Reads an open file; what the system says against it becomes one line.</summary>
    internal static T Checked<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new InputException($"{path}: cannot be read ({e.Message}); check the disk, or copy the file again", e);
        }
    }

    private static Waveform Resampled(Waveform recording, int sampleRate, string path, Action<string>? notice)
    {
        if (recording.SampleRate == sampleRate)
        {
            return recording;
        }
        if (SampleRateConversion.Length(recording.Samples.Length, recording.SampleRate, sampleRate) > WavHeader.MaxFrames)
        {
            throw new InputException(
                $"{path}: at {sampleRate} Hz it would have more than the {WavHeader.MaxFrames} samples that are read at once; cut it into shorter recordings");
        }
        notice?.Invoke($"{path}: resampled from {recording.SampleRate} Hz to {sampleRate} Hz");
        return SampleRateConversion.Convert(recording, sampleRate);
    }

    private static void Round(Waveform recording, Span<short> levels, string path, Action<string>? notice)
    {
        var clipped = Pcm16.FromFloat(recording.Samples, levels);
        if (clipped > 0)
        {
            notice?.Invoke($"{path}: {clipped} of {levels.Length} samples were beyond full scale and are clipped");
        }
    }
}
