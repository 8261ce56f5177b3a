using Ssl4Asd.Data;
using Ssl4Asd.Data.Years;
using Ssl4Asd.Experiments.Compare.Workers;
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
    /// <param name="workers">Processes that make the runs, several at once; this process makes them, one after the other, where null.</param>
    /// <returns>All results; also written to the folder (<see cref="ComparisonFiles"/>).</returns>
    /// <exception cref="InputException">
    /// The data, an option or the folder cannot be used, or the folder holds runs of other data, sizes or systems;
    /// or the workers of a run died again and again: it is named, the others are made and kept.
    /// </exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was raised; what was finished is kept.</exception>
    public static ComparisonResults Run(
        ComparisonRequest request,
        Device device,
        Action<WorkProgress>? report = null,
        Action<string>? notice = null,
        CancellationToken stop = default,
        WorkerPool? workers = null)
    {
        request.Validate();
        var notices = new OnceEach(notice);
        using var recordings = Load(request, report, notices.Tell, stop);
        var dataset = recordings.Dataset;
        if (!dataset.TestClips.Any(c => c.Condition is not null))
            throw new InputException($"{dataset.Root}: no test clip is known to be normal or anomalous, so there is nothing to compare by; add dev_data/<machine>/test/*.wav or ground_truth.");
        using var owner = FileLock.Take(Path.Combine(request.Folder, ".lock"), request.Folder);
        AtomicFile.RemoveLeftovers(request.Folder);
        var clipsHash = ClipsHash.Of(dataset.TestClips);
        var runs = Runs(request);
        var results = new Dictionary<ComparedRun, RunResult>();
        foreach (var run in runs)
            CollectFinished(run);
        var unfinished = runs.Where(r => !results.ContainsKey(r)).ToList();

        var progress = new ComparisonProgress(runs.Count, unfinished.Count, request.Preset.Training.Epochs, dataset, report);
        new RunMaker(recordings, device, progress, notices.Tell, stop).Make(unfinished, runs.Count, workers, Collect);
        progress.Finish();
        var all = new ComparisonResults(request, [.. runs.Select(r => results[r])], stop, dataset.Layout.Scoring);
        ComparisonFiles.Write(request.Folder, all);
        return all;

        void CollectFinished(ComparedRun run)
        {
            stop.ThrowIfCancellationRequested();
            if (run.FinishedScores(dataset.TestClips, clipsHash) is not { } scores)
                return;
            using var own = ComparedRun.Own(run.Train);
            // of a finished run it checks that it was made with the same settings and recordings
            TrainExperiment.RunOwned(run.Train, recordings, device, stop: stop);
            var result = new RunResult(run.Variant, run.Train.Seed, scores, Evaluate(scores, dataset.Layout.Scoring));
            MetricsCsv.Write(run.Folder.Metrics, result.Evaluation);
            results.Add(run, result);
        }

        void Collect(ComparedRun run)
        {
            CollectFinished(run);
            if (!results.TryGetValue(run, out var result))
                throw TestClipsChanged(request, run);
            notice?.Invoke($"{run.Name}: official score {OfficialScores(result.Evaluation)}");
        }
    }

    /// <summary>Makes some of the runs and no tables: a part of a comparison that several machines make (<see cref="Slurm.SlurmScript"/>). What is finished is left as it is.</summary>
    /// <param name="request">What to compare.</param>
    /// <param name="numbers">Which runs, in the order of <see cref="Runs"/>, from 0.</param>
    /// <param name="device">CPU or a CUDA device.</param>
    /// <param name="report">Told how far these runs are.</param>
    /// <param name="notice">Told, line by line, what a user should know.</param>
    /// <param name="stop">Ends the work between two steps.</param>
    /// <param name="workers">Processes that make the runs; this one makes them where null.</param>
    /// <exception cref="InputException">As <see cref="Run"/>; or there is no run of that number.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was raised; what was finished is kept, and at least one epoch was.</exception>
    public static void MakeSome(
        ComparisonRequest request,
        IReadOnlyList<int> numbers,
        Device device,
        Action<WorkProgress>? report = null,
        Action<string>? notice = null,
        CancellationToken stop = default,
        WorkerPool? workers = null)
    {
        request.Validate();
        var all = Runs(request);
        foreach (var number in numbers.Where(n => n < 0 || n >= all.Count))
            throw new InputException(FormattableString.Invariant($"This comparison has no run {number}: it has {all.Count}, numbered from 0."));
        var notices = new OnceEach(notice);
        using var recordings = Load(request, report, notices.Tell, stop);
        var clips = recordings.Dataset.TestClips;
        var clipsHash = ClipsHash.Of(clips);
        var mine = numbers.Distinct().Select(n => all[n]).Where(r => r.FinishedScores(clips, clipsHash) is null).ToList();
        var before = mine.Select(r => r.Progress).ToList();
        var progress = new ComparisonProgress(mine.Count, mine.Count, request.Preset.Training.Epochs, recordings.Dataset, report);
        try
        {
            new RunMaker(recordings, device, progress, notices.Tell, stop).Make(mine, mine.Count, workers, run =>
            {
                if (run.FinishedScores(clips, clipsHash) is null)
                    throw TestClipsChanged(request, run);
            });
        }
        catch (OperationCanceledException) when (mine.Count > 0 && mine.Select(r => r.Progress).SequenceEqual(before))
        {
            throw new InputException($"{string.Join(", ", mine.Select(r => r.Name))}: stopped before one more epoch was finished, so nothing was won; give it more time.");
        }
        progress.Finish();
    }

    /// <summary>Decodes the recordings, once for all runs.</summary>
    /// <param name="request">What to compare.</param>
    /// <param name="report">Told how far decoding is.</param>
    /// <param name="notice">Told, line by line, what a user should know.</param>
    /// <param name="stop">Ends the work; nothing is left of it.</param>
    /// <exception cref="InputException">The data cannot be used, or there is no place for the decoded recordings.</exception>
    public static void Decode(ComparisonRequest request, Action<WorkProgress>? report = null, Action<string>? notice = null, CancellationToken stop = default)
    {
        request.Validate();
        using var recordings = Load(request, report, notice, stop);
        recordings.Train(report, notice, stop);
        recordings.Test(report, notice, stop);
    }

    /// <summary>All runs, seed by seed, so that all variants have been seen once before any is seen twice.</summary>
    internal static IReadOnlyList<ComparedRun> Runs(ComparisonRequest request) =>
    [
        .. from seed in Enumerable.Range(0, request.Seeds)
           from variant in request.Variants
           select new ComparedRun(variant, Request(request, variant, seed)),
    ];

    internal static DatasetRecordings Load(ComparisonRequest request, Action<WorkProgress>? report, Action<string>? notice, CancellationToken stop) =>
        DatasetRecordings.Load(request.Data, request.Preset.Sound, request.SkipBroken, [Split.Train, Split.Test], report, notice, request.Truth, stop);

    private static InputException TestClipsChanged(ComparisonRequest request, ComparedRun run) =>
        new($"{request.Data}: its test clips changed while {run.Name} was scored; run the comparison again.");

    internal static Evaluation Evaluate(IEnumerable<ScoreRow> scores, OfficialScoring scoring) =>
        Evaluation.Of(scores.Select(r => r.ToScoredClip()), Evaluation.MinimumClips, scoring);

    private static TrainRequest Request(ComparisonRequest request, Variant variant, int seed) => new()
    {
        Data = request.Data,
        Truth = request.Truth,
        Folder = ComparisonFiles.Run(request.Folder, variant, seed),
        System = variant.System,
        Preset = variant.Sizes(request.Preset),
        Seed = seed,
        Resident = request.Resident,
        SkipBroken = request.SkipBroken,
        Resume = true,
    };

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
