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
        if (!dataset.TestClips.Any(c => c.Condition is not null))
            throw new InputException($"{dataset.Root}: no test clip is known to be normal or anomalous, so there is nothing to compare by; add dev_data/<machine>/test/*.wav or ground_truth.");
        using var owner = FileLock.Take(Path.Combine(request.Folder, ".lock"), request.Folder);
        AtomicFile.RemoveLeftovers(request.Folder);
        using var recordings = new DatasetRecordings(dataset, request.Preset.SampleRate);
        var scoredClips = ClipsHash.Of(dataset.TestClips);
        var notices = new OnceEach(notice);
        // seed by seed, so that all variants have been seen once before any is seen twice
        var runs = (
            from seed in Enumerable.Range(0, request.Seeds)
            from variant in request.Variants
            let train = Request(request, variant, seed)
            select (Variant: variant, Train: train, Finished: FinishedScores(new RunFolder(train.Folder), dataset.TestClips, scoredClips))).ToList();
        var progress = new ComparisonProgress(runs.Count, runs.Count(r => r.Finished is null), request.Preset.Training.Epochs, dataset, report);

        var results = new List<RunResult>();
        foreach (var (variant, train, finished) in runs)
        {
            stop.ThrowIfCancellationRequested();
            var name = $"{variant.Name} seed {train.Seed}";
            progress.Next(name);
            // of a finished run it checks that it was made with the same settings and recordings
            TrainExperiment.Run(train, recordings, device, progress.Report, new RunFolder(train.Folder).IsTrained ? null : notices.Tell, stop);
            var scores = finished ?? Score(train, recordings, device, progress, notices.Tell, stop);
            var result = new RunResult(variant, train.Seed, scores, Evaluate(scores));
            MetricsCsv.Write(new RunFolder(train.Folder).Metrics, result.Evaluation);
            results.Add(result);
            if (finished is null)
                notice?.Invoke($"{name}: official score {OfficialScores(result.Evaluation)}");
        }
        progress.Finish();
        var all = new ComparisonResults(request, results, stop);
        ComparisonFiles.Write(request.Folder, all);
        return all;
    }

    internal static Evaluation Evaluate(IEnumerable<ScoreRow> scores) => Evaluation.Of(scores.Select(r => r.ToScoredClip()), Evaluation.MinimumClips);

    private static TrainRequest Request(ComparisonRequest request, Variant variant, int seed) => new()
    {
        Data = request.Data,
        Folder = ComparisonFiles.Run(request.Folder, variant, seed),
        System = variant.System,
        Preset = variant.Sizes(request.Preset),
        Seed = seed,
        Resume = true,
    };

    // Scores of other recordings, or of a time when some had no ground truth yet, are made anew.
    private static IReadOnlyList<ScoreRow>? FinishedScores(RunFolder folder, IReadOnlyList<Clip> clips, string scoredClips)
    {
        if (!folder.IsTrained || !File.Exists(folder.Scores) || !File.Exists(folder.ScoredClips) || File.ReadAllText(folder.ScoredClips).Trim() != scoredClips)
            return null;
        var rows = ScoresCsv.Read(folder.Scores);
        return rows.Select(r => (r.Subset, r.Machine, r.Section, r.File, r.Domain, r.Condition))
            .SequenceEqual(clips.Select(c => (c.Subset, c.Machine, c.Section, c.FileName, c.Domain, c.Condition))) ? rows : null;
    }

    private static IReadOnlyList<ScoreRow> Score(
        TrainRequest train, DatasetRecordings recordings, Device device, ComparisonProgress progress, Action<string> notice, CancellationToken stop)
    {
        using var trained = TrainedRun.Open(train.Folder, device);
        return trained.Score(recordings, progress.Report, notice, stop);
    }

    private static string OfficialScores(Evaluation evaluation) => string.Join(", ", evaluation.Rows.Select(r => r.Subset).Distinct()
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
