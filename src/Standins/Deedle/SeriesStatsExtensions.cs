namespace Deedle;

/// <summary>
/// Statistics of the values that are not missing, as double. NaN where there are too few of them; as the values of
/// a series, as of the <c>…Level</c> methods, such a NaN is missing.
/// </summary>
public static class SeriesStatsExtensions
{
    public static double Sum<K, V>(this Series<K, V> series) =>
        Numbers(series).Aggregate(double.NaN, (sum, v) => double.IsNaN(sum) ? v : sum + v);

    public static double Min<K, V>(this Series<K, V> series) =>
        Numbers(series) is { Length: > 0 } values ? values.Min() : double.NaN;

    public static double Max<K, V>(this Series<K, V> series) =>
        Numbers(series) is { Length: > 0 } values ? values.Max() : double.NaN;

    public static double Mean<K, V>(this Series<K, V> series)
    {
        var values = Numbers(series);
        return values.Sum() / values.Length;
    }

    /// <summary>Sample standard deviation (divided by n − 1), from the sums of values and of their squares.</summary>
    public static double StdDev<K, V>(this Series<K, V> series) => Math.Sqrt(Variance(Numbers(series)));

    public static double Median<K, V>(this Series<K, V> series)
    {
        var values = Numbers(series);
        Array.Sort(values);
        return values.Length == 0 ? double.NaN : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    /// <summary>The mean of each group of keys.</summary>
    public static Series<K2, double> MeanLevel<K1, V, K2>(this Series<K1, V> series, Func<K1, K2> groupSelector) =>
        Level(series, groupSelector, Mean);

    // No extension method: the package has forgotten the attribute.
    public static Series<K2, double> StdDevLevel<K1, V, K2>(Series<K1, V> series, Func<K1, K2> groupSelector) =>
        Level(series, groupSelector, StdDev);

    public static Series<K2, double> MedianLevel<K1, V, K2>(this Series<K1, V> series, Func<K1, K2> groupSelector) =>
        Level(series, groupSelector, Median);

    public static Series<K2, double> SumLevel<K1, V, K2>(this Series<K1, V> series, Func<K1, K2> groupSelector) =>
        Level(series, groupSelector, Sum);

    public static Series<K2, V> MinLevel<K1, V, K2>(this Series<K1, V> series, Func<K1, K2> groupSelector) =>
        Level(series, groupSelector, group => group.Values.Min()!);

    public static Series<K2, V> MaxLevel<K1, V, K2>(this Series<K1, V> series, Func<K1, K2> groupSelector) =>
        Level(series, groupSelector, group => group.Values.Max()!);

    /// <summary>The package's formula, which is NaN where rounding makes it negative.</summary>
    internal static double Variance(double[] values)
    {
        var (n, sum, squares) = ((double)values.Length, values.Sum(), values.Sum(v => v * v));
        var variance = (n * squares - sum * sum) / (n * n - n);
        return variance < 0 ? double.NaN : variance;
    }

    internal static double[] Numbers<K, V>(Series<K, V> series) =>
        [.. series.Values.Select(v => Convert.ToDouble(v))];

    private static Series<K2, R> Level<K1, V, K2, R>(Series<K1, V> series, Func<K1, K2> level, Func<Series<K1, V>, R> f) =>
        series.GroupBy(o => level(o.Key)).SelectValues(f);
}
