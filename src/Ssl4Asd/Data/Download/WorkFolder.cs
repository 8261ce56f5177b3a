namespace Ssl4Asd.Data.Download;

/// <summary>
/// <c>DIR/.download</c>, for one process at a time: files that are coming, archives that have come, and what is being unpacked.
/// All on the disk of the data set, so that things get their places by renaming.
/// </summary>
internal sealed class WorkFolder : IDisposable
{
    private readonly FileLock _lock;
    private readonly string _root;
    private readonly bool _isNew;

    /// <summary>Takes the data set for this process and removes what a killed one has left half unpacked.</summary>
    /// <exception cref="InputException">Another process has it, or it cannot be written.</exception>
    internal WorkFolder(string root)
    {
        if (File.Exists(root))
            throw new InputException($"{root}: is a file; name a folder for the data set.");
        (_root, _isNew, Path) = (root, !Directory.Exists(root), System.IO.Path.Combine(root, ".download"));
        _lock = FileLock.Take(System.IO.Path.Combine(Path, "lock"), root);
        try
        {
            AtomicFile.RemoveLeftovers(root);
            AtomicFile.RemoveLeftovers(Path);
            foreach (var left in Directory.EnumerateDirectories(Path, "unpack-*"))
                Directory.Delete(left, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Dispose();
            throw Disk.Failure(Path, e);
        }
    }

    internal string Path { get; }

    /// <summary>Where an archive is that has come, and has the right md5 if one is known.</summary>
    internal string Archive(DataArchive archive) => System.IO.Path.Combine(Path, archive.LocalName);

    /// <summary>Where an archive is that the user wanted to keep.</summary>
    internal string Kept(DataArchive archive) => System.IO.Path.Combine(_root, "archives", archive.LocalName);

    internal string Unpacked(DataArchive archive) => System.IO.Path.Combine(Path, $"unpack-{archive.LocalName}");

    /// <summary>Bytes of an archive that need not be fetched any more.</summary>
    internal long There(DataArchive archive) =>
        new[] { Archive(archive), PartFile.Part(Archive(archive)), Kept(archive) }.Where(File.Exists).Sum(f => new FileInfo(f).Length);

    /// <summary>Keeps or deletes an archive that has been unpacked, by this process or by one that was killed then.</summary>
    internal void PutAway(DataArchive archive, bool keep)
    {
        var path = Archive(archive);
        try
        {
            if (keep && File.Exists(path))
            {
                var kept = System.IO.Path.GetDirectoryName(Kept(archive))!;
                DiskFolder.Make(kept);
                File.Move(path, Kept(archive), overwrite: true);
                DiskFolder.Flush(kept);
            }
            foreach (var left in new[] { path, PartFile.Part(path), PartFile.TagPath(path) })
                File.Delete(left);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Disk.Failure(path, e);
        }
    }

    /// <summary>Lets go; what was made here and is empty goes away.</summary>
    public void Dispose()
    {
        _lock.Dispose();
        foreach (var folder in _isNew ? [Path, _root] : new[] { Path })
        {
            try
            {
                if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
                    Directory.Delete(folder);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // somebody else has begun there
            }
        }
    }
}
