namespace Ssl4Asd.Data;

/// <summary>
/// A folder that appears as a whole or not at all: filled as <c>NAME.unfinished</c> beside its target, flushed to the disk,
/// and renamed at the end. What a killed run left there is removed by the next one.
/// </summary>
internal sealed class UnfinishedFolder : IDisposable
{
    /// <summary>The file that tells whose folder it is.</summary>
    internal const string Readme = "README.txt";

    private readonly string _target;
    private readonly FileLock _lock;
    private bool _finished;

    /// <summary>Makes the folder beside <paramref name="target"/>.</summary>
    /// <param name="target">The folder to be; must not exist, or be empty.</param>
    /// <param name="title">The first line of the README.txt in it, by which a leftover of a killed run is known.</param>
    /// <exception cref="InputException">There is something in the way, or the folder cannot be made.</exception>
    internal UnfinishedFolder(string target, string title)
    {
        _target = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(target));
        Path = _target + ".unfinished";
        if (File.Exists(_target) || (Directory.Exists(_target) && Directory.EnumerateFileSystemEntries(_target).Any()))
        {
            FileLock.RemoveAbandoned(Path + ".lock"); // of a run that ended between the folder's name and its lock
            throw new InputException($"{target}: exists already and is not empty; remove it or name another folder");
        }
        _lock = FileLock.Take(Path + ".lock", target);
        try
        {
            if (Directory.Exists(Path))
            {
                AtomicFile.RemoveLeftovers(Path); // a run that was killed before it could say whose it is
                if (Directory.EnumerateFileSystemEntries(Path).Any() && !IsOurs(title))
                    throw new InputException($"{Path}: is in the way and was not made by this command; remove it or name another folder");
                Delete();
            }
            DiskFolder.Make(Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InputException)
        {
            _lock.Dispose();
            if (e is InputException)
                throw;
            throw new InputException($"{Path}: cannot be made ({e.Message.ReplaceLineEndings(" ")}); check that the folder above is writable", e);
        }
        AtomicFile.WriteText(System.IO.Path.Combine(Path, Readme), writer => writer.WriteLine(title));
    }

    /// <summary>Where to write until <see cref="Finish"/>.</summary>
    internal string Path { get; }

    /// <summary>Gives the folder its name, after all that is in it is on the disk.</summary>
    /// <exception cref="InputException">It cannot be flushed or renamed.</exception>
    internal void Finish()
    {
        try
        {
            if (Directory.Exists(_target)) Directory.Delete(_target); // empty, or this throws
            DiskFolder.FlushAll(Path);
            Directory.Move(Path, _target);
            _finished = true;
            if (System.IO.Path.GetDirectoryName(_target) is { } above) DiskFolder.Flush(above);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{_target}: cannot be made ({e.Message.ReplaceLineEndings(" ")}); is another run writing it?", e);
        }
    }

    /// <summary>Removes what was not finished; what cannot be removed is left to the next run, and why it was not finished is what there is to report.</summary>
    public void Dispose()
    {
        try
        {
            if (!_finished && Directory.Exists(Path))
                Delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
        _lock.Dispose();
    }

    // what tells whose it is goes last, also from the disk: whoever is killed meanwhile leaves nothing that is in the way
    private void Delete()
    {
        foreach (var folder in Directory.GetDirectories(Path))
            Directory.Delete(folder, recursive: true);
        foreach (var file in Directory.GetFiles(Path).Where(f => System.IO.Path.GetFileName(f) != Readme))
            File.Delete(file);
        DiskFolder.Flush(Path);
        Directory.Delete(Path, recursive: true);
    }

    private bool IsOurs(string title) =>
        System.IO.Path.Combine(Path, Readme) is var readme && File.Exists(readme) && File.ReadLines(readme).FirstOrDefault() == title;
}
