namespace Ssl4Asd.Audio.Store;

/// <summary>
/// One builder at a time in a folder; the others wait. It ends with the process, however that ends. The file stays: were it
/// removed, one process could hold the removed file and another a new one.
/// </summary>
internal sealed class StoreLock : IDisposable
{
    private const string Name = "lock";
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100);
    private readonly FileStream _file;

    private StoreLock(FileStream file) => _file = file;

    /// <summary>Waits for the lock.</summary>
    /// <param name="folder">Made where it is missing.</param>
    /// <param name="onWait">Called once, where it has to wait.</param>
    /// <param name="stop">Ends the waiting.</param>
    /// <returns>Null where the folder cannot be written.</returns>
    internal static StoreLock? Wait(string folder, Action onWait, CancellationToken stop)
    {
        if (!IsWritable(folder))
        {
            return null;
        }
        var path = Path.Combine(folder, Name);
        for (var tries = 0; ; tries++)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                return new StoreLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
            }
            catch (IOException) when (File.Exists(path))
            {
                if (tries == 0)
                {
                    onWait();
                }
                stop.WaitHandle.WaitOne(_interval);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private static bool IsWritable(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var probe = new FileStream(Path.Combine(folder, $"{Guid.NewGuid():N}.probe"), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return false;
        }
    }
}
