namespace Ssl4Asd.Notebooks.Charts;

/// <summary>Histograms that are counted here, so that a page holds counts and not every value.</summary>
internal static class Counts
{
    /// <summary>Equal bins, the first around the smallest and the last around the largest of all values.</summary>
    /// <returns>The middles of the bins, and their width.</returns>
    public static (double[] Middles, double Width) Bins(IReadOnlyCollection<double> values, int bins)
    {
        var (low, high) = (values.Min(), values.Max());
        if (high <= low)
            return ([low], Math.Max(1e-6, Math.Abs(low) / 10));
        var width = (high - low) / (bins - 1);
        return ([.. Enumerable.Range(0, bins).Select(i => low + i * width)], width);
    }

    /// <summary>How many values are in each bin.</summary>
    public static double[] In((double[] Middles, double Width) bins, IEnumerable<double> values)
    {
        var counts = new double[bins.Middles.Length];
        foreach (var value in values)
            counts[Math.Clamp((int)Math.Floor((value - bins.Middles[0]) / bins.Width + 0.5), 0, counts.Length - 1)]++;
        return counts;
    }
}
