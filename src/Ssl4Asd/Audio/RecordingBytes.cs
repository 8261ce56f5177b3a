using Microsoft.Win32.SafeHandles;

namespace Ssl4Asd.Audio;

/// <summary>The bytes of a recording, wherever they are. Nothing is ever read outside of them.</summary>
internal abstract class RecordingBytes
{
    /// <summary>How many there are; what is written behind them later does not count.</summary>
    internal abstract long Length { get; }

    /// <summary>Fills a buffer; false, and nothing is read, where the bytes end before it is full.</summary>
    internal bool Read(Span<byte> buffer, long offset) => offset >= 0 && offset <= Length - buffer.Length && ReadInside(buffer, offset);

    /// <summary>The same within the bytes; false where they became fewer meanwhile.</summary>
    protected abstract bool ReadInside(Span<byte> buffer, long offset);
}

/// <summary>Those of a file.</summary>
internal sealed class FileBytes(SafeFileHandle file) : RecordingBytes
{
    internal override long Length { get; } = RandomAccess.GetLength(file);

    protected override bool ReadInside(Span<byte> buffer, long offset) => ReadFully(file, buffer, offset);

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
}

/// <summary>Those in memory.</summary>
internal sealed class MemoryBytes(ReadOnlyMemory<byte> bytes) : RecordingBytes
{
    internal override long Length => bytes.Length;

    protected override bool ReadInside(Span<byte> buffer, long offset)
    {
        bytes.Span.Slice((int)offset, buffer.Length).CopyTo(buffer);
        return true;
    }
}
