namespace Ssl4Asd.Scoring.Backends;

/// <summary>
/// How far a reference is from the others around it, a number for each reference y_i: b_i = Σ_n w_n·d_(n), where
/// d_(0) ≤ d_(1) ≤ … are the distances to the <em>other</em> references (Wilkinghoff et al., local density
/// normalisation, arXiv 2509.10951). Small where references lie close together.
/// </summary>
public sealed record LocalDensity
{
    private const double LeastWeight = 1e-18; // rⁿ below it changes no sum of doubles

    private LocalDensity() { }

    /// <summary>K: the mean distance to the K nearest others, w_n = 1/K for n &lt; K; null for the ranked form.</summary>
    public int? Neighbours { get; private init; }

    /// <summary>r of the global weighted ranked pooling, GWRP: all others count, w_n ∝ rⁿ; null for the nearest.</summary>
    public double? Decay { get; private init; }

    /// <summary>The mean distance to the nearest others.</summary>
    /// <param name="neighbours">K, at least 1.</param>
    /// <exception cref="InputException">K is out of its range.</exception>
    public static LocalDensity Nearest(int neighbours)
    {
        Check.That(neighbours >= 1, nameof(Neighbours), neighbours, "at least 1");
        return new() { Neighbours = neighbours };
    }

    /// <summary>All others, the nearest most.</summary>
    /// <param name="decay">r, in (0, 1]; 1 is the plain mean, and towards 0 the nearest alone counts.</param>
    /// <exception cref="InputException">r is out of its range.</exception>
    public static LocalDensity Ranked(double decay)
    {
        Check.That(decay is > 0 and <= 1, nameof(Decay), decay, "above 0 and at most 1");
        return new() { Decay = decay };
    }

    /// <summary>How many other references there have to be.</summary>
    internal int OthersNeeded => Neighbours ?? 1;

    /// <summary>w_n, in the order of distance, for a number of others; those behind the last one are 0.</summary>
    internal double[] Weights(int others)
    {
        var count = Neighbours is { } k ? Math.Min(k, others)
            : Decay < 1 ? (int)Math.Min(others, Math.Ceiling(Math.Log(LeastWeight) / Math.Log(Decay!.Value))) : others;
        var weights = new double[count];
        for (var n = 0; n < count; n++) weights[n] = Decay is { } r ? Math.Pow(r, n) : 1;
        var sum = weights.Sum();
        for (var n = 0; n < count; n++) weights[n] /= sum;
        return weights;
    }
}
