using System.Globalization;
using Ssl4Asd.Data;
using Ssl4Asd.Metrics;

namespace Ssl4Asd.Cli;

/// <summary>An evaluation as rows of text: a row for each machine and section, then the harmonic means.</summary>
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
            .. columns.Select(c => Percent(g.FirstOrDefault(r => (r.Domain, r.Metric) == c)?.Value)),
        ]);
        var summary = means.GroupBy(s => s.Subset).Select(g => (IReadOnlyList<string>)
        [
            "harmonic mean", g.Key is { } subset ? Short(subset) : "both", "",
            .. columns.Select(c => Percent(g.First(s => (s.Domain, s.Metric) == c).Value)),
        ]);
        return (["machine", "set", "section", .. columns.Select(c => Title(c.Domain, c.Metric))], sections.Concat(summary));
    }

    internal static string Title(MetricDomain domain, Metric metric) => metric switch
    {
        Metric.OfficialScore => "score",
        Metric.Auc => $"AUC {domain.ToString().ToLowerInvariant()}",
        _ => $"pAUC {domain.ToString().ToLowerInvariant()}",
    };

    private static string Short(Subset subset) => subset == Subset.Development ? "dev" : "eval";

    private static string Percent(MetricValue? value) => value switch
    {
        null => "",
        { Value: { } v } => (100 * v).ToString("0.00", CultureInfo.InvariantCulture),
        _ => "n/a",
    };
}
