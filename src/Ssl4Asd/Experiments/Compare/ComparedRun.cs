using Ssl4Asd.Data;
using Ssl4Asd.Scoring;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments.Compare;

/// <summary>One run of a comparison, whoever makes it: this process or a worker.</summary>
/// <param name="Variant">What is trained.</param>
/// <param name="Train">With which sizes and seed, and where.</param>
internal sealed record ComparedRun(Variant Variant, TrainRequest Train)
{
    // A worker whose comparison was killed ends by itself, but not at once; and of a node that is lost, a file server notices after minutes.
    private static readonly TimeSpan OthersMayTake = TimeSpan.FromSeconds(Environment.GetEnvironmentVariable("SLURM_JOB_ID") is null ? 30 : 300);

    internal string Name => $"{Variant.Name} seed {Train.Seed}";

    internal RunFolder Folder => new(Train.Folder);

    /// <summary>Changes with each finished epoch: when the last checkpoint was written, and whether there is a model.</summary>
    internal (DateTime Checkpoint, bool IsTrained) Progress => (File.GetLastWriteTimeUtc(Folder.Checkpoint), Folder.IsTrained);

    /// <summary>The scores, or null where training or scoring is not finished.</summary>
    /// <param name="clips">The test clips.</param>
    /// <param name="clipsHash">Their fingerprint: scores of other recordings, or of a time when some had no ground truth yet, do not count.</param>
    internal IReadOnlyList<ScoreRow>? FinishedScores(IReadOnlyList<Clip> clips, string clipsHash)
    {
        if (!Folder.IsTrained || !File.Exists(Folder.Scores) || !File.Exists(Folder.ScoredClips) || File.ReadAllText(Folder.ScoredClips).Trim() != clipsHash)
            return null;
        var rows = ScoresCsv.Read(Folder.Scores);
        return rows.Select(r => (r.Subset, r.Machine, r.Section, r.File, r.Domain, r.Condition))
            .SequenceEqual(clips.Select(c => (c.Subset, c.Machine, c.Section, c.FileName, c.Domain, c.Condition))) ? rows : null;
    }

    /// <summary>Whether some process on this machine or a shared file system writes to the run folder now.</summary>
    internal bool IsOwned
    {
        get
        {
            if (!File.Exists(Folder.Lock))
                return false;
            try
            {
                TrainExperiment.Own(Train).Dispose();
                return false;
            }
            catch (InputException)
            {
                return true;
            }
        }
    }

    /// <summary>Nobody else writes to the run folder until the result is disposed of.</summary>
    /// <exception cref="InputException">Another process goes on writing.</exception>
    internal static FileLock Own(TrainRequest train) => TrainExperiment.Own(train, OthersMayTake);

    /// <summary>Trains what is not trained yet, and scores.</summary>
    internal static void TrainAndScore(
        TrainRequest train, DatasetRecordings recordings, Device device, Action<WorkProgress>? report, Action<string>? notice, CancellationToken stop)
    {
        using var owner = Own(train);
        TrainExperiment.RunOwned(train, recordings, device, report, new RunFolder(train.Folder).IsTrained ? null : notice, stop);
        using var trained = IDetector.Open(train.Folder, device);
        trained.Score(recordings, report, notice, stop);
    }
}
