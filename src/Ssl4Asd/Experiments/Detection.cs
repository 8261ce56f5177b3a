namespace Ssl4Asd.Experiments;

/// <summary>What a run says of one recording, or of a part of it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Score">Anomaly score; higher is more anomalous. A cosine distance in 0 … 2, unless it is of another back end than the paper's.</param>
/// <param name="Threshold">The decision threshold of the machine and section.</param>
public sealed record Detection(string Path, double Score, double Threshold)
{
    /// <summary>Where the part begins, in seconds; null for a whole recording.</summary>
    public double? Start { get; init; }

    /// <summary>How far the score is above the threshold; below 0 where it is not.</summary>
    public double Margin => Score - Threshold;

    /// <summary>Whether the score is above the threshold.</summary>
    public bool IsAnomaly => Score > Threshold;
}
