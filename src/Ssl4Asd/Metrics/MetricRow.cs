using Ssl4Asd.Data;

namespace Ssl4Asd.Metrics;

/// <summary>Which clips a metric is computed from. Both conventions are in use, and their numbers differ.</summary>
public enum Population
{
    /// <summary>
    /// The DCASE evaluators': the AUC of a domain takes the normal clips of that domain against <b>all</b> anomalous clips
    /// of the section, the pAUC takes all clips of the section. (2021: AUC and pAUC of a domain take its clips only; 2020 has no domains.)
    /// </summary>
    Official,

    /// <summary>The paper's tables: AUC and pAUC of a domain take the clips of that domain only; "mixed" takes all.</summary>
    Simple,
}

/// <summary>The domain that a metric speaks of.</summary>
public enum MetricDomain
{
    /// <summary>The source domain.</summary>
    Source,

    /// <summary>The target domain.</summary>
    Target,

    /// <summary>Both domains together.</summary>
    Mixed,
}

/// <summary>The metrics of DCASE Task 2.</summary>
public enum Metric
{
    /// <summary>Area under the ROC curve.</summary>
    Auc,

    /// <summary>McClish-standardised partial area under the ROC curve up to a false-positive rate of 0.1.</summary>
    PartialAuc,

    /// <summary>Since 2022 the harmonic mean of AUC source, AUC target and pAUC (<see cref="Data.Years.OfficialScoring"/>); official population only.</summary>
    OfficialScore,
}

/// <summary>A test clip and its anomaly score.</summary>
/// <param name="Clip">The clip; domain and condition may be unknown.</param>
/// <param name="Score">Higher means more anomalous.</param>
public sealed record ScoredClip(Clip Clip, double Score);

/// <summary>One metric of one section of one machine.</summary>
/// <param name="Population">Official or simple.</param>
/// <param name="Subset">Development or evaluation set.</param>
/// <param name="Machine">The machine type.</param>
/// <param name="Section">The two digits of the section.</param>
/// <param name="Domain">Source, target or mixed.</param>
/// <param name="Metric">AUC or pAUC.</param>
/// <param name="Value">The metric in [0, 1], or why there is none.</param>
/// <param name="NormalClips">How many normal clips it was computed from.</param>
/// <param name="AnomalousClips">How many anomalous clips it was computed from.</param>
public sealed record MetricRow(
    Population Population, Subset Subset, string Machine, string Section, MetricDomain Domain, Metric Metric,
    MetricValue Value, int NormalClips, int AnomalousClips);

/// <summary>The harmonic mean (in 2020 the arithmetic one) of a metric over sections and machines.</summary>
/// <param name="Population">Official or simple.</param>
/// <param name="Subset">Development or evaluation set; null for both together.</param>
/// <param name="Machine">The machine type whose sections are condensed; null for all machines.</param>
/// <param name="Domain">Source, target or mixed.</param>
/// <param name="Metric">AUC, pAUC, or the official score.</param>
/// <param name="Value">The harmonic mean in [0, 1], or why there is none; its reason counts the values left out.</param>
/// <param name="Values">How many metrics it condenses, those left out included.</param>
public sealed record SummaryRow(
    Population Population, Subset? Subset, string? Machine, MetricDomain Domain, Metric Metric, MetricValue Value,
    int Values);
