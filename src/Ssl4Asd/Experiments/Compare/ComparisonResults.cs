using Ssl4Asd.Data.Years;
using Ssl4Asd.Metrics;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Experiments.Compare;

/// <summary>A metric in the harmonic mean over machines and sections: what one row of a results table speaks of.</summary>
/// <param name="Population">Official or simple.</param>
/// <param name="Subset">Development or evaluation set; null for both together.</param>
/// <param name="Domain">Source, target or mixed.</param>
/// <param name="Metric">AUC, pAUC or the official score.</param>
public sealed record MeanMetric(Population Population, Data.Subset? Subset, MetricDomain Domain, Metric Metric);

/// <summary>Mean and standard deviation of a metric over the seeds.</summary>
/// <param name="Mean">Mean in [0, 1], or null where the clips do not determine the metric.</param>
/// <param name="StandardDeviation">Sample standard deviation; null for fewer than two seeds.</param>
/// <param name="Remark">Why there is no mean, or what it leaves out.</param>
public sealed record OverSeeds(double? Mean, double? StandardDeviation, string? Remark)
{
    /// <summary>Mean and deviation of values, one for each seed; without a mean where one is missing.</summary>
    internal static OverSeeds Of(IReadOnlyList<MetricValue> values)
    {
        if (values.FirstOrDefault(v => v.Value is null) is { } missing)
            return new OverSeeds(null, null, missing.Reason);
        var mean = values.Average(v => v.Value!.Value);
        double? deviation = values.Count < 2 ? null : Math.Sqrt(values.Sum(v => Math.Pow(v.Value!.Value - mean, 2)) / (values.Count - 1));
        return new OverSeeds(mean, deviation, values[0].Reason);
    }
}

/// <summary>The results of a comparison and what is derived from them.</summary>
public sealed class ComparisonResults
{
    private readonly Dictionary<string, List<RunResult>> _byVariant;
    private readonly Dictionary<string, Evaluation> _ensembles;

    internal ComparisonResults(ComparisonRequest request, IReadOnlyList<RunResult> runs, CancellationToken stop, OfficialScoring scoring = OfficialScoring.AllAnomalies)
    {
        (Request, Runs, Scoring) = (request, runs, scoring);
        _byVariant = runs.GroupBy(r => r.Variant.Name).ToDictionary(g => g.Key, g => g.ToList());
        _ensembles = _byVariant.ToDictionary(v => v.Key, v => v.Value.Count == 1 ? v.Value[0].Evaluation : Comparison.Evaluate(Experiments.Ensemble.Mean([.. v.Value.Select(r => ($"{v.Key} seed {r.Seed}", r.Scores))]), scoring));
        Metrics = [.. runs[0].Evaluation.Summary.Where(s => s.Machine is null).Select(s => new MeanMetric(s.Population, s.Subset, s.Domain, s.Metric))];
        Differences =
        [
            .. Against(SystemDefinition.Baseline, request.Variants, stop),
            .. Against(SystemDefinition.Proposed, request.Variants.Where(v => v.Kind is VariantKind.Ablation or VariantKind.Deviation), stop),
            .. LadderSteps.SelectMany(pair => Against(pair.From.Name, [pair.To], stop)),
        ];
    }

    /// <summary>What was compared.</summary>
    public ComparisonRequest Request { get; }

    /// <summary>What the official evaluator of the data computes.</summary>
    public OfficialScoring Scoring { get; }

    /// <summary>Every run, seed by seed.</summary>
    public IReadOnlyList<RunResult> Runs { get; }

    /// <summary>
    /// Which data set with published results the test clips are, by their machines, sections and counts: <c>dcase2022</c>, <c>dcase2023</c>,
    /// or null for all others, which are no comparison with published numbers.
    /// </summary>
    public string? PublishedData
    {
        get
        {
            var tested = Runs[0].Scores.GroupBy(r => (r.Subset, r.Machine, r.Section)).Select(g => (g.Key, (int?)g.Count())).ToHashSet();
            return DcaseData.All.FirstOrDefault(d => PublishedResults.Scores.Any(s => s.Data == d.Name) && tested.SetEquals([.. Sections(d.Development, Data.Subset.Development), .. Sections(d.Evaluation, Data.Subset.Evaluation)]))?.Name;

            static IEnumerable<((Data.Subset, string, string), int?)> Sections(IReadOnlyList<MachineSections> machines, Data.Subset subset)
                => machines.SelectMany(m => m.Sections.Select(s => ((subset, m.Machine, s.Section), s.Test)));
        }
    }

    /// <summary>One row a run, machine, section, domain and metric.</summary>
    public IEnumerable<ResultRow> Rows => Runs.SelectMany(r => ResultRow.Of(r.Variant.Name, FormattableString.Invariant($"{r.Seed}"), r.Evaluation));

    /// <summary>The same for the ensembles.</summary>
    public IEnumerable<ResultRow> EnsembleRows => Request.Variants.SelectMany(v => ResultRow.Of(v.Name, "ensemble", Ensemble(v)));

    /// <summary>
    /// All variants against the baseline, ablations and deviations against the proposed system too, and each step of the ladder against
    /// the one before; where these were compared.
    /// </summary>
    public IReadOnlyList<Difference> Differences { get; }

    /// <summary>The harmonic means that these data have.</summary>
    public IReadOnlyList<MeanMetric> Metrics { get; }

    /// <summary>The variants of one table that were compared.</summary>
    public IReadOnlyList<Variant> Variants(VariantKind kind) => [.. Request.Variants.Where(v => v.Kind == kind)];

    /// <summary>A harmonic mean of a variant, over its seeds.</summary>
    public OverSeeds Of(Variant variant, MeanMetric metric) => OverSeeds.Of([.. _byVariant[variant.Name].Select(r => Value(r.Evaluation, metric))]);

    /// <summary>The metrics of the mean scores of all seeds (paper, section 4.4).</summary>
    public Evaluation Ensemble(Variant variant) => _ensembles[variant.Name];

    /// <summary>A harmonic mean of an evaluation.</summary>
    public static MetricValue Value(Evaluation evaluation, MeanMetric metric) => evaluation.Mean(metric.Population, metric.Subset, metric.Domain, metric.Metric);

    /// <summary>Neighbours on the ladder (<see cref="Variant.Ladder"/>) where any of its inner steps was compared; those with other classes have their own.</summary>
    public IEnumerable<(Variant From, Variant To)> LadderSteps => Request.Variants
        .GroupBy(v => v.System.Classes).Where(g => g.Any(v => v.Kind == VariantKind.Step))
        .SelectMany(g => Variant.Ladder.Select(step => g.FirstOrDefault(v => v.System.BaseName == step.Name)).OfType<Variant>().ToList() is var there
            ? there.Zip(there.Skip(1)) : []);

    // the reference with the same classes; what varies the classes themselves, against the usual ones
    private IEnumerable<Difference> Against(SystemDefinition reference, IEnumerable<Variant> variants, CancellationToken stop) => variants
        .GroupBy(v => v.System.Name == v.System.BaseName ? reference.Name : reference.WithClasses(v.System.Classes).Name)
        .SelectMany(group => Against(group.Key, group, stop));

    private IEnumerable<Difference> Against(string reference, IEnumerable<Variant> variants, CancellationToken stop)
    {
        BootstrapSystem[] others = [.. variants.Where(v => v.Name != reference).Select(v => System(v.Name))];
        if (!_byVariant.ContainsKey(reference) || others.Length == 0 || Metrics.Count == 0)
            return [];
        var options = new BootstrapOptions { Replicates = Request.Replicates, MinimumClips = Evaluation.MinimumClips, Scoring = Scoring };
        return PairedBootstrap.Of(others, System(reference), options, stop).Select(d => new Difference(reference, d));

        BootstrapSystem System(string name) => new(name, [.. _byVariant[name].Select(r => r.Scores.Select(row => row.ToScoredClip()).ToList())]);
    }
}
