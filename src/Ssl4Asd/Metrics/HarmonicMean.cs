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
        var all = values.ToList();
        double inverse = 0;
        var available = 0;
        foreach (var metric in all)
        {
            if (metric.Value is not { } value) continue;
            if (value < 0) throw new ArgumentException($"a harmonic mean takes values of 0 or more, got {metric}", nameof(values));
            inverse += 1 / value;
            available++;
        }
        if (all.Count == 0) return MetricValue.NotAvailable("no values");
        if (available == 0) return MetricValue.NotAvailable($"none of {all.Count} values is available");
        var remark = available < all.Count ? $"{all.Count - available} of {all.Count} values not available, left out" : null;
        return MetricValue.Of(available / inverse, remark);
    }
}
