using Ssl4Asd.Data;
using Ssl4Asd.Metrics;
using Ssl4Asd.Scoring;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments.Compare;

/// <summary>
/// Trains and scores every variant with every seed and brings the results together (paper, section 4). A comparison that
/// was stopped or killed goes on where it was: finished runs are kept, a half-finished one continues from its last epoch,
/// and the results are the same to the byte.
/// </summary>
public static class Comparison
{
    /// <summary>How many normal and anomalous clips a metric needs; see <see cref="Evaluation.Of"/>.</summary>
    public const int MinimumClips = 2;

    /// <summary>Runs what is not there yet, evaluates all, and writes the tables.</summary>
    /// <param name="request">What to compare.</param>
    /// <param name="device">CPU or a CUDA device.</param>
    /// <param name="report">Told how far the whole comparison is.</param>
    /// <param name="notice">Told, line by line, what a user should know, and the scores of each run when it is done.</param>
    /// <param name="stop">Ends the work between two steps.</param>
    /// <returns>All results; also written to the folder (<see cref="ComparisonFiles"/>).</returns>
    /// <exception cref="InputException">
    /// The data, an option or the folder cannot be used, or the folder holds runs of other data, sizes or systems.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was raised; what was finished is kept.</exception>
    public static ComparisonResults Run(
        ComparisonRequest request,
        Device device,
        Action<WorkProgress>? report = null,
        Action<string>? notice = null,
        CancellationToken stop = default)
    {
        request.Validate();
        var dataset = Dataset.Load(request.Data);
        if (dataset.TestClips.Count == 0)
            throw new InputException($"{dataset.Root}: has no test clips; add dev_data/<machine>/test/*.wav.");
        using var owner = FolderLock.Take(request.Folder);
        using var recordings = new DatasetRecordings(dataset, request.Preset.SampleRate);
        var notices = new OnceEach(notice);
        // seed by seed, so that all variants have been seen once before any is seen twice
        var runs = Enumerable.Range(0, request.Seeds).SelectMany(seed => request.Variants.Select(variant => (variant, seed))).ToList();
        var unfinished = runs.Count(r => !IsFinished(new RunFolder(ComparisonFiles.Run(request.Folder, r.variant, r.seed))));
        var progress = new ComparisonProgress(runs.Count, unfinished, request.Preset.Training.Epochs, dataset, report);

        var results = new List<RunResult>();
        foreach (var (variant, seed) in runs)
        {
            stop.ThrowIfCancellationRequested();
            progress.Next($"{variant.Name} seed {seed}");
            var train = new TrainRequest
            {
                Data = request.Data,
                Folder = ComparisonFiles.Run(request.Folder, variant, seed),
                System = variant.System,
                Preset = variant.Sizes(request.Preset),
                Seed = seed,
                Resume = true,
            };
            var (scores, isNew) = Finish(train, recordings, device, progress, notices.Tell, stop);
            var result = Evaluate(variant, seed, dataset, scores);
            MetricsCsv.Write(new RunFolder(train.Folder).Metrics, result.Evaluation);
            results.Add(result);
            if (isNew)
                notice?.Invoke($"{variant.Name} seed {seed}: official score {Scores(result.Evaluation)}");
        }
        progress.Finish();
        var all = new ComparisonResults(request, results, stop);
        ComparisonFiles.Write(request.Folder, all);
        return all;
    }

    private static (IReadOnlyList<ScoreRow> Scores, bool IsNew) Finish(
        TrainRequest train, DatasetRecordings recordings, Device device, ComparisonProgress progress, Action<string> notice, CancellationToken stop)
    {
        var folder = new RunFolder(train.Folder);
        var wasFinished = IsFinished(folder);
        TrainExperiment.Run(train, recordings, device, progress.Report, folder.IsTrained ? null : notice, stop);
        if (wasFinished && ScoresCsv.Read(folder.Scores) is var old && Fits(old, recordings.Dataset.TestClips))
            return (old, false);
        using var trained = TrainedRun.Open(train.Folder, device);
        return (trained.Score(recordings, progress.Report, notice, stop), true);
    }

    private static bool IsFinished(RunFolder folder) => folder.IsTrained && File.Exists(folder.Scores);

    // Scores of other clips, or of a time when some had no ground truth yet, are made anew.
    private static bool Fits(IReadOnlyList<ScoreRow> rows, IReadOnlyList<Clip> clips)
        => rows.Select(r => (r.Subset, r.Machine, r.Section, r.File, r.Domain, r.Condition))
            .SequenceEqual(clips.Select(c => (c.Subset, c.Machine, c.Section, c.FileName, c.Domain, c.Condition)));

    private static RunResult Evaluate(Variant variant, int seed, Dataset dataset, IReadOnlyList<ScoreRow> scores)
    {
        ScoredClip[] clips = [.. dataset.TestClips.Zip(scores, (clip, row) => new ScoredClip(clip, row.Score))];
        return new RunResult(variant, seed, clips, Evaluation.Of(clips, MinimumClips));
    }

    private static string Scores(Evaluation evaluation) => string.Join(", ", evaluation.Rows.Select(r => r.Subset).Distinct()
        .Select(subset => $"{Csv.Word(subset)} {evaluation.OfficialScore(subset)}"));

    /// <summary>Says each line once, however many runs have it to say.</summary>
    private sealed class OnceEach(Action<string>? notice)
    {
        private readonly HashSet<string> _said = [];

        internal void Tell(string line)
        {
            if (_said.Add(line))
                notice?.Invoke(line);
        }
    }
}
