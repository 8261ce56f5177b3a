using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Ssl4Asd.Audio;

/// <summary>
/// What a WAV file says about its samples, checked: where they lie and how they are coded. Read by our own chunk
/// reader, because NWaves trusts the header and cannot read 64-bit floats or EXTENSIBLE with more than 16 bits.
/// </summary>
/// <param name="Format">How the samples are coded.</param>
/// <param name="DataOffset">Where the first sample lies, in bytes from the start of the file.</param>
/// <param name="Frames">Number of samples of each channel, 1 … <see cref="MaxFrames"/>.</param>
internal readonly record struct WavHeader(WavFormatChunk Format, long DataOffset, int Frames)
{
    /// <summary>Beyond it (4.6 hours at 16 kHz) a recording is refused, before any memory is asked for.</summary>
    internal const int MaxFrames = 1 << 28;

    /// <summary>The lowest and the highest credible sample rate, in Hz.</summary>
    internal const int MinSampleRate = 1_000, MaxSampleRate = 384_000;

    private const int ChunkHeader = 8, MaxChunks = 1000;

    // Writers that cannot seek back leave a placeholder as length: 0, or one of these (sox writes 0x7FFFF000).
    private const uint FirstPlaceholder = 0x7FFF_F000;

    /// <summary>Walks through the chunks up to the samples.</summary>
    /// <exception cref="InputException">The file is no WAV file that we can read.</exception>
    internal static WavHeader Read(SafeFileHandle file, string path, Action<string>? notice)
    {
        var fileLength = RandomAccess.GetLength(file);
        Span<byte> bytes = stackalloc byte[WavFormatChunk.MaxBytes];
        var riffLength = ReadRiff(file, path, fileLength, bytes);
        WavFormatChunk? format = null;
        var at = 12L;
        for (var chunk = 0; chunk < MaxChunks && ReadFully(file, bytes[..ChunkHeader], at); chunk++)
        {
            var id = BinaryPrimitives.ReadUInt32BigEndian(bytes);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            at += ChunkHeader;
            if (id == Id("fmt "u8))
            {
                var content = bytes[..(int)Math.Min(length, WavFormatChunk.MaxBytes)];
                format = ReadFully(file, content, at) ? WavFormatChunk.Parse(content, path) : null;
            }
            else if (id == Id("data"u8))
            {
                var known = format ?? throw new InputException(
                    $"{path}: its samples come before the chunk \"fmt \" that says how they are coded; write it again as a plain WAV file");
                return new WavHeader(known, at, FrameCount(path, known, length, at, fileLength, riffLength, notice));
            }
            at += length + (length & 1);
        }
        throw new InputException(
            $"{path}: no chunk \"{(format is null ? "fmt " : "data")}\" in its {fileLength} bytes; it is cut off or broken, copy or download it again");
    }

    /// <summary>False when the file ends before the buffer is full.</summary>
    internal static bool ReadFully(SafeFileHandle file, Span<byte> buffer, long offset)
    {
        while (!buffer.IsEmpty)
        {
            var count = RandomAccess.Read(file, buffer, offset);
            if (count == 0)
            {
                return false;
            }
            buffer = buffer[count..];
            offset += count;
        }
        return true;
    }

    private static uint ReadRiff(SafeFileHandle file, string path, long fileLength, Span<byte> bytes)
    {
        if (fileLength == 0)
        {
            throw new InputException($"{path}: the file is empty; copy or download it again");
        }
        var start = bytes[..(int)Math.Min(12, fileLength)];
        if (!ReadFully(file, start, 0) || start.Length < 12
            || BinaryPrimitives.ReadUInt32BigEndian(start) != Id("RIFF"u8)
            || BinaryPrimitives.ReadUInt32BigEndian(start[8..]) != Id("WAVE"u8))
        {
            throw new InputException(
                $"{path}: not a WAV file (it begins with \"{Printable(start)}\", not with RIFF and WAVE); convert it to a 16-bit PCM WAV file");
        }
        return BinaryPrimitives.ReadUInt32LittleEndian(start[4..]);
    }

    private static int FrameCount(
        string path, WavFormatChunk format, uint declared, long offset, long fileLength, uint riffLength, Action<string>? notice)
    {
        var held = fileLength - offset;
        // A length of 0 is a placeholder only where the file as a whole does not claim to be finished.
        var unfinished = declared == 0 && (riffLength >= FirstPlaceholder || riffLength + 8L <= offset);
        var placeholder = unfinished || (declared >= FirstPlaceholder && declared > held);
        if (declared > held && !placeholder)
        {
            throw new InputException(
                $"{path}: cut off: it declares {declared} bytes of samples and holds {held}; copy or download it again");
        }
        var (frames, stray) = Math.DivRem(placeholder ? held : declared, format.FrameBytes);
        if (frames == 0)
        {
            throw new InputException($"{path}: it holds no samples; leave it out or record it again");
        }
        if (frames > MaxFrames)
        {
            throw new InputException(
                $"{path}: {frames} samples are more than the {MaxFrames} that are read at once; cut it into shorter recordings");
        }
        if (placeholder)
        {
            notice?.Invoke($"{path}: its header gives no length; taken are all {frames} samples up to the end of the file");
        }
        else if (stray != 0)
        {
            notice?.Invoke($"{path}: the last {stray} bytes are no whole sample and are left out");
        }
        return (int)frames;
    }

    private static uint Id(ReadOnlySpan<byte> name) => BinaryPrimitives.ReadUInt32BigEndian(name);

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
