using CsvHelper.Configuration.Attributes;

namespace Ssl4Asd.Experiments.Compare;

/// <summary>
/// The files of a comparison: <c>runs/SYSTEM/seed-N/</c> (run folders), <c>results.csv</c> (one row a run, machine, section,
/// domain and metric), <c>ensemble.csv</c> (the same for the mean scores of all seeds), <c>summary.csv</c> (harmonic means over
/// seeds), <c>differences.csv</c> (with their intervals) and <c>tables.md</c>. None holds a time or a path, so they are the same
/// to the byte however often the comparison was stopped.
/// </summary>
public static class ComparisonFiles
{
    /// <summary>The run folder of a variant and seed.</summary>
    public static string Run(string folder, Variant variant, int seed)
        => Path.Combine(folder, "runs", variant.Name, FormattableString.Invariant($"seed-{seed}"));

    /// <summary>One row a run and metric of a section (<see cref="ResultRow"/>).</summary>
    public static string Results(string folder) => Path.Combine(folder, "results.csv");

    /// <summary>The same for the ensembles.</summary>
    public static string Ensemble(string folder) => Path.Combine(folder, "ensemble.csv");

    /// <summary>Harmonic means over machines and sections: mean and deviation over the seeds, and the ensemble.</summary>
    public static string Summary(string folder) => Path.Combine(folder, "summary.csv");

    /// <summary>Differences to the baseline and to the proposed system, with bootstrap intervals.</summary>
    public static string Differences(string folder) => Path.Combine(folder, "differences.csv");

    /// <summary>Table 1, Table 2, ensemble and differences in Markdown.</summary>
    public static string Tables(string folder) => Path.Combine(folder, "tables.md");

    internal static void Write(string folder, ComparisonResults results)
    {
        Csv.Write(Results(folder), results.Rows);
        Csv.Write(Ensemble(folder), results.EnsembleRows);
        Csv.Write(Summary(folder), results.Request.Variants.SelectMany(v => results.Metrics.Select(m => Row(results, v, m))));
        Csv.Write(Differences(folder), results.Differences.Select(Row));
        AtomicFile.WriteText(Tables(folder), text => text.Write(ComparisonTables.Markdown(results)));
    }

    private static SummaryCells Row(ComparisonResults results, Variant variant, MeanMetric metric)
    {
        var over = results.Of(variant, metric);
        return new SummaryCells(variant.Name, Csv.Word(metric.Population), Subset(metric), Csv.Word(metric.Domain), MetricsCsv.Name(metric.Metric),
            results.Request.Seeds, over.Mean, over.StandardDeviation, ComparisonResults.Value(results.Ensemble(variant), metric).Value, over.Remark);
    }

    private static DifferenceCells Row(Difference d) => new(d.Interval.System, d.Reference, Csv.Word(d.Interval.Population), Subset(d.Metric),
        Csv.Word(d.Interval.Domain), MetricsCsv.Name(d.Interval.Metric), d.Interval.Difference, d.Interval.Lower, d.Interval.Upper, d.Interval.ShareAbove);

    private static string Subset(MeanMetric metric) => metric.Subset is { } subset ? Csv.Word(subset) : "both";

    private sealed record SummaryCells(
        [property: Name("system")] string System, [property: Name("population")] string Population, [property: Name("subset")] string Subset,
        [property: Name("domain")] string Domain, [property: Name("metric")] string Metric, [property: Name("seeds")] int Seeds,
        [property: Name("mean")] double? Mean, [property: Name("standard_deviation")] double? StandardDeviation,
        [property: Name("ensemble")] double? Ensemble, [property: Name("remark")] string? Remark);

    private sealed record DifferenceCells(
        [property: Name("system")] string System, [property: Name("reference")] string Reference, [property: Name("population")] string Population,
        [property: Name("subset")] string Subset, [property: Name("domain")] string Domain, [property: Name("metric")] string Metric,
        [property: Name("difference")] double Value, [property: Name("lower")] double Lower, [property: Name("upper")] double Upper,
        [property: Name("share_above_zero")] double ShareAbove);
}
