using CsvHelper.Configuration.Attributes;
using Ssl4Asd.Metrics;

namespace Ssl4Asd.Experiments.Compare;

/// <summary>One metric of one section in one run: a row of results.csv.</summary>
/// <param name="System">The variant.</param>
/// <param name="Seed">The seed, or <c>ensemble</c> for the mean scores of all seeds.</param>
/// <param name="Population"><c>official</c> or <c>simple</c>.</param>
/// <param name="Subset"><c>development</c> or <c>evaluation</c>.</param>
/// <param name="Machine">The machine type.</param>
/// <param name="Section">The two digits of the section.</param>
/// <param name="Domain"><c>source</c>, <c>target</c> or <c>mixed</c>.</param>
/// <param name="Metric"><c>AUC</c> or <c>pAUC</c>.</param>
/// <param name="Value">In [0, 1]; null where the clips do not determine it.</param>
/// <param name="NormalClips">How many normal clips it was computed from.</param>
/// <param name="AnomalousClips">How many anomalous clips it was computed from.</param>
/// <param name="Remark">Why there is no value.</param>
public sealed record ResultRow(
    [property: Name("system")] string System, [property: Name("seed")] string Seed,
    [property: Name("population")] string Population, [property: Name("subset")] string Subset,
    [property: Name("machine")] string Machine, [property: Name("section")] string Section,
    [property: Name("domain")] string Domain, [property: Name("metric")] string Metric,
    [property: Name("value")] double? Value, [property: Name("normal_clips")] int NormalClips,
    [property: Name("anomalous_clips")] int AnomalousClips, [property: Name("remark")] string? Remark)
{
    /// <summary>The rows of one evaluation.</summary>
    /// <param name="system">The variant.</param>
    /// <param name="seed">The seed, or <c>ensemble</c>.</param>
    /// <param name="evaluation">Its metrics.</param>
    public static IEnumerable<ResultRow> Of(string system, string seed, Evaluation evaluation) => evaluation.Rows.Select(r => new ResultRow(
        system, seed, Csv.Word(r.Population), Csv.Word(r.Subset), r.Machine, r.Section, Csv.Word(r.Domain), MetricsCsv.Name(r.Metric),
        r.Value.Value, r.NormalClips, r.AnomalousClips, r.Value.Reason));
}
