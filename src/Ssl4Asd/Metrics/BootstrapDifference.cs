using Ssl4Asd.Data;

namespace Ssl4Asd.Metrics;

/// <summary>A system to compare.</summary>
/// <param name="Name">Its name, such as <c>proposed</c>.</param>
/// <param name="Runs">One list of scored test clips for each seed; every run of every system holds the same clips.</param>
public sealed record BootstrapSystem(string Name, IReadOnlyList<IReadOnlyList<ScoredClip>> Runs);

/// <summary>How far a system is from the reference in one harmonic mean, averaged over the seeds of each.</summary>
/// <param name="System">The name of the system.</param>
/// <param name="Population">Official or simple.</param>
/// <param name="Subset">Development or evaluation set; null for both together.</param>
/// <param name="Domain">Source, target or mixed.</param>
/// <param name="Metric">AUC, pAUC or the official score.</param>
/// <param name="Difference">System minus reference on the clips as they are, in [-1, 1].</param>
/// <param name="Lower">Lower bound of the percentile interval.</param>
/// <param name="Upper">Upper bound of the percentile interval.</param>
/// <param name="ShareAbove">Share of the replicates with a difference above 0, in [0, 1].</param>
public sealed record BootstrapDifference(
    string System, Population Population, Subset? Subset, MetricDomain Domain, Metric Metric,
    double Difference, double Lower, double Upper, double ShareAbove);
