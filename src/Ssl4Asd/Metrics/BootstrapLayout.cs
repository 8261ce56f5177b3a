using Ssl4Asd.Data;
using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Metrics;

/// <summary>
/// Where things stand in the arrays of a bootstrap: which clips the metrics of a section take, which of its metrics the
/// clips determine (the same in every replicate), and over which sections the harmonic means go.
/// </summary>
internal sealed class BootstrapLayout
{
    public BootstrapLayout(IReadOnlyList<Clip> clips, int minimumClips, OfficialScoring scoring)
    {
        (Metrics, IsHarmonic) = (SectionMetric.Of(scoring), scoring != OfficialScoring.NoDomains);
        Clips = clips;
        Anomalous = [.. clips.Select(c => c.Condition == Condition.Anomaly)];
        // Same population, same curve: since 2022, the nine metrics share five.
        var curves = Metrics.Select(m => m.Curve).ToList();
        var distinct = curves.Distinct().ToList();
        CurveOf = [.. curves.Select(c => distinct.IndexOf(c))];
        var sections = Enumerable.Range(0, clips.Count).GroupBy(i => (clips[i].Subset, clips[i].Machine, clips[i].Section)).ToList();
        Members = [.. sections.Select(section => distinct.ConvertAll(c => section.Where(i => c.Takes(clips[i])).ToArray()))];
        Determined = [.. Members.Select(m => CurveOf.Select(c => Determines(m[c], minimumClips)).ToArray())];
        var subsets = sections.Select(s => (Subset?)s.Key.Subset).Distinct().ToList();
        Scopes = [.. subsets.Count > 1 ? subsets.Append(null) : subsets];
        SectionsOf = [.. Scopes.Select(scope => Enumerable.Range(0, sections.Count).Where(s => scope is null || sections[s].Key.Subset == scope).ToArray())];
    }

    /// <summary>The metrics of a section.</summary>
    public IReadOnlyList<SectionMetric> Metrics { get; }

    /// <summary>Whether means are harmonic; else they are arithmetic.</summary>
    public bool IsHarmonic { get; }

    /// <summary>The labelled clips.</summary>
    public IReadOnlyList<Clip> Clips { get; }

    /// <summary>Whether each clip is anomalous.</summary>
    public bool[] Anomalous { get; }

    /// <summary>Indices of the clips of [section][curve].</summary>
    public List<int[]>[] Members { get; }

    /// <summary>The curve that each metric of a section is read from.</summary>
    public int[] CurveOf { get; }

    /// <summary>Whether there are clips enough for [section][metric].</summary>
    public bool[][] Determined { get; }

    /// <summary>What harmonic means go over: each subset, and null for both together where there are two.</summary>
    public Subset?[] Scopes { get; }

    /// <summary>The sections of each scope.</summary>
    public int[][] SectionsOf { get; }

    /// <summary>Harmonic means of a scope: one for each metric of a section, and the official score.</summary>
    public int MeansInScope => Metrics.Count + 1;

    /// <summary>What the mean at an index is the mean of.</summary>
    public (Population Population, Subset? Subset, MetricDomain Domain, Metric Metric) Describe(int mean)
    {
        var (scope, index) = Math.DivRem(mean, MeansInScope);
        var metric = index < Metrics.Count ? Metrics[index] : new(Population.Official, MetricDomain.Mixed, Metric.OfficialScore);
        return (metric.Population, Scopes[scope], metric.Domain, metric.Metric);
    }

    private bool Determines(int[] members, int minimumClips)
    {
        var anomalies = members.Count(i => Anomalous[i]);
        return Math.Min(members.Length - anomalies, anomalies) >= minimumClips;
    }
}
