namespace Ssl4Asd.Presets;

/// <summary>How embeddings become anomaly scores (paper, section 2).</summary>
public sealed record ScoringOptions
{
    /// <summary>k of the k-means over the source-domain training embeddings of a machine and section; at least 1. The paper's code uses 16.</summary>
    public int Clusters { get; init; } = 16;

    /// <summary>Starts of k-means, of which the best is kept; at least 1. Ten, as in scikit-learn.</summary>
    public int Restarts { get; init; } = 10;

    /// <summary>Percentile of the training scores that serves as decision threshold; above 0, at most 100.</summary>
    public double ThresholdPercentile { get; init; } = 90;

    internal void Validate()
    {
        Check.That(Clusters >= 1, nameof(Clusters), Clusters, "at least 1");
        Check.That(Restarts >= 1, nameof(Restarts), Restarts, "at least 1");
        Check.That(ThresholdPercentile is > 0 and <= 100, nameof(ThresholdPercentile), ThresholdPercentile, "above 0 and at most 100");
    }
}
