using System.Globalization;
using CsvHelper;
using Ssl4Asd.Data;
using Ssl4Asd.Metrics;

namespace Ssl4Asd.Experiments;

/// <summary>
/// metrics.csv: one row a metric, first of each machine and section, then the harmonic means. Metrics are in [0, 1];
/// one that the clips do not determine is empty, with the reason in the last column.
/// </summary>
public static class MetricsCsv
{
    /// <summary>Writes an evaluation beside the target and renames.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, Evaluation evaluation) => AtomicFile.WriteText(path, text =>
    {
        using var csv = new CsvWriter(text, CultureInfo.InvariantCulture, leaveOpen: true);
        csv.WriteRecords(Rows(evaluation));
    });

    private static IEnumerable<Row> Rows(Evaluation evaluation)
    {
        foreach (var r in evaluation.Rows)
            yield return new Row(Text(r.Population), Text(r.Subset), r.Machine, r.Section, Text(r.Domain), Text(r.Metric), r.Value.Value, r.NormalClips, r.AnomalousClips, r.Value.Reason);
        foreach (var s in evaluation.Summary)
            yield return new Row(Text(s.Population), s.Subset is { } subset ? Text(subset) : "both", s.Machine ?? "harmonic mean", "harmonic mean", Text(s.Domain), Text(s.Metric), s.Value.Value, null, null, s.Value.Reason);
    }

    private static string Text<T>(T value) where T : struct, Enum => value switch
    {
        Subset.Development => "dev",
        Subset.Evaluation => "eval",
        Metric.Auc => "AUC",
        Metric.PartialAuc => "pAUC",
        Metric.OfficialScore => "official score",
        _ => value.ToString().ToLowerInvariant(),
    };

    private sealed record Row(
        string Population, string Split, string Machine, string Section, string Domain, string Metric, double? Value,
        int? NormalClips, int? AnomalousClips, string? Remark);
}
