namespace Ssl4Asd.Scoring;

/// <summary>How training embeddings become references and a threshold. The defaults are the reference system's.</summary>
public sealed record ScoringOptions
{
    /// <summary>Means of source-domain training embeddings for each machine and section; at least 1, default 16.</summary>
    public int Clusters { get; init; } = 16;

    /// <summary>Starts of k-means of which the best is kept; at least 1, default 10.</summary>
    public int Restarts { get; init; } = 10;

    /// <summary>The percentile of the training scores that is the decision threshold; 0 … 100, default 90.</summary>
    public double ThresholdPercentile { get; init; } = 90;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Clusters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(Restarts, 1);
        if (!(ThresholdPercentile is >= 0 and <= 100))
            throw new ArgumentOutOfRangeException(nameof(ThresholdPercentile), ThresholdPercentile, "expected 0 … 100");
    }
}
