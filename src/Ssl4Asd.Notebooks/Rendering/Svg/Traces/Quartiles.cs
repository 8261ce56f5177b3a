namespace Ssl4Asd.Notebooks.Rendering.Svg.Traces;

/// <summary>The numbers that a box shows. Quartiles are interpolated between order statistics at q n − 1/2, as plotly.js does.</summary>
internal readonly record struct Quartiles(double Lower, double Median, double Upper, double LowerFence, double UpperFence, double Mean, double Deviation)
{
    /// <param name="values">Finite, at least one.</param>
    public static Quartiles Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        var (lower, median, upper) = (At(sorted, 0.25), At(sorted, 0.5), At(sorted, 0.75));
        var reach = 1.5 * (upper - lower);
        var mean = sorted.Average();
        return new Quartiles(
            lower, median, upper, Math.Min(lower, sorted.First(value => value >= lower - reach)),
            Math.Max(upper, sorted.Last(value => value <= upper + reach)), mean,
            Math.Sqrt(sorted.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, sorted.Length - 1)));
    }

    private static double At(double[] sorted, double share)
    {
        var place = Math.Clamp(share * sorted.Length - 0.5, 0, sorted.Length - 1);
        var below = (int)Math.Floor(place);
        return below + 1 < sorted.Length ? sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
