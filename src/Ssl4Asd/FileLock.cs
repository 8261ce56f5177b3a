using System.Diagnostics;

namespace Ssl4Asd;

/// <summary>One process at a time. The lock ends with the process, however that ends; the file is removed where it can be.</summary>
public sealed class FileLock : IDisposable
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    // what an IOException says of a file that another process has
    private const int SharingViolation = 32;
    private const int LockViolation = 33;
    private const int AgainOnLinux = 11;
    private const int AgainOnMac = 35;

    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, or says who cannot.</summary>
    /// <param name="path">The lock's file; its folder is made.</param>
    /// <param name="what">What is locked, for the message: <c>the folder DIR</c>.</param>
    /// <param name="wait">How long to wait for another process to let it go; not at all unless given.</param>
    /// <param name="onWait">Called once, where it has to wait longer than a second.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="InputException">Another process has it, or the file cannot be made.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was raised.</exception>
    public static FileLock Take(string path, string what, TimeSpan wait = default, Action? onWait = null, CancellationToken stop = default)
    {
        try
        {
            return Within(wait, path, onWait, stop) ?? throw new InputException($"{what} is in use by another process; wait for it or choose another folder.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{what} cannot be written ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); check that the folder is writable and the disk has room.", e);
        }
    }

    /// <summary>Takes the lock, however long another process has it.</summary>
    /// <param name="path">The lock's file; its folder is made.</param>
    /// <param name="onWait">Called once, where it has to wait longer than a second.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be made.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was raised.</exception>
    internal static FileLock Wait(string path, Action onWait, CancellationToken stop) => Within(TimeSpan.MaxValue, path, onWait, stop)!;

    /// <summary>Removes the file of a lock that nobody has: of a process that was killed, or could not remove it. Does nothing where it cannot be.</summary>
    public static void RemoveAbandoned(string path)
    {
        if (!File.Exists(path))
            return;
        try
        {
            TryTake(path)?.Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // it stays, and locks nothing
        }
    }

    /// <summary>Lets it go.</summary>
    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
        {
            try
            {
                File.Delete(_file.Name);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // it stays, and locks nothing
            }
        }
        _file.Dispose();
    }

    // null where another process has it for longer
    private static FileLock? Within(TimeSpan wait, string path, Action? onWait, CancellationToken stop)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            var ours = TryTake(path);
            var waited = Stopwatch.GetElapsedTime(since);
            if (ours is not null || waited >= wait)
                return ours;
            if (waited > _patience)
            {
                onWait?.Invoke();
                onWait = null;
            }
            stop.WaitHandle.WaitOne(_interval);
        }
    }

    // null where another process has it
    private static FileLock? TryTake(string path)
    {
        DiskFolder.Make(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            // Unix removes an open file at once, so there it is done while the lock is held (Dispose)
            var options = OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None;
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, options);
            if (OperatingSystem.IsWindows() || IsStill(path, file))
                return new FileLock(file);
            file.Dispose();
            return null;
        }
        catch (IOException e) when ((e.HResult & 0xFFFF) is SharingViolation or LockViolation or AgainOnLinux or AgainOnMac)
        {
            return null;
        }
    }

    // Whoever had the lock may have removed the file between its being opened and locked here; others would then lock another one of that name.
    // A time of its own tells it from that.
    private static bool IsStill(string path, FileStream file)
    {
        try
        {
            var time = DateTime.UnixEpoch.AddSeconds(2 * Random.Shared.Next(500_000_000));
            File.SetLastWriteTimeUtc(file.SafeFileHandle, time);
            return File.GetLastWriteTimeUtc(path) == time;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true; // a file system without times
        }
    }
}
