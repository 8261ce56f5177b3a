using Ssl4Asd.Data;
using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Metrics;
using Ssl4Asd.Scoring;
using Ssl4Asd.Scoring.Backends;

namespace Ssl4Asd.Experiments.Backends;

/// <summary>A harmonic mean of one back end.</summary>
/// <param name="Backend">The back end.</param>
/// <param name="IsEnsemble">Whether of the mean scores of all runs, or of each run by itself.</param>
/// <param name="Metric">Which harmonic mean.</param>
/// <param name="Value">Over the runs; of the ensemble alone.</param>
/// <param name="Difference">To the paper's back end; null for that itself and where the clips do not determine it.</param>
public sealed record BackendResult(Backend Backend, bool IsEnsemble, MeanMetric Metric, OverSeeds Value, Difference? Difference);

/// <summary>
/// Trained and scored runs under several back ends, from the embeddings that they keep: nothing is trained, embedded or written. The
/// differences to the paper's back end are paired, clip by clip and run by run (<see cref="PairedBootstrap"/>). They hold the chance of
/// the clips; that of the training seeds is the ±.
/// </summary>
public sealed class BackendComparison
{
    private BackendComparison(int runs, IReadOnlyList<MeanMetric> metrics, IReadOnlyList<BackendResult> results) => (Runs, Metrics, Results) = (runs, metrics, results);

    /// <summary>How many runs.</summary>
    public int Runs { get; }

    /// <summary>The harmonic means that these clips have.</summary>
    public IReadOnlyList<MeanMetric> Metrics { get; }

    /// <summary>Single runs, then the ensemble where there is one: back end by back end, metric by metric.</summary>
    public IReadOnlyList<BackendResult> Results { get; }

    /// <summary>Scores and evaluates.</summary>
    /// <param name="runs">Run folders that have been scored on the same clips; at least one.</param>
    /// <param name="backends">The back ends; the paper's comes first in any case.</param>
    /// <param name="ensemble">Whether to evaluate the mean scores of all runs too.</param>
    /// <param name="replicates">Replicates of the bootstrap, at least 100.</param>
    /// <param name="report">Told how many runs are scored.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="InputException">A run is not scored, the runs scored different clips, none has a known condition, or a section has too few training clips for a back end.</exception>
    public static BackendComparison Run(
        IReadOnlyList<RunFolder> runs, IReadOnlyList<Backend> backends, bool ensemble = false, int replicates = 1000,
        Action<WorkProgress>? report = null, CancellationToken stop = default)
    {
        ArgumentOutOfRangeException.ThrowIfZero(runs.Count);
        Check.That(replicates >= 100, nameof(replicates), replicates, "at least 100");
        IReadOnlyList<Backend> all = [.. backends.Prepend(Backend.Paper).Distinct()];
        var kept = runs.Select(run => KeptEmbeddings.Read(run)).ToList();
        var scoring = RunSettings.Read(runs[0].Settings).Scoring;
        var clips = Clips(kept[0].OwnScores);
        if (kept.Find(k => !Clips(k.OwnScores).SetEquals(clips)) is { } different)
            throw new InputException($"{different.Folder.Path}: scored other clips than {runs[0].Path}, or knows other domains and conditions of them; score both runs on the same data.");
        var scores = all.Select(_ => new List<(string Name, IReadOnlyList<ScoreRow> Scores)>()).ToList();
        foreach (var (i, run) in kept.Index())
        {
            stop.ThrowIfCancellationRequested();
            foreach (var (b, rows) in run.Score(run.Fit(all)).Index())
                scores[b].Add((run.Folder.Path, rows));
            report?.Invoke(new WorkProgress("scoring runs", i + 1, runs.Count));
        }
        IReadOnlyList<MeanMetric> metrics = [.. Comparison.Evaluate(scores[0][0].Scores, scoring).Summary.Where(s => s.Machine is null).Select(s => new MeanMetric(s.Population, s.Subset, s.Domain, s.Metric))];
        if (metrics.Count == 0)
            throw new InputException($"{runs[0].Path}: no test clip is known to be normal or anomalous, so there is nothing to evaluate; score again with ground_truth.");
        var options = new BootstrapOptions { Replicates = replicates, MinimumClips = Evaluation.MinimumClips, Scoring = scoring };
        var results = Results(isEnsemble: false, [.. scores.Select(s => s.ConvertAll(run => run.Scores))]);
        if (ensemble)
            results = results.Concat(Results(isEnsemble: true, [.. scores.Select(s => new List<IReadOnlyList<ScoreRow>> { Ensemble.Mean(s) })]));
        return new(runs.Count, metrics, [.. results]);

        IEnumerable<BackendResult> Results(bool isEnsemble, List<List<IReadOnlyList<ScoreRow>>> tables)
        {
            List<BootstrapSystem> systems = [.. all.Zip(tables, (backend, runs) => new BootstrapSystem(backend.Label, runs.ConvertAll(rows => (IReadOnlyList<ScoredClip>)[.. rows.Select(r => r.ToScoredClip())])))];
            var differences = PairedBootstrap.Of(systems[1..], systems[0], options, stop).Select(d => new Difference(Backend.Paper.Label, d)).ToLookup(d => (d.Interval.System, d.Metric));
            return from pair in all.Zip(tables)
                   let evaluations = pair.Second.ConvertAll(rows => Comparison.Evaluate(rows, scoring))
                   from metric in metrics
                   select new BackendResult(pair.First, isEnsemble, metric, OverSeeds.Of(evaluations.ConvertAll(e => ComparisonResults.Value(e, metric))), differences[(pair.First.Label, metric)].FirstOrDefault());
        }
    }

    private static HashSet<Clip> Clips(IReadOnlyList<ScoreRow> rows) => [.. rows.Select(r => r.ToScoredClip().Clip)];
}
