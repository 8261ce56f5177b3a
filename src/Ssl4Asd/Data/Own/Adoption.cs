using Ssl4Asd.Audio;
using Ssl4Asd.Data.Demo;

namespace Ssl4Asd.Data.Own;

/// <summary>What became of the recordings of one machine.</summary>
/// <param name="Machine">The machine type.</param>
/// <param name="Normal">Normal recordings.</param>
/// <param name="Anomalous">Anomalous recordings.</param>
/// <param name="Sessions">Sessions of all of them.</param>
/// <param name="Train">Training clips.</param>
/// <param name="TestNormal">Normal test clips.</param>
/// <param name="TestAnomalous">Anomalous test clips.</param>
/// <param name="Minutes">How long the training clips are together. Machines to be told from, which are trained on only, have no test clips.</param>
public sealed record AdoptedMachine(string Machine, int Normal, int Anomalous, int Sessions, int Train, int TestNormal, int TestAnomalous, double Minutes);

/// <summary>
/// Makes a data set in the DCASE layout of plain folders of recordings: names by the rules, long recordings cut into clips, a share of the
/// normal ones held out as test clips. The originals are only read.
/// </summary>
public static class Adoption
{
    private const string Title = "A data set of one's own recordings, made by ssl4asd adopt.";

    /// <summary>Writes a whole data set, or nothing: beside the folder first, then renamed.</summary>
    /// <param name="folder">Where to; must not exist, or be empty.</param>
    /// <param name="options">Which recordings, and how.</param>
    /// <param name="report">Told how far the work is, from several threads.</param>
    /// <param name="notice">Told, line by line, what is odd and what makes scores say little.</param>
    /// <param name="stop">Ends the work; nothing is left then.</param>
    /// <returns>The machines, in the order of their folders.</returns>
    /// <exception cref="InputException">A folder or a recording cannot be used, the target is not empty, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static IReadOnlyList<AdoptedMachine> Write(
        string folder, AdoptionOptions options, Action<WorkProgress>? report = null, Action<string>? notice = null, CancellationToken stop = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        options.Validate();
        var machines = SoundFolders.Find(options);
        var others = SoundFolders.FindOutliers(options, machines);
        using var target = new UnfinishedFolder(folder, Title);
        var pieces = new List<AdoptionPlan.Piece>();
        var made = new List<AdoptedMachine>();
        var (read, total) = (0, machines.Concat(others).Sum(m => SoundFiles.In(m.Normal).Count + (m.Anomalous is { } anomalous ? SoundFiles.In(anomalous).Count : 0)));
        List<OwnRecording> Read(SoundFolders machine) =>
            OwnRecording.Read(machine, options, notice, () => report?.Invoke(new WorkProgress("reading recordings", Interlocked.Increment(ref read), total)), stop);
        foreach (var machine in machines)
        {
            var all = Read(machine);
            var recordings = AdoptionWarnings.WithoutDuplicates(all, notice);
            if (recordings.Count(r => r.Condition == Condition.Normal) < 2)
                throw new InputException($"{machine.Normal}: holds {recordings.Count(r => r.Condition == Condition.Normal)} normal recordings; two are the least, one to learn from and one to test with, and twenty a start");
            foreach (var line in AdoptionWarnings.Of(recordings))
                notice?.Invoke(line);
            var own = AdoptionPlan.Of(recordings, options);
            pieces.AddRange(own);
            int Count(Split split, Condition condition) => own.Count(p => p.Name.Split == split && p.Name.Condition == condition);
            made.Add(new AdoptedMachine(
                machine.Machine, recordings.Count(r => r.Condition == Condition.Normal), recordings.Count(r => r.Condition == Condition.Anomaly), AdoptionPlan.SessionNames(recordings).Count,
                Count(Split.Train, Condition.Normal), Count(Split.Test, Condition.Normal), Count(Split.Test, Condition.Anomaly),
                own.Where(p => p.Name.Split == Split.Train).Sum(p => p.Seconds ?? p.Recording.Facts.Seconds) / 60));
        }
        foreach (var machine in others)
        {
            var recordings = Read(machine);
            var own = AdoptionPlan.ForTrainingOnly(recordings, options);
            pieces.AddRange(own);
            made.Add(new AdoptedMachine(machine.Machine, recordings.Count, 0, 1, own.Count, 0, 0, own.Sum(p => p.Seconds ?? p.Recording.Facts.Seconds) / 60));
        }
        Make(target.Path, pieces, options.Copy, report, notice, stop);
        if (options.WithDemoMachines)
            DemoData.WriteTrainingClips(target.Path, DemoDataOptions.Demo with { Seed = options.Seed }, report, stop);
        AdoptedClip.Write(target.Path, pieces.Select(p => new AdoptedClip
        {
            File = p.File,
            Machine = p.Recording.Machine,
            Recording = p.Recording.Path,
            Start = p.Start,
            Seconds = p.Seconds ?? p.Recording.Facts.Seconds,
            Session = p.Recording.Session,
        }));
        target.Finish();
        return made;
    }

    private static void Make(string root, List<AdoptionPlan.Piece> pieces, bool copy, Action<WorkProgress>? report, Action<string>? notice, CancellationToken stop)
    {
        var (done, refused) = (0, 0);
        foreach (var folder in pieces.Select(p => Path.GetDirectoryName(Path.Combine(root, p.File))!).Distinct())
            Directory.CreateDirectory(folder);
        try
        {
            Parallel.ForEach(pieces.GroupBy(p => p.Recording), new ParallelOptions { CancellationToken = stop }, recording =>
            {
                var rate = recording.Key.Facts.SampleRate;
                using var cut = recording.Any(p => p.Seconds is not null) || !recording.Key.Path.EndsWith(".wav", StringComparison.OrdinalIgnoreCase)
                    ? LongRecording.Open(recording.Key.Path, rate, notice: null)
                    : null;
                foreach (var (path, piece) in recording.Select(p => (Path.Combine(root, p.File), p)))
                {
                    if (cut is not null)
                        WavFile.Write(path, rate, cut.Read(piece.Start, (int)Math.Round((piece.Seconds ?? cut.Seconds) * rate)));
                    else if (copy || !TryLink(path, recording.Key.Path, ref refused))
                        Copy(recording.Key.Path, path);
                    report?.Invoke(new WorkProgress("making clips", Interlocked.Increment(ref done), pieces.Count));
                }
            });
        }
        catch (AggregateException e) when (e.InnerExceptions.FirstOrDefault(i => i is InputException or IOException or UnauthorizedAccessException) is { } first)
        {
            throw new InputException(first is InputException ? first.Message : $"{root}: cannot be written ({first.Message.ReplaceLineEndings(" ").TrimEnd('.')}); check that the folder is writable and the disk has room", first);
        }
        if (refused > 0)
            notice?.Invoke($"{refused} recordings were copied, since no links to them could be made");
    }

    // bytes alone: a recording that may only be read would make a clip of that kind
    private static void Copy(string original, string path)
    {
        using var bytes = File.OpenRead(original);
        AtomicFile.WriteAnew(path, bytes.CopyTo);
    }

    // Windows makes links for administrators and developers only
    private static bool TryLink(string path, string original, ref int refused)
    {
        try
        {
            File.CreateSymbolicLink(path, original);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Interlocked.Increment(ref refused);
            return false;
        }
    }
}
