namespace Ssl4Asd.Metrics;

/// <summary>The harmonic mean: how DCASE Task 2 condenses metrics over machines, sections and domains.</summary>
public static class HarmonicMean
{
    /// <summary>n / Σ 1/xᵢ over the values that are available; 0 when one of them is 0.</summary>
    /// <param name="values">Metrics, each 0 or more.</param>
    /// <returns>
    /// The mean. Values that are not available are left out, and the reason says how many; when none is available, neither
    /// is the mean.
    /// </returns>
    /// <exception cref="ArgumentException">A value is negative.</exception>
    public static MetricValue Of(IEnumerable<MetricValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return OfAvailable(values, available =>
        {
            if (available.Any(v => v < 0)) throw new ArgumentException($"a harmonic mean takes values of 0 or more, got {MetricValue.Of(available.First(v => v < 0))}", nameof(values));
            return available.Count / available.Sum(v => 1 / v);
        });
    }

    /// <summary>A mean of the values that are available; the reason says how many are not.</summary>
    internal static MetricValue OfAvailable(IEnumerable<MetricValue> values, Func<IReadOnlyList<double>, double> mean)
    {
        var all = values.ToList();
        var available = all.Select(v => v.Value).OfType<double>().ToList();
        if (all.Count == 0) return MetricValue.NotAvailable("no values");
        if (available.Count == 0) return MetricValue.NotAvailable($"none of {all.Count} values is available");
        var remark = available.Count < all.Count ? $"{all.Count - available.Count} of {all.Count} values not available, left out" : null;
        return MetricValue.Of(mean(available), remark);
    }
}
