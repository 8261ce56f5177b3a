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
        using var recordings = DatasetRecordings.Load(request.Data, request.Preset.Sound, request.SkipBroken, [Split.Train, Split.Test], report, notices.Tell, request.Truth, stop);
        var dataset = recordings.Dataset;
        if (!dataset.TestClips.Any(c => c.Condition is not null))
            throw new InputException($"{dataset.Root}: no test clip is known to be normal or anomalous, so there is nothing to compare by; add dev_data/<machine>/test/*.wav or ground_truth.");
        using var owner = FileLock.Take(Path.Combine(request.Folder, ".lock"), request.Folder);
        AtomicFile.RemoveLeftovers(request.Folder);
        var clipsHash = ClipsHash.Of(dataset.TestClips);
        // seed by seed, so that all variants have been seen once before any is seen twice
        var runs = (
            from seed in Enumerable.Range(0, request.Seeds)
            from variant in request.Variants
            select new ComparedRun(variant, Request(request, variant, seed))).ToList();
        var results = new Dictionary<ComparedRun, RunResult>();
        foreach (var run in runs)
            CollectFinished(run);
        var unfinished = runs.Where(r => !results.ContainsKey(r)).ToList();

        var progress = new ComparisonProgress(runs.Count, unfinished.Count, request.Preset.Training.Epochs, dataset, report);
        if (workers is null)
            MakeHere();
        else
            MakeElsewhere(workers);
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
            TrainExperiment.Run(run.Train, recordings, device, stop: stop);
            var result = new RunResult(run.Variant, run.Train.Seed, scores, Evaluate(scores, dataset.Layout.Scoring));
            MetricsCsv.Write(run.Folder.Metrics, result.Evaluation);
            results.Add(run, result);
        }

        void Collect(ComparedRun run, ComparisonProgress.Run shown)
        {
            CollectFinished(run);
            shown.End(isFinished: true);
            if (!results.TryGetValue(run, out var result))
                throw new InputException($"{request.Data}: its test clips changed while {run.Name} was scored; run the comparison again.");
            notice?.Invoke($"{run.Name}: official score {OfficialScores(result.Evaluation)}");
        }

        void MakeHere()
        {
            foreach (var run in unfinished)
            {
                stop.ThrowIfCancellationRequested();
                var shown = progress.Begin(run.Name);
                ComparedRun.TrainAndScore(run.Train, recordings, device, shown.Report, notices.Tell, stop);
                Collect(run, shown);
            }
        }

        void MakeElsewhere(WorkerPool pool)
        {
            var shown = new ComparisonProgress.Run?[unfinished.Count];
            var failures = new List<string>();
            pool.Run([.. unfinished.Select(r => new WorkerTask(r.Train, device.ToString()))],
                i => shown[i] = progress.Begin(unfinished[i].Name, isRetry: shown[i] is not null), Told, Retried, stop);
            if (failures.Count > 0)
                throw new InputException($"{failures.Count} of {runs.Count} runs could not be made: {string.Join("; ", failures)}. The others are kept; run the same again to go on, with fewer --workers if memory was short.");

            void Retried(int i, string why, int times)
            {
                shown[i]!.End(isFinished: false);
                notice?.Invoke($"{unfinished[i].Name}, {why.TrimEnd('.')}; it is taken up again from its last epoch ({times} of {WorkerPool.MostRetries})");
            }

            void Told(int i, WorkerReply reply)
            {
                switch (reply.Word)
                {
                    case WorkerWord.Progress:
                        shown[i]!.Report(reply.Progress!.Value);
                        break;
                    case WorkerWord.Notice:
                        notices.Tell(reply.Text!);
                        break;
                    case WorkerWord.Done:
                        Collect(unfinished[i], shown[i]!);
                        break;
                    default:
                        shown[i]!.End(isFinished: false);
                        failures.Add($"{unfinished[i].Name}, {reply.Text!.TrimEnd('.')}");
                        break;
                }
            }
        }
    }

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
