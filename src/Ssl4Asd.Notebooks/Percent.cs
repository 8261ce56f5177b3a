using System.Globalization;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments.Compare;

namespace Ssl4Asd.Notebooks;

/// <summary>How charts and tables write metrics: in percent, differences in points.</summary>
internal static class Percent
{
    public const string Missing = "n/a";

    /// <summary>One decimal, or n/a.</summary>
    public static string Of(double? share) => share is { } s ? (100 * s).ToString("0.0", CultureInfo.InvariantCulture) : Missing;

    /// <summary>Mean ± standard deviation, where there are several seeds.</summary>
    public static string Of(OverSeeds value) => value.StandardDeviation is { } deviation ? $"{Of(value.Mean)} ± {Of(deviation)}" : Of(value.Mean);

    /// <summary>With its sign.</summary>
    public static string Points(double difference) => (100 * difference).ToString("+0.0;-0.0;0.0", CultureInfo.InvariantCulture);

    /// <summary>Numbers that are in percent already; empty where not available.</summary>
    public static string Published(double? percent, double? deviation = null) =>
        percent is { } p ? p.ToString("0.0##", CultureInfo.InvariantCulture) + (deviation is { } d ? " ± " + d.ToString("0.0##", CultureInfo.InvariantCulture) : "") : "";

    /// <summary>The short name of a set.</summary>
    public static string Name(Subset? subset) => subset switch
    {
        Subset.Development => "dev",
        Subset.Evaluation => "eval",
        _ => "both",
    };
}
