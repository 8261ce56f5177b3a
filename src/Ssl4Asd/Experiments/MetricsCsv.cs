using CsvHelper.Configuration.Attributes;
using Ssl4Asd.Data.Years;
using Ssl4Asd.Metrics;

namespace Ssl4Asd.Experiments;

/// <summary>
/// metrics.csv: one row a metric, first of each machine and section, then the harmonic means (arithmetic ones in 2020). Metrics are in [0, 1];
/// one that the clips do not determine is empty, with the reason in the last column.
/// </summary>
public static class MetricsCsv
{
    /// <summary>Writes an evaluation beside the target and renames.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, Evaluation evaluation) => Csv.Write(path, Rows(evaluation));

    private static IEnumerable<Row> Rows(Evaluation evaluation)
    {
        foreach (var r in evaluation.Rows)
            yield return new Row(Csv.Word(r.Population), Csv.Word(r.Subset), r.Machine, r.Section, Csv.Word(r.Domain), Name(r.Metric), r.Value.Value, r.NormalClips, r.AnomalousClips, r.Value.Reason);
        var mean = evaluation.Scoring == OfficialScoring.NoDomains ? "arithmetic mean" : "harmonic mean";
        foreach (var s in evaluation.Summary)
            yield return new Row(Csv.Word(s.Population), s.Subset is { } subset ? Csv.Word(subset) : "both", s.Machine ?? mean, mean, Csv.Word(s.Domain), Name(s.Metric), s.Value.Value, null, null, s.Value.Reason);
    }

    internal static string Name(Metric metric) => metric switch
    {
        Metric.Auc => "AUC",
        Metric.PartialAuc => "pAUC",
        _ => "official score",
    };

    private sealed record Row(
        [property: Name("population")] string Population,
        [property: Name("subset")] string Subset,
        [property: Name("machine")] string Machine,
        [property: Name("section")] string Section,
        [property: Name("domain")] string Domain,
        [property: Name("metric")] string Metric,
        [property: Name("value")] double? Value,
        [property: Name("normal_clips")] int? NormalClips,
        [property: Name("anomalous_clips")] int? AnomalousClips,
        [property: Name("remark")] string? Remark);
}
