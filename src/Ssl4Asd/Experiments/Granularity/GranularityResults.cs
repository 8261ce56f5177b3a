using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Metrics;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Experiments.Granularity;

/// <summary>The runs of the experiment and what follows from them.</summary>
public sealed class GranularityResults
{
    internal GranularityResults(GranularityRequest request, IReadOnlyList<Set> sets, CancellationToken stop)
    {
        (Request, Sets) = (request, sets);
        var options = new BootstrapOptions { Replicates = request.Replicates, MinimumClips = Evaluation.MinimumClips, Scoring = sets[0].Results.Scoring };
        var contrasts = Contrasts(request);
        Scores = HierarchicalBootstrap.Of([.. sets.Select(s => new BootstrapDataset(s.Name,
            [.. s.Results.Runs.GroupBy(r => r.Variant.Name).Select(v => new BootstrapSystem(v.Key, [.. v.OrderBy(r => r.Seed).Select(r => r.Scores.Select(row => row.ToScoredClip()).ToList())]))]))],
            contrasts, options, stop);
        Probes = HierarchicalBootstrap.OfValues([.. sets.Select(s => s.Results.Runs.Zip(s.Probes).GroupBy(r => r.First.Variant.Name)
            .ToDictionary(v => v.Key, v => v.OrderBy(r => r.First.Seed).Select(r => Mean(r.Second)).ToArray()))], contrasts, options);
    }

    /// <summary>One data set of the experiment.</summary>
    /// <param name="Name">Such as <c>demo-2</c>.</param>
    /// <param name="Results">Its runs.</param>
    /// <param name="Probes">What the embeddings of each run know, in the order of the runs.</param>
    public sealed record Set(string Name, ComparisonResults Results, IReadOnlyList<IReadOnlyList<AttributeProbe>> Probes);

    /// <summary>What was trained.</summary>
    public GranularityRequest Request { get; }

    /// <summary>The data sets, in the order of the request.</summary>
    public IReadOnlyList<Set> Sets { get; }

    /// <summary>Each contrast of each harmonic mean of the anomaly detection, with the interval over data sets, seeds and clips.</summary>
    public IReadOnlyList<BootstrapDifference> Scores { get; }

    /// <summary>The same contrasts of the mean accuracy with which attributes can be read, with the interval over data sets and seeds; none where there are no attributes.</summary>
    public IReadOnlyList<ContrastInterval> Probes { get; }

    /// <summary>
    /// What is asked, the main question first: what all self-supervision gains over the baseline on the coarsest classes minus what it
    /// gains on the finest ones. Then the same for each system, each gain by itself, and what coarse classes cost the baseline.
    /// </summary>
    public static IReadOnlyList<Contrast> Contrasts(GranularityRequest request)
    {
        var (coarse, fine) = (request.Classes.Min(), request.Classes.Max());
        var others = request.Others.ToList();
        string Baseline(ClassGranularity g) => SystemDefinition.Baseline.WithClasses(g).Name;
        IEnumerable<(string, double)> Gain(SystemDefinition system, ClassGranularity g, double weight) => [(system.WithClasses(g).Name, weight), (Baseline(g), -weight)];
        IEnumerable<(string, double)> MeanGain(ClassGranularity g, double weight) => others.SelectMany(s => Gain(s, g, weight / others.Count));
        string Word(ClassGranularity g) => Csv.Word(g);
        return
        [
            Contrast.Of($"gain of all: {Word(coarse)} − {Word(fine)}", [.. MeanGain(coarse, 1), .. MeanGain(fine, -1)]),
            .. others.Select(s => Contrast.Of($"gain of {s.BaseName}: {Word(coarse)} − {Word(fine)}", [.. Gain(s, coarse, 1), .. Gain(s, fine, -1)])),
            .. request.Classes.Select(g => Contrast.Of(GainName("all", g), MeanGain(g, 1))),
            .. others.SelectMany(s => request.Classes.Select(g => Contrast.Of(GainName(s.BaseName, g), Gain(s, g, 1)))),
            Contrast.Of($"baseline: {Word(coarse)} − {Word(fine)}", (Baseline(coarse), 1), (Baseline(fine), -1)),
        ];
    }

    /// <summary>The contrast that holds what a system gains over the baseline.</summary>
    /// <param name="system">Its name without the classes, or <c>all</c> for the mean of all.</param>
    /// <param name="classes">Of both.</param>
    public static string GainName(string system, ClassGranularity classes) => $"gain of {system}: {Csv.Word(classes)}";

    /// <summary>The mean accuracy over sections; not a number where there is none.</summary>
    internal static double Mean(IReadOnlyList<AttributeProbe> probes) => probes.Count == 0 ? double.NaN : probes.Average(p => p.CrossValidated);
}
