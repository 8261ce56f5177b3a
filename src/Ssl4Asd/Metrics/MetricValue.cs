using System.Globalization;

namespace Ssl4Asd.Metrics;

/// <summary>A metric, or why there is none. A metric that the clips do not determine is never given a number.</summary>
public sealed record MetricValue
{
    private MetricValue(double? value, string? reason) => (Value, Reason) = (value, reason);

    /// <summary>The metric, in [0, 1]; null when it is not available.</summary>
    public double? Value { get; }

    /// <summary>Why there is no value; beside a value, what it leaves out; otherwise null.</summary>
    public string? Reason { get; }

    /// <summary>A metric that is known.</summary>
    /// <param name="value">The metric, in [0, 1].</param>
    /// <param name="remark">What the value leaves out, such as <c>1 of 7 values not available</c>; null for nothing.</param>
    /// <returns>The value.</returns>
    /// <exception cref="ArgumentException"><paramref name="value"/> is NaN or infinite.</exception>
    public static MetricValue Of(double value, string? remark = null) => double.IsFinite(value)
        ? new(value, remark)
        : throw new ArgumentException($"a metric is a finite number, got {value.ToString(CultureInfo.InvariantCulture)}", nameof(value));

    /// <summary>A metric that the clips do not determine.</summary>
    /// <param name="reason">Such as <c>no anomalous clips of the source domain</c>.</param>
    /// <returns>A value that is shown as "n/a".</returns>
    public static MetricValue NotAvailable(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new(null, reason);
    }

    /// <summary>The value with four decimals or "n/a", followed by the reason in brackets where there is one.</summary>
    /// <returns>Such as <c>0.6423</c> or <c>n/a (no anomalous clips of the source domain)</c>.</returns>
    public override string ToString()
    {
        var number = Value is { } v ? v.ToString("0.0000", CultureInfo.InvariantCulture) : "n/a";
        return Reason is null ? number : $"{number} ({Reason})";
    }
}
