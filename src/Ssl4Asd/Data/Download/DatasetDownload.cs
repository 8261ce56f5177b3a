using System.Collections.Concurrent;
using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Data.Download;

/// <summary>
/// Downloads a year of DCASE into the layout that <see cref="Dataset"/> reads. Nothing is put into its place before it
/// is known to be right, nothing outside of the folder is written, and a run that was stopped, cut off or killed goes on where
/// it was. What is there is not fetched again.
/// </summary>
public static class DatasetDownload
{
    /// <summary>Fetches, compares, unpacks and counts what is missing.</summary>
    /// <param name="data">Which data set.</param>
    /// <param name="folder">Where to; made if missing. One data set a folder.</param>
    /// <param name="options">Which of it, and from where.</param>
    /// <param name="report">Told a few times a second, from several threads.</param>
    /// <param name="notice">Told before it begins what will be done, and later what is odd; one line each.</param>
    /// <param name="stop">Stops soon; what has come is kept.</param>
    /// <returns>For each section chosen, what is there beside what was published.</returns>
    /// <exception cref="InputException">An archive cannot be had or is not the published one (all others are there then), or
    /// there is no room, or the folder is in use, or an option cannot be.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static IReadOnlyList<SectionCheck> Run(
        DcaseData data, string folder, DownloadOptions options, Action<WorkProgress>? report = null, Action<string>? notice = null, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var archives = data.Archives(options.Machines, options.Parts);
        notice ??= _ => { };
        if (data.Truth is null)
            notice($"{data.Title}: no ground truth of the evaluation test clips is public; they can be scored, not evaluated");
        try
        {
            using var work = new WorkFolder(folder);
            var receipts = Receipts.Read(folder, data.Name);
            var placement = new Placement(folder, receipts, notice);
            var missing = Missing(archives, folder, receipts, placement, notice);
            foreach (var archive in archives.Except(missing))
                work.PutAway(archive, options.KeepArchives);
            if (missing.Count == 0)
                notice($"nothing to fetch: all of it is in {folder}");
            else // off this thread: a notebook's may have a context that waits for us
                Task.Run(() => Fetch(data, missing, folder, options, work, placement, report ?? (_ => { }), notice, stop), CancellationToken.None).GetAwaiter().GetResult();
            return Checks(archives, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Disk.Failure(folder, e);
        }
    }

    /// <summary>The archives that have still to be fetched; what others have unpacked here is taken over if it is complete.</summary>
    private static List<DataArchive> Missing(IReadOnlyList<DataArchive> archives, string root, Receipts receipts, Placement placement, Action<string> notice)
    {
        var missing = new List<DataArchive>();
        foreach (var archive in archives)
        {
            var receipt = receipts.Of(archive);
            if (receipt?.Covers(archive, root) == true)
                continue;
            if (receipt is null && archive.Items.Select(i => ReceiptItem.Measure(root, i)).ToList() is var items && !items.Contains(null) && Checks([archive], root) is var checks && checks.TrueForAll(c => c.AsPublished))
            {
                receipts.Put(new Receipt(archive.LocalName, null, Complete: true, items!));
                notice($"{archive.FileName}: what it holds is here already, {(checks.TrueForAll(c => c.IsKnown) ? "complete," : "though nobody has published how much that should be,")} and is taken as it is");
                continue;
            }
            if (placement.InTheWay(archive) is { } taken)
                throw new InputException($"{Path.Combine(root, taken)}: is there, did not come from this command and is not complete; complete it, move it away, or choose another folder");
            if (receipt is { Complete: true })
                notice($"{archive.FileName}: not all of it is there any more, or it has changed; fetched again");
            missing.Add(archive);
        }
        return missing;
    }

    private static async Task Fetch(
        DcaseData data, List<DataArchive> missing, string root, DownloadOptions options, WorkFolder work, Placement placement, Action<WorkProgress> report, Action<string> notice, CancellationToken stop)
    {
        using var server = new Server(options.Retry, options.Connections, options.Contact, notice);
        if (options.From is { } from)
            missing = Located(missing, from);
        else
            missing = await Listed(missing, server, options, notice, stop).ConfigureAwait(false);
        if (missing.Any(a => a.Md5 is null && a.Part != DataPart.GroundTruth))
            notice("no published md5 is at hand: archives are compared with the checksums inside them, and clips are counted");

        var plan = new DownloadPlan(data, options, root, missing);
        var there = missing.Sum(work.There);
        foreach (var line in plan.Lines(there))
            notice(line);
        plan.CheckSpace(there);

        var progress = new DownloadProgress(report, plan.Bytes, missing.Count, missing.Sum(a => Math.Max(a.Clips ?? 0, a.Items.Count)), isFetching: options.From is null);
        var job = new ArchiveJob(work, options, placement, new Transfer(server, progress.Moved), progress, notice);
        await All(missing, job, options.Connections, stop).ConfigureAwait(false);
    }

    /// <summary>Several at once; one that fails does not hold up the others, unless the disk is full.</summary>
    private static async Task All(List<DataArchive> missing, ArchiveJob job, int connections, CancellationToken stop)
    {
        var failures = new ConcurrentQueue<InputException>();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            await Parallel.ForEachAsync(missing, new ParallelOptions { MaxDegreeOfParallelism = connections, CancellationToken = end.Token }, async (archive, token) =>
            {
                try
                {
                    await job.Run(archive, token).ConfigureAwait(false);
                }
                catch (InputException e)
                {
                    failures.Enqueue(e);
                    if (Disk.IsFull(e)) end.Cancel();
                }
                catch (Exception) when (token.IsCancellationRequested)
                {
                    token.ThrowIfCancellationRequested(); // whatever a connection says when it is broken off
                }
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // the disk is full, which is among the failures
        }
        if (failures.FirstOrDefault(Disk.IsFull) is { } full)
            throw full;
        if (failures.TryPeek(out var first))
            throw failures.Count == 1 ? first : new InputException($"{first.Message} (and {failures.Count - 1} more of {missing.Count} archives failed)", first);
    }

    /// <summary>The same archives with their sizes in a folder, which has to have them all.</summary>
    private static List<DataArchive> Located(List<DataArchive> archives, string from)
    {
        var lacking = archives.Where(a => FromFolder.Find(from, a).Count == 0).Select(a => a.OtherNames[0]).ToList();
        return lacking.Count == 0
            ? [.. archives.Select(a => a with { Bytes = new FileInfo(FromFolder.Find(from, a)[0]).Length })]
            : throw new InputException($"{from}: lacks {DatasetLayout.Few(lacking)}; copy them there, or choose what there is with --machines and --parts");
    }

    /// <summary>The same archives with the sizes, and where we have none the checksums, of the records' own listings.</summary>
    private static async Task<List<DataArchive>> Listed(List<DataArchive> archives, Server server, DownloadOptions options, Action<string> notice, CancellationToken stop)
    {
        var listed = new List<DataArchive>();
        foreach (var record in archives.GroupBy(a => (a.Source, a.Host)))
        {
            IReadOnlyDictionary<string, (long Bytes, string? Md5)> files = new Dictionary<string, (long, string?)>();
            if (record.Key.Host == DcaseArchives.Zenodo)
            {
                try
                {
                    files = await RecordListing.Read(server, options.Below(DcaseArchives.Zenodo, $"api/records/{record.Key.Source}"), stop).ConfigureAwait(false);
                }
                catch (InputException e) when (e.InnerException is not Interruption { IsUnreachable: true })
                {
                    notice($"no listing of the record: {e.Message.Split(';')[0]}");
                }
            }
            listed.AddRange(record.Select(a => files.TryGetValue(a.FileName, out var file) ? a with { Bytes = file.Bytes, Md5 = a.Md5 ?? file.Md5 } : a));
        }
        return listed;
    }

    private static List<SectionCheck> Checks(IReadOnlyList<DataArchive> archives, string root) =>
        [.. from archive in archives
            from machine in archive.Machines
            let folder = archive.Folder == "" ? $"{DatasetLayout.Evaluation}/{machine.Machine}" : archive.Folder
            group (archive.Part, machine) by folder into g
            from check in ClipCounts.Of(root, archives[0].Data, g.Key, g.First().machine, [.. g.Select(x => x.Part)])
            select check];
}
