using System.Security.Cryptography;

namespace Ssl4Asd.Data.Download;

/// <summary>One archive from its source into its place: fetch, compare, unpack, count, move, note.</summary>
/// <param name="work">The folder for what is not finished.</param>
/// <param name="options">From where.</param>
/// <param name="placement">Where to.</param>
/// <param name="transfer">Fetches.</param>
/// <param name="progress">Told how far it is.</param>
/// <param name="notice">Told what is odd.</param>
internal sealed class ArchiveJob(WorkFolder work, DownloadOptions options, Placement placement, Transfer transfer, DownloadProgress progress, Action<string> notice)
{
    /// <summary>A zip file on this machine.</summary>
    /// <param name="Path">Where.</param>
    /// <param name="From">What to call it in messages.</param>
    /// <param name="IsFetched">Whether we have fetched it, and may do so again.</param>
    private sealed record Local(string Path, string From, bool IsFetched);

    /// <exception cref="InputException">It cannot be had, is not what it should be, or cannot be written.</exception>
    internal async Task Run(DataArchive archive, CancellationToken stop)
    {
        for (var again = false; ; again = true)
        {
            var local = await Obtain(archive, stop).ConfigureAwait(false);
            if (!again) progress.Arrived();
            try
            {
                Unpack(archive, local.Path, stop);
            }
            catch (BadArchiveException e)
            {
                if (local.IsFetched)
                    File.Delete(local.Path);
                if (local.IsFetched && archive.Md5 is null && !again)
                    continue; // with no md5 to compare, what was sent may have been broken on its way
                throw new InputException($"{local.From}: {e.Message}; {(local.IsFetched ? "nothing of it was put into the data; try another --base-url, or --from with an archive that is right" : "copy or download it again")}", e);
            }
            if (local.IsFetched)
                work.PutAway(archive, options.KeepArchives);
            return;
        }
    }

    private async Task<Local> Obtain(DataArchive archive, CancellationToken stop)
    {
        if (options.From is { } folder)
        {
            var all = FromFolder.Find(folder, archive);
            foreach (var path in all)
            {
                if (archive.Md5 is null || await Md5(path, stop).ConfigureAwait(false) == archive.Md5)
                    return new Local(path, path, IsFetched: false);
            }
            throw all.Count == 0
                ? new InputException($"{folder}: lacks {archive.OtherNames[0]}; was it there a moment ago?")
                : new InputException($"{all[0]}: has the md5 {await Md5(all[0], stop).ConfigureAwait(false)}, published is {archive.Md5}; it is broken or another version, so copy or download it again");
        }
        var address = options.Address(archive);
        var (fetched, kept) = (work.Archive(archive), work.Kept(archive));
        if (!File.Exists(fetched) && File.Exists(kept))
        {
            if (archive.Md5 is null || await Md5(kept, stop).ConfigureAwait(false) == archive.Md5)
                return new Local(kept, kept, IsFetched: false);
            notice($"{kept}: does not have the published md5; fetched again");
        }
        if (!File.Exists(fetched))
            await transfer.Fetch(address, fetched, archive.Bytes, archive.Md5, stop).ConfigureAwait(false);
        return new Local(fetched, address.AbsoluteUri, IsFetched: true);
    }

    private void Unpack(DataArchive archive, string path, CancellationToken stop)
    {
        var folder = work.Unpacked(archive);
        try
        {
            var place = archive.Part == DataPart.GroundTruth ? ArchiveEntries.Truth(archive) : ArchiveEntries.Clips(archive);
            Unpacker.Unpack(path, Path.Combine(folder, archive.Folder), place, () => options.FreeSpace(folder), progress.Unpacked, stop);
            foreach (var item in archive.Items)
            {
                if (ReceiptItem.Measure(folder, item) is null)
                    throw new BadArchiveException($"holds no {item[(item.LastIndexOf('/') + 1)..]}");
            }
            foreach (var check in archive.Machines.SelectMany(m => ClipCounts.Of(folder, archive.Data, archive.Part == DataPart.GroundTruth ? $"{DatasetLayout.Evaluation}/{m.Machine}" : archive.Folder, m, [archive.Part])).Where(c => !c.AsPublished))
            {
                if (archive.Md5 is null)
                    throw new BadArchiveException($"is not the published one: section {check.Section}: {check.Found}");
                notice($"{archive.FileName} has the published md5, but other clips than are known: section {check.Section}: {check.Found}");
            }
            placement.Put(archive, archive.Md5, folder);
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> Md5(string path, CancellationToken stop)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Convert.ToHexStringLower(await MD5.HashDataAsync(file, stop).ConfigureAwait(false));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); check the file", e);
        }
    }
}
