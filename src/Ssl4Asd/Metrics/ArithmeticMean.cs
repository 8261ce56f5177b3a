namespace Ssl4Asd.Metrics;

/// <summary>The arithmetic mean: how DCASE2020 Task 2 condenses metrics over machine ids.</summary>
public static class ArithmeticMean
{
    /// <summary>Σ xᵢ / n over the values that are available.</summary>
    /// <param name="values">Metrics.</param>
    /// <returns>
    /// The mean. Values that are not available are left out, and the reason says how many; when none is available, neither
    /// is the mean.
    /// </returns>
    public static MetricValue Of(IEnumerable<MetricValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return HarmonicMean.OfAvailable(values, available => available.Average());
    }
}
