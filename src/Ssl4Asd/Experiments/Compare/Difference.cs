using Ssl4Asd.Metrics;

namespace Ssl4Asd.Experiments.Compare;

/// <summary>
/// How much better a variant is than another, and how far that depends on the clips that happen to be in the test set: the
/// 95 % interval of a paired bootstrap over clips. What depends on the seed is not in it.
/// </summary>
/// <param name="Reference">The name of the variant that it is compared with.</param>
/// <param name="Interval">The difference, in units of the metric, and its bounds.</param>
public sealed record Difference(string Reference, BootstrapDifference Interval)
{
    /// <summary>Whether the interval leaves zero out.</summary>
    public bool IsClear => Interval.Lower > 0 || Interval.Upper < 0;

    /// <summary>Which harmonic mean it speaks of.</summary>
    public MeanMetric Metric => new(Interval.Population, Interval.Subset, Interval.Domain, Interval.Metric);
}
