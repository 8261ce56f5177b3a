using System.Globalization;

namespace Ssl4Asd.Data.Download;

/// <summary>The disk that a data set goes to.</summary>
internal static class Disk
{
    // as .NET passes them on: errno, or the low half of an HRESULT
    internal const int NoSpaceOnUnix = 28;
    private const int DiskFullOnWindows = 112;
    private const int HandleDiskFullOnWindows = 39;

    /// <summary>Bytes that this user may still write where a folder is, or will be.</summary>
    internal static long Free(string folder)
    {
        var existing = Path.GetFullPath(folder);
        while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } parent)
            existing = parent;
        return new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(existing)! : existing).AvailableFreeSpace;
    }

    /// <summary>A failure to write, in one line.</summary>
    internal static InputException Failure(string path, Exception e) => IsFull(e)
        ? new InputException($"{path}: the disk is full; make room and run the same command again, it goes on where this stopped", e)
        : new InputException($"{path}: cannot be written ({e.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ')}); check that the folder is writable", e);

    /// <summary>Whether an exception, or what is inside it, says that the disk is full.</summary>
    internal static bool IsFull(Exception? e) => e is IOException { HResult: var code } && (code & 0xFFFF) is NoSpaceOnUnix or DiskFullOnWindows or HandleDiskFullOnWindows
        || e?.InnerException is { } inner && IsFull(inner);

    /// <summary>A size in words: <c>8.1 GB</c>.</summary>
    internal static string Size(double bytes) => bytes switch
    {
        >= 1e9 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB"),
        >= 1e6 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.0} kB"),
    };

}
