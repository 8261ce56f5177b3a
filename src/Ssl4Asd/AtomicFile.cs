using System.Text;
using System.Text.RegularExpressions;

namespace Ssl4Asd;

/// <summary>
/// Writes a file as a whole or not at all: beside its target under a temporary name, flushed to the disk, then
/// renamed. A reader never sees half a file, and an interrupted run leaves the old one as it was. What is written
/// stays through a power cut: its folder is flushed too.
/// </summary>
public static partial class AtomicFile
{
    private const int Tries = 3;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly EnumerationOptions _all = new() { IgnoreInaccessible = true, AttributesToSkip = 0 };
    private static readonly TimeSpan _soon = TimeSpan.FromMilliseconds(100);

    /// <summary>Writes bytes to <paramref name="path"/>; missing folders are made, an existing file is replaced.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="write">
    /// Writes the whole content to the stream it is given; it need not flush or close it. Called again where another process has taken what was written
    /// for that of a killed one.
    /// </param>
    /// <exception cref="InputException">The folder or the file cannot be written.</exception>
    /// <remarks>What <paramref name="write"/> throws otherwise passes through, and the temporary file is removed.</remarks>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        RemoveAbandoned(path);
        for (var tries = 1; !TryWrite(path, write, DiskFolder.Make, DiskFolder.Flush, isLast: tries == Tries); tries++)
        {
        }
    }

    /// <summary>
    /// The same without looking for what killed processes left of it, and without flushing its folder: for many files in a folder that appears as
    /// a whole and in which nobody else writes. <paramref name="write"/> is called once.
    /// </summary>
    internal static void WriteAnew(string path, Action<Stream> write) => TryWrite(path, write, folder => Directory.CreateDirectory(folder), _ => { }, isLast: true);

    // false where the file was gone before it had its name
    private static bool TryWrite(string path, Action<Stream> write, Action<string> make, Action<string> flush, bool isLast)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            if (folder is not null) make(folder);
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
            if (folder is not null) flush(folder);
            return true;
        }
        catch (FileNotFoundException) when (!isLast && !File.Exists(temporary))
        {
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be written ({OneLine(e.Message)}); check that the folder is writable and the disk has room", e);
        }
        finally
        {
            Remove(temporary);
        }
    }

    /// <summary>Writes text (UTF-8 without byte order mark, "\n" line ends) to <paramref name="path"/>.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="write">Writes the whole content to the writer it is given; it need not flush or close it.</param>
    /// <exception cref="InputException">The folder or the file cannot be written.</exception>
    public static void WriteText(string path, Action<TextWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        Write(path, stream =>
        {
            using var writer = new StreamWriter(stream, Utf8, leaveOpen: true) { NewLine = "\n" };
            write(writer);
        });
    }

    /// <summary>Removes what a killed process left of files in <paramref name="folder"/>; call it where nobody else writes.</summary>
    /// <param name="folder">A folder; it need not exist.</param>
    public static void RemoveLeftovers(string folder)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var file in Directory.EnumerateFiles(folder, "*.tmp").Where(f => Leftover().IsMatch(f)))
            Remove(file);
    }

    // What killed processes left of this file. What another one is writing is held by it, and has its name soon after that.
    private static void RemoveAbandoned(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is not { } folder || !Directory.Exists(folder))
            return;
        foreach (var file in Directory.GetFiles(folder, $"{Path.GetFileName(path)}.*.tmp", _all).Where(f => Leftover().IsMatch(f)))
        {
            try
            {
                using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.Delete))
                    Thread.Sleep(_soon);
                File.Delete(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // of somebody who is still there, or not ours to remove
            }
        }
    }

    [GeneratedRegex(@"\.[0-9a-f]{32}\.tmp\z")]
    private static partial Regex Leftover();

    // Gone after a rename; left over only when something failed, and then that failure is the one to report.
    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
}
