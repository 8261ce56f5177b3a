namespace Ssl4Asd;

/// <summary>Percentiles with linear interpolation between the two nearest ranks, as <c>numpy.percentile</c> computes them.</summary>
public static class Percentile
{
    /// <summary>The value below which a given share of the values lies.</summary>
    /// <param name="values">At least one; any order; no NaN.</param>
    /// <param name="percent">0 … 100.</param>
    /// <returns>The percentile, in the unit of the values.</returns>
    /// <exception cref="ArgumentException">No values, a NaN, or a percentage out of its range.</exception>
    public static double Of(ReadOnlySpan<double> values, double percent)
    {
        if (values.IsEmpty) throw new ArgumentException("a percentile takes at least one value", nameof(values));
        if (!(percent is >= 0 and <= 100)) throw new ArgumentOutOfRangeException(nameof(percent), percent, "expected 0 … 100");
        var sorted = values.ToArray();
        foreach (var value in sorted)
        {
            if (double.IsNaN(value)) throw new ArgumentException("a percentile takes no NaN", nameof(values));
        }
        Array.Sort(sorted);
        var rank = percent / 100 * (sorted.Length - 1);
        var below = (int)rank;
        var above = Math.Min(below + 1, sorted.Length - 1);
        var (low, high, share) = (sorted[below], sorted[above], rank - below);
        // From the nearer end, as NumPy does, so that equal neighbours give exactly themselves.
        return share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share);
    }
}
