namespace Ssl4Asd.Experiments.Compare;

/// <summary>One process at a time in a folder. The lock ends with the process, however that ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Makes the folder and locks it.</summary>
    /// <exception cref="InputException">The folder cannot be made, or another process has it.</exception>
    internal static FolderLock Take(string folder)
    {
        if (string.IsNullOrWhiteSpace(folder) || File.Exists(folder))
            throw new InputException($"'{folder}' cannot be the folder of a comparison; name a new folder or one that compare made.");
        try
        {
            Directory.CreateDirectory(folder);
            return new FolderLock(new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (UnauthorizedAccessException e)
        {
            throw new InputException($"{folder}: cannot be written ({e.Message.TrimEnd('.')}); choose another folder.", e);
        }
        catch (IOException e)
        {
            throw new InputException($"{folder}: is in use by another comparison ({e.Message.TrimEnd('.')}); wait for it or choose another folder.", e);
        }
    }

    public void Dispose() => _file.Dispose();
}
