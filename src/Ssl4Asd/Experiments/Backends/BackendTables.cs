using CsvHelper.Configuration.Attributes;
using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Metrics;

namespace Ssl4Asd.Experiments.Backends;

/// <summary>A comparison of back ends as a table of official scores, and all of it as CSV.</summary>
public static class BackendTables
{
    /// <summary>A row for each back end: its official scores in percent, and in points what it has more than the paper's, with a 95 % interval.</summary>
    public static (IReadOnlyList<string> Headers, IEnumerable<IReadOnlyList<string>> Rows) OfficialScores(BackendComparison comparison)
    {
        var metrics = comparison.Metrics.Where(m => m.Metric == Metric.OfficialScore).ToList();
        var kinds = comparison.Results.Select(r => r.IsEnsemble).Distinct().ToList();
        var columns = kinds.SelectMany(kind => metrics.Select(m => (IsEnsemble: kind, Metric: m))).ToList();
        return (["back end", "references", .. columns.SelectMany(c => Titles(c.IsEnsemble, c.Metric))],
            comparison.Results.GroupBy(r => r.Backend).Select(g => (IReadOnlyList<string>)
            [
                g.Key.Label, Csv.Word(g.Key.References),
                .. columns.SelectMany(c => Cells(g.First(r => r.IsEnsemble == c.IsEnsemble && r.Metric == c.Metric))),
            ]));
    }

    /// <summary>Writes a row for each back end, single runs or ensemble, and harmonic mean; in [0, 1].</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void WriteCsv(string path, BackendComparison comparison) => Csv.Write(path, comparison.Results.Select(r => new Row(
            r.Backend.Label, Csv.Word(r.Backend.References), r.IsEnsemble ? "ensemble" : "single runs", comparison.Runs, Csv.Word(r.Metric.Population),
            r.Metric.Subset is { } subset ? Csv.Word(subset) : "both", Csv.Word(r.Metric.Domain), MetricsCsv.Name(r.Metric.Metric),
            r.Value.Mean, r.Value.StandardDeviation, r.Difference?.Interval.Difference, r.Difference?.Interval.Lower, r.Difference?.Interval.Upper,
            r.Difference?.Interval.ShareAbove, r.Value.Remark)));

    private static IEnumerable<string> Titles(bool isEnsemble, MeanMetric metric)
    {
        var title = ComparisonTables.Name(metric.Subset) + (isEnsemble ? " ensemble" : "");
        return [title, $"{title} − paper"];
    }

    private static IEnumerable<string> Cells(BackendResult result) =>
        [ComparisonTables.Percent(result.Value), ComparisonTables.Interval(result.Difference).Trim('*')];

    private sealed record Row(
        [property: Name("back_end")] string Backend, [property: Name("references")] string References, [property: Name("of")] string Of,
        [property: Name("runs")] int Runs, [property: Name("population")] string Population, [property: Name("subset")] string Subset,
        [property: Name("domain")] string Domain, [property: Name("metric")] string Metric, [property: Name("mean")] double? Mean,
        [property: Name("standard_deviation")] double? StandardDeviation, [property: Name("difference")] double? Difference,
        [property: Name("lower")] double? Lower, [property: Name("upper")] double? Upper, [property: Name("share_above")] double? ShareAbove,
        [property: Name("remark")] string? Remark);
}
