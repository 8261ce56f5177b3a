using Ssl4Asd.Data;
using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Metrics;

/// <summary>Means over the rows of an evaluation, harmonic except in 2020: per machine, per subset, and over both subsets.</summary>
internal static class EvaluationSummary
{
    public static List<SummaryRow> Of(List<MetricRow> rows, OfficialScoring scoring)
    {
        var summary = new List<SummaryRow>();
        foreach (var subset in rows.GroupBy(r => r.Subset))
        {
            foreach (var machine in subset.GroupBy(r => r.Machine)) summary.AddRange(Means(scoring, subset.Key, machine.Key, machine));
            summary.AddRange(Means(scoring, subset.Key, null, subset));
        }
        if (rows.Select(r => r.Subset).Distinct().Count() > 1) summary.AddRange(Means(scoring, null, null, rows));
        return summary;
    }

    private static IEnumerable<SummaryRow> Means(OfficialScoring scoring, Subset? subset, string? machine, IEnumerable<MetricRow> rows)
    {
        foreach (var metric in rows.GroupBy(r => (r.Population, r.Domain, r.Metric)))
        {
            yield return new SummaryRow(
                metric.Key.Population, subset, machine, metric.Key.Domain, metric.Key.Metric,
                Mean(metric.Select(r => r.Value)), metric.Count());
        }
        var official = rows.Where(r => r.Population == Population.Official).Select(r => r.Value).ToList();
        yield return new SummaryRow(
            Population.Official, subset, machine, MetricDomain.Mixed, Metric.OfficialScore, Mean(official), official.Count);

        MetricValue Mean(IEnumerable<MetricValue> values) => scoring == OfficialScoring.NoDomains ? ArithmeticMean.Of(values) : HarmonicMean.Of(values);
    }
}
