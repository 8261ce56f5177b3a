using Ssl4Asd.Data;
using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Metrics;

/// <summary>A test clip and whether it was called anomalous.</summary>
/// <param name="Clip">The clip; domain and condition may be unknown.</param>
/// <param name="IsAnomaly">Whether its score is above the threshold.</param>
public sealed record DecidedClip(Clip Clip, bool IsAnomaly);

/// <summary>How good the decisions are about the clips of one domain of a section.</summary>
/// <param name="Subset">Development or evaluation set.</param>
/// <param name="Machine">The machine type.</param>
/// <param name="Section">The two digits of the section.</param>
/// <param name="Domain">Source or target; mixed where there are no domains.</param>
/// <param name="Precision">Share of the clips called anomalous that are; 0 where none is called so.</param>
/// <param name="Recall">Share of the anomalous clips that are called so; 0 where there is none.</param>
/// <param name="F1">Harmonic mean of the two; 0 where both are.</param>
public sealed record DecisionRow(Subset Subset, string Machine, string Section, MetricDomain Domain, double Precision, double Recall, double F1)
{
    /// <summary>How many anomalous clips there are; where there are none, nothing can be recalled.</summary>
    public int AnomalousClips { get; init; }
}

/// <summary>Means of precision, recall and F1 over sections, machines and domains.</summary>
/// <param name="IsHarmonic">Harmonic or arithmetic.</param>
/// <param name="Subset">Development or evaluation set.</param>
/// <param name="Precision">In [0, 1].</param>
/// <param name="Recall">In [0, 1].</param>
/// <param name="F1">In [0, 1].</param>
public sealed record DecisionMean(bool IsHarmonic, Subset Subset, double Precision, double Recall, double F1);

/// <summary>
/// Precision, recall and F1 of the decisions as the official evaluators since 2021 print them: of the clips of each domain of a
/// section, with denominators and harmonic means kept from 0 by the smallest step above 1 (2⁻⁵²).
/// </summary>
public static class DecisionMetrics
{
    private const double Epsilon = 1.0 / (1L << 52);

    /// <summary>One row for each subset, machine, section and domain that has labelled clips.</summary>
    /// <param name="clips">Test clips; those without a known condition, or a domain where there are domains, are left out.</param>
    /// <param name="scoring">Whether there are domains.</param>
    public static IReadOnlyList<DecisionRow> Of(IEnumerable<DecidedClip> clips, OfficialScoring scoring = OfficialScoring.AllAnomalies)
    {
        ArgumentNullException.ThrowIfNull(clips);
        return [.. clips.Where(c => c.Clip.Condition is not null)
            .Select(c => (Clip: c, Domain: scoring == OfficialScoring.NoDomains ? MetricDomain.Mixed : c.Clip.Domain switch { Domain.Source => MetricDomain.Source, Domain.Target => MetricDomain.Target, _ => (MetricDomain?)null }))
            .Where(c => c.Domain is not null)
            .GroupBy(c => (c.Clip.Clip.Subset, c.Clip.Clip.Machine, c.Clip.Clip.Section, c.Domain))
            .OrderBy(g => g.Key.Subset).ThenBy(g => g.Key.Machine, StringComparer.Ordinal).ThenBy(g => g.Key.Section, StringComparer.Ordinal).ThenBy(g => g.Key.Domain)
            .Select(g => Row(g.Key.Subset, g.Key.Machine, g.Key.Section, g.Key.Domain!.Value, [.. g.Select(c => c.Clip)]))];
    }

    /// <summary>The arithmetic and the harmonic mean of a subset over all its rows.</summary>
    public static IEnumerable<DecisionMean> Means(IReadOnlyList<DecisionRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return from subset in rows.GroupBy(r => r.Subset)
               from isHarmonic in new[] { false, true }
               select new DecisionMean(isHarmonic, subset.Key, Mean(isHarmonic, subset.Select(r => r.Precision)), Mean(isHarmonic, subset.Select(r => r.Recall)), Mean(isHarmonic, subset.Select(r => r.F1)));
    }

    private static DecisionRow Row(Subset subset, string machine, string section, MetricDomain domain, List<DecidedClip> clips)
    {
        double hits = clips.Count(c => c.IsAnomaly && c.Clip.Condition == Condition.Anomaly);
        var precision = hits / Math.Max(clips.Count(c => c.IsAnomaly), Epsilon);
        var anomalous = clips.Count(c => c.Clip.Condition == Condition.Anomaly);
        var recall = hits / Math.Max(anomalous, Epsilon);
        return new DecisionRow(subset, machine, section, domain, precision, recall, 2 * precision * recall / Math.Max(precision + recall, Epsilon)) { AnomalousClips = anomalous };
    }

    private static double Mean(bool isHarmonic, IEnumerable<double> values) =>
        isHarmonic ? 1 / values.Average(v => 1 / Math.Max(v, Epsilon)) : values.Average();
}
