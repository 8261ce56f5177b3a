namespace Ssl4Asd;

/// <summary>One process at a time. The lock ends with the process, however that ends; the file is removed where it can be.</summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, or says who cannot.</summary>
    /// <param name="path">The lock's file; its folder is made.</param>
    /// <param name="what">What is locked, for the message: <c>the folder DIR</c>.</param>
    /// <param name="wait">How long to wait for another process to let it go; not at all unless given.</param>
    /// <exception cref="InputException">Another process has it, or the file cannot be made.</exception>
    internal static FileLock Take(string path, string what, TimeSpan wait = default)
    {
        var until = DateTime.UtcNow + wait;
        while (true)
        {
            var isThere = File.Exists(path);
            try
            {
                return Take(path, what, isThere);
            }
            catch (InputException e) when (isThere && e.InnerException is IOException && DateTime.UtcNow < until)
            {
                Thread.Sleep(50);
            }
        }
    }

    private static FileLock Take(string path, string what, bool isThere)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException(isThere && e is IOException
                ? $"{what} is in use by another process; wait for it or choose another folder."
                : $"{what} cannot be written ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); check that the folder is writable and the disk has room.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
