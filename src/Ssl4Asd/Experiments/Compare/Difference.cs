namespace Ssl4Asd.Experiments.Compare;

/// <summary>
/// How much better a variant is than another, and how far that depends on the clips that happen to be in the test set:
/// the 95 % interval of a paired bootstrap over clips. What depends on the seed is not in it.
/// </summary>
/// <param name="Variant">What is compared.</param>
/// <param name="Reference">What it is compared with.</param>
/// <param name="Metric">A harmonic mean over machines and sections.</param>
/// <param name="Value">Mean over the seeds of the variant minus that of the reference; in units of the metric.</param>
/// <param name="Lower">2.5th percentile of the replicates.</param>
/// <param name="Upper">97.5th percentile of the replicates.</param>
public sealed record Difference(Variant Variant, Variant Reference, MeanMetric Metric, double Value, double Lower, double Upper)
{
    /// <summary>Whether the interval leaves zero out.</summary>
    public bool IsClear => Lower > 0 || Upper < 0;
}
