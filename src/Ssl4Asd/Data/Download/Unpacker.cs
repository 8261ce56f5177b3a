using System.IO.Compression;
using System.IO.Hashing;

namespace Ssl4Asd.Data.Download;

/// <summary>Unpacks an archive into a folder of its own; each file is compared with its checksum in the archive.</summary>
internal static class Unpacker
{
    /// <param name="archive">The zip file.</param>
    /// <param name="folder">Where to; made anew.</param>
    /// <param name="place">What is wanted, and under which path; see <see cref="ArchiveEntries"/>.</param>
    /// <param name="free">Asks how many bytes there is room for.</param>
    /// <param name="unpacked">Told after each file.</param>
    /// <param name="stop">Stops between two files.</param>
    /// <exception cref="BadArchiveException">The archive is broken or dangerous.</exception>
    /// <exception cref="InputException">It cannot be written.</exception>
    internal static void Unpack(string archive, string folder, Func<string[], string?> place, Func<long> free, Action unpacked, CancellationToken stop)
    {
        using var zip = Open(archive);
        var entries = Read(() => ArchiveEntries.Of(zip, place));
        if (entries.Count == 0)
            throw new BadArchiveException("holds none of the files that it should");
        var (bytes, room) = (entries.Sum(e => e.Entry.Length), free());
        if (bytes > room)
            throw new InputException($"{folder}: {Path.GetFileName(archive)} takes {DiskSpace.Text(bytes)} unpacked, the disk has {DiskSpace.Text(room)}; make room and run the same command again", new IOException("disk full", Disk.NoSpaceOnUnix));
        var buffer = new byte[1 << 17];
        foreach (var (entry, path) in entries)
        {
            stop.ThrowIfCancellationRequested();
            Unpack(entry, Path.Combine([folder, .. path.Split('/')]), buffer);
            unpacked();
        }
    }

    private static void Unpack(ZipArchiveEntry entry, string path, byte[] buffer)
    {
        var (crc, length) = (new Crc32(), 0L);
        using var source = Read(entry.Open);
        using var target = Write(path, () =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1);
        });
        for (int read; (read = Read(() => source.Read(buffer))) > 0;)
        {
            var block = buffer.AsMemory(0, read);
            crc.Append(block.Span);
            if ((length += read) > entry.Length)
                break; // it claims to be smaller: not one byte more than there is room for
            Write(path, () => { target.Write(block.Span); return 0; });
        }
        if (length != entry.Length || crc.GetCurrentHashAsUInt32() != entry.Crc32)
            throw new BadArchiveException($"is broken: '{entry.FullName}' does not have its checksum");
        Write(path, () => { target.Flush(flushToDisk: true); return 0; });
    }

    private static ZipArchive Open(string archive)
    {
        try
        {
            return ZipFile.OpenRead(archive);
        }
        catch (InvalidDataException e)
        {
            throw IsWebPage(archive) ? new BadArchiveException("is a web page under the name of an archive", e) : NotAZip(e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{archive}: cannot be read ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); check the file", e);
        }
    }

    /// <summary>Whether something begins as HTML does: a zip file never does.</summary>
    internal static bool IsWebPage(ReadOnlySpan<byte> start) => start.TrimStart((ReadOnlySpan<byte>)[0x20, 0x0D, 0x0A, 0x09, 0xEF, 0xBB, 0xBF]) is [(byte)'<', ..];

    private static bool IsWebPage(string path)
    {
        using var file = File.OpenRead(path);
        var start = new byte[64];
        return IsWebPage(start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)));
    }

    private static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw NotAZip(e);
        }
    }

    private static T Write<T>(string path, Func<T> write)
    {
        try
        {
            return write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Disk.Failure(path, e);
        }
    }

    private static BadArchiveException NotAZip(Exception e) => new("is broken, or not a zip file", e);
}
