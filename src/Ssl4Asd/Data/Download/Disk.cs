
namespace Ssl4Asd.Data.Download;

/// <summary>The disk that a data set goes to.</summary>
internal static class Disk
{
    // as .NET passes them on: errno, or the low half of an HRESULT
    internal const int NoSpaceOnUnix = 28;
    private const int DiskFullOnWindows = 112;
    private const int HandleDiskFullOnWindows = 39;

    /// <summary>A failure to write, in one line.</summary>
    internal static InputException Failure(string path, Exception e) => IsFull(e)
        ? new InputException($"{path}: the disk is full; make room and run the same command again, it goes on where this stopped", e)
        : new InputException($"{path}: cannot be written ({e.Message.ReplaceLineEndings(" ").TrimEnd('.', ' ')}); check that the folder is writable", e);

    /// <summary>Whether an exception, or what is inside it, says that the disk is full.</summary>
    internal static bool IsFull(Exception? e) => e is IOException { HResult: var code } && (code & 0xFFFF) is NoSpaceOnUnix or DiskFullOnWindows or HandleDiskFullOnWindows
        || e?.InnerException is { } inner && IsFull(inner);
}
