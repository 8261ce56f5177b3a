using System.Globalization;
using Ssl4Asd.Data;
using Ssl4Asd.Data.Years;
using Ssl4Asd.Metrics;

namespace Ssl4Asd.Cli;

/// <summary>An evaluation as rows of text: a row for each machine and section, then the means.</summary>
internal static class MetricTable
{
    internal static (IReadOnlyList<string> Headers, IEnumerable<IReadOnlyList<string>> Rows) Of(Population population, Evaluation evaluation)
    {
        var rows = evaluation.Rows.Where(r => r.Population == population).ToList();
        var means = evaluation.Summary.Where(s => s.Population == population && s.Machine is null).ToList();
        var columns = means.Select(s => (s.Domain, s.Metric)).Distinct().ToList();
        var sections = rows.GroupBy(r => (r.Subset, r.Machine, r.Section)).Select(g => (IReadOnlyList<string>)
        [
            g.Key.Machine, Short(g.Key.Subset), g.Key.Section,
            .. columns.Select(c => Percent(g.FirstOrDefault(r => (r.Domain, r.Metric) == c)?.Value ?? OfMachine(evaluation, population, g.Key, c))),
        ]);
        var summary = means.GroupBy(s => s.Subset).Select(g => (IReadOnlyList<string>)
        [
            evaluation.Scoring == OfficialScoring.NoDomains ? "arithmetic mean" : "harmonic mean", g.Key is { } subset ? Short(subset) : "both", "",
            .. columns.Select(c => Percent(g.First(s => (s.Domain, s.Metric) == c).Value)),
        ]);
        return (["machine", "set", "section", .. columns.Select(c => Title(c.Domain, c.Metric))], sections.Concat(summary));
    }

    /// <summary>What the harmonic means leave out, a line each; starred in the table.</summary>
    internal static IEnumerable<string> Remarks(Population population, Evaluation evaluation) => evaluation.Summary
        .Where(s => s.Population == population && s.Machine is null && s.Value is { Value: not null, Reason: not null })
        .GroupBy(s => s.Value.Reason)
        .Select(g => $"* {string.Join(", ", g.Select(s => Title(s.Domain, s.Metric)))}: {g.Key}");

    // The official score of a machine with one section is the score of that section.
    private static MetricValue? OfMachine(Evaluation evaluation, Population population, (Subset Subset, string Machine, string Section) section, (MetricDomain, Metric) column)
        => evaluation.Rows.Where(r => r.Machine == section.Machine && r.Subset == section.Subset).Select(r => r.Section).Distinct().Count() > 1
            ? null
            : evaluation.Summary.FirstOrDefault(s => s.Population == population && s.Subset == section.Subset && s.Machine == section.Machine && (s.Domain, s.Metric) == column)?.Value;

    internal static string Title(MetricDomain domain, Metric metric) => metric switch
    {
        Metric.OfficialScore => "score",
        Metric.Auc => $"AUC {Csv.Word(domain)}",
        _ => $"pAUC {Csv.Word(domain)}",
    };

    private static string Short(Subset subset) => subset == Subset.Development ? "dev" : "eval";

    private static string Percent(MetricValue? value) => value switch
    {
        null => "",
        { Value: { } v } => (100 * v).ToString("0.00", CultureInfo.InvariantCulture) + (value.Reason is null ? "" : "*"),
        _ => "n/a",
    };
}
