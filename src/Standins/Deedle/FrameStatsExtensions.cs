namespace Deedle;

/// <summary>
/// Statistics of each column of numbers, by column key; missing for the other columns, and where they would be NaN.
/// </summary>
public static class FrameStatsExtensions
{
    public static Series<C, double> Sum<R, C>(this Frame<R, C> df) =>
        Columns(df, SeriesStatsExtensions.Sum);

    public static Series<C, double> Min<R, C>(this Frame<R, C> df) =>
        Columns(df, SeriesStatsExtensions.Min);

    public static Series<C, double> Max<R, C>(this Frame<R, C> df) =>
        Columns(df, SeriesStatsExtensions.Max);

    public static Series<C, double> Mean<R, C>(this Frame<R, C> df) =>
        Columns(df, SeriesStatsExtensions.Mean);

    public static Series<C, double> Median<R, C>(this Frame<R, C> df) =>
        Columns(df, SeriesStatsExtensions.Median);

    /// <summary>Sample standard deviation (divided by n − 1).</summary>
    public static Series<C, double> StdDev<R, C>(this Frame<R, C> df) =>
        Columns(df, SeriesStatsExtensions.StdDev);

    private static Series<C, double> Columns<R, C>(Frame<R, C> df, Func<Series<R, double>, double> f) =>
        new(df.ColumnIndex, Vector<double>.FromValues(df.Data.Select(vector =>
            vector.TryConvert<double>(ConversionKind.Safe) is { } numbers ? f(new(df.RowIndex, numbers)) : double.NaN)));
}
