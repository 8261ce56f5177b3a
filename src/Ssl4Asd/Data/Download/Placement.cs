namespace Ssl4Asd.Data.Download;

/// <summary>
/// Moves what was unpacked into its places by renaming, folder by folder. Before the first one it is noted whose they are,
/// after the last one that they are complete; a kill in between leaves whole folders only, and the next run takes them for ours.
/// </summary>
/// <param name="root">The data set.</param>
/// <param name="receipts">Where it is noted.</param>
/// <param name="notice">Told what was left as it was.</param>
internal sealed class Placement(string root, Receipts receipts, Action<string> notice)
{
    /// <summary>What of an archive's items lies there and did not come from us; null where nothing is in the way.</summary>
    internal string? InTheWay(DataArchive archive) => archive.Items.FirstOrDefault(path => !IsOurs(archive, path) && !IsFree(path));

    /// <summary>Puts the content of a folder into place.</summary>
    /// <param name="archive">Where it came from.</param>
    /// <param name="md5">Of the archive, where it was compared.</param>
    /// <param name="folder">What was unpacked, in the shape of <see cref="DataArchive.Folder"/>.</param>
    /// <exception cref="InputException">Somebody's own files are in the way, or it cannot be written.</exception>
    internal void Put(DataArchive archive, string? md5, string folder)
    {
        if (InTheWay(archive) is { } taken)
            throw new InputException($"{Path.Combine(root, taken)}: is in the way and did not come from this command; move it away");
        try
        {
            var paths = Paths(archive, folder).ToList();
            var items = paths.Select(path => ReceiptItem.Measure(folder, path) ?? throw new FileNotFoundException(path)).ToList();
            items.AddRange(receipts.Of(archive)?.Items.Where(i => !paths.Contains(i.Path)) ?? []); // ground truth of other machines
            DiskFolder.FlushAll(folder);
            receipts.Put(new Receipt(archive.LocalName, md5, Complete: false, items));
            foreach (var path in paths)
                Move(Path.Combine(folder, path), Path.Combine(root, path));
            foreach (var above in paths.Select(path => Path.GetDirectoryName(Path.Combine(root, path))!).Distinct())
                DiskFolder.Flush(above);
            receipts.Put(new Receipt(archive.LocalName, md5, Complete: true, items));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException || Disk.IsFull(e))
        {
            throw Disk.Failure(root, e);
        }
    }

    /// <summary>The whole folders and single files to move, relative to the data set.</summary>
    private IEnumerable<string> Paths(DataArchive archive, string folder)
    {
        foreach (var path in archive.Items)
            yield return path;
        if (archive.Folder == "")
            yield break;
        foreach (var other in archive.Data.OtherFolders.Select(f => $"{archive.Folder}/{f}").Where(f => Directory.Exists(Path.Combine(folder, f))))
        {
            if (IsOurs(archive, other) || IsFree(other))
                yield return other;
            else
                notice($"{Path.Combine(root, other)}: was there already; left as it is");
        }
        foreach (var table in Directory.EnumerateFiles(Path.Combine(folder, archive.Folder)))
        {
            var path = $"{archive.Folder}/{Path.GetFileName(table)}";
            if (IsOurs(archive, path) || !File.Exists(Path.Combine(root, path)))
                yield return path;
            else if (!File.ReadAllBytes(table).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(root, path))))
                notice($"{Path.Combine(root, path)}: was there already and is not the one in {archive.FileName}; left as it is");
        }
    }

    private static void Move(string from, string to)
    {
        DiskFolder.Make(Path.GetDirectoryName(to)!);
        if (File.Exists(from))
        {
            File.Move(from, to, overwrite: true);
            return;
        }
        if (Directory.Exists(to)) // ours, of an earlier run, or empty
        {
            Directory.Move(to, from + ".old");
            Directory.Delete(from + ".old", recursive: true);
        }
        Directory.Move(from, to);
    }

    private bool IsOurs(DataArchive archive, string path) => receipts.Of(archive)?.Items.Any(i => i.Path == path) == true;

    private bool IsFree(string path)
    {
        var full = Path.Combine(root, path);
        return !File.Exists(full) && (!Directory.Exists(full) || !Directory.EnumerateFileSystemEntries(full).Any());
    }
}
