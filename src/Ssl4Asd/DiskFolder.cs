using System.Runtime.InteropServices;

namespace Ssl4Asd;

/// <summary>
/// Names that stay through a power cut. Flushing a file keeps its bytes; its name, and that it was renamed, is kept by the folder, which has to be flushed
/// too. Windows writes names down by itself, so nothing is done there.
/// </summary>
internal static partial class DiskFolder
{
    // of open(2), one number for each: read only, not for child processes
    private static readonly int _open = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000;

    // not permitted, no access, no such thing on this file system (also on macOS, on Linux), read-only
    private static readonly int[] _cannot = [1, 13, 22, 45, 95, 30];

    private static readonly EnumerationOptions _all = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>Told of each folder after it was flushed, from any thread: a flush leaves no other trace that a test could find.</summary>
    internal static event Action<string>? Flushed;

    /// <summary>Makes a folder, and those above it that are missing; each is on the disk with its name.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    internal static void Make(string path)
    {
        path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Directory.Exists(path))
            return;
        var above = Path.GetDirectoryName(path);
        if (above is not null)
            Make(above);
        Directory.CreateDirectory(path);
        if (above is not null)
            Flush(above);
    }

    /// <summary>Keeps the names in a folder as they are now; where a file system has no such thing, that is all one can do.</summary>
    /// <exception cref="IOException">The folder is missing, or the disk has failed or is full.</exception>
    internal static void Flush(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            var folder = open(path, _open);
            if (Failed(folder, path))
                return;
            try
            {
                if (Failed(fsync(folder), path))
                    return;
            }
            finally
            {
                _ = close(folder);
            }
        }
        Flushed?.Invoke(path);
    }

    /// <summary>The same of all folders in it too. The bytes of files are flushed by whoever writes them.</summary>
    /// <exception cref="IOException">A folder is missing, or the disk has failed or is full.</exception>
    internal static void FlushAll(string path)
    {
        foreach (var folder in Directory.EnumerateDirectories(path, "*", _all).Prepend(path))
            Flush(folder);
    }

    private static bool Failed(int result, string path)
    {
        if (result >= 0)
            return false;
        var error = Marshal.GetLastPInvokeError();
        return _cannot.Contains(error) ? true : throw new IOException($"{path}: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int file);

    [LibraryImport("libc")]
    private static partial int close(int file);
}
