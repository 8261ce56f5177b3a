using System.Text;

namespace Ssl4Asd.Audio;

/// <summary>
/// What a WAV file says about its samples, checked: where they lie and how they are coded. Read by our own chunk
/// reader, because NWaves trusts the header and cannot read 64-bit floats or EXTENSIBLE with more than 16 bits.
/// </summary>
/// <param name="Format">How the samples are coded.</param>
/// <param name="DataOffset">Where the first sample lies, in bytes from the start of the file.</param>
/// <param name="Frames">Number of samples of each channel, 1 or more.</param>
internal readonly record struct WavHeader(WavFormatChunk Format, long DataOffset, long Frames)
{
    /// <summary>Beyond it (4.6 hours at 16 kHz) a recording is not read at once; <see cref="LongRecording"/> has no such limit.</summary>
    internal const int MaxFrames = 1 << 28;

    /// <summary>The lowest and the highest credible sample rate, in Hz.</summary>
    internal const int MinSampleRate = 1_000, MaxSampleRate = 384_000;

    private const int MaxChunks = 1000;

    /// <summary>Walks through the chunks up to the samples, and sees how far these go.</summary>
    /// <exception cref="InputException">The file is no WAV file that we can read.</exception>
    internal static WavHeader Read(RecordingBytes file, string path, Action<string>? notice)
    {
        var riff = RiffChunks.TryOpen(file) ?? throw NoWav(file, path);
        Span<byte> bytes = stackalloc byte[WavFormatChunk.MaxBytes];
        WavFormatChunk? format = null;
        var (at, isPadMissing) = (RiffChunks.First, false);
        for (var i = 0; i < MaxChunks && riff.TryRead(at, out var chunk); i++)
        {
            if (chunk.Id == RiffChunks.Id("fmt "u8))
            {
                var content = bytes[..(int)Math.Min(chunk.Length, WavFormatChunk.MaxBytes)];
                format = file.Read(content, chunk.Content) ? WavFormatChunk.Parse(content, riff.Order, path) : null;
            }
            else if (chunk.Id == RiffChunks.Id("data"u8))
            {
                var known = format ?? throw new InputException(
                    $"{path}: its samples come before the chunk \"fmt \" that says how they are coded; write it again as a plain WAV file");
                if (isPadMissing)
                {
                    notice?.Invoke($"{path}: a chunk of odd length before its samples has no pad byte; it is read as if there were one");
                }
                return new WavHeader(known, chunk.Content, WavLength.Frames(riff, chunk, known.FrameBytes, path, notice));
            }
            at = riff.Behind(chunk, out var lacksPad);
            isPadMissing |= lacksPad;
        }
        throw new InputException(
            $"{path}: no chunk \"{(format is null ? "fmt " : "data")}\" in its {file.Length} bytes; it is cut off or broken, copy or download it again");
    }

    /// <summary>The number of samples for those who read them all at once, before any memory is asked for.</summary>
    /// <exception cref="InputException">There are too many.</exception>
    internal int FramesAtOnce(string path) => Frames <= MaxFrames ? (int)Frames : throw new InputException(
        $"{path}: {Frames} samples are more than the {MaxFrames} that are read at once; cut it into shorter recordings");

    private static InputException NoWav(RecordingBytes file, string path)
    {
        Span<byte> start = stackalloc byte[(int)Math.Min(RiffChunks.First, file.Length)];
        return start.IsEmpty || !file.Read(start, 0)
            ? new InputException($"{path}: the file is empty; copy or download it again")
            : new InputException($"{path}: not a WAV file (it begins with \"{Printable(start)}\", not with RIFF and WAVE); convert it to a 16-bit PCM WAV file");
    }

    private static string Printable(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var b in bytes)
        {
            text.Append(b is >= 0x20 and < 0x7F and not (byte)'"' ? (char)b : '.');
        }
        return text.ToString();
    }
}
