using Ssl4Asd.Data;

namespace Ssl4Asd.Metrics;

/// <summary>The nine metrics of one section: who is compared with whom in the official and the simple population.</summary>
internal static class SectionMetrics
{
    public static IEnumerable<MetricRow> Of(Subset subset, string machine, string section, List<ScoredClip> clips, int minimumClips)
    {
        foreach (var domain in new[] { MetricDomain.Source, MetricDomain.Target })
            yield return Row(Population.Official, domain, Metric.Auc, clips.FindAll(c => c.Clip.Condition == Condition.Anomaly || Is(c, domain)));
        yield return Row(Population.Official, MetricDomain.Mixed, Metric.PartialAuc, clips);

        foreach (var domain in Enum.GetValues<MetricDomain>())
        {
            var members = clips.FindAll(c => Is(c, domain));
            yield return Row(Population.Simple, domain, Metric.Auc, members);
            yield return Row(Population.Simple, domain, Metric.PartialAuc, members);
        }

        MetricRow Row(Population population, MetricDomain domain, Metric metric, List<ScoredClip> members)
        {
            var scores = members.Select(c => c.Score).ToArray();
            var anomalous = members.Select(c => c.Clip.Condition == Condition.Anomaly).ToArray();
            var anomalies = anomalous.Count(a => a);
            var normals = anomalous.Length - anomalies;
            var value = Math.Min(normals, anomalies) < minimumClips
                ? MetricValue.NotAvailable(Reason(population, domain, normals, anomalies))
                : metric == Metric.Auc ? Roc.Auc(scores, anomalous) : Roc.PartialAuc(scores, anomalous);
            return new MetricRow(population, subset, machine, section, domain, metric, value, normals, anomalies);
        }
    }

    private static bool Is(ScoredClip scored, MetricDomain domain) => domain switch
    {
        MetricDomain.Source => scored.Clip.Domain == Domain.Source,
        MetricDomain.Target => scored.Clip.Domain == Domain.Target,
        _ => true,
    };

    // In the official population the anomalous clips are those of the whole section.
    private static string Reason(Population population, MetricDomain domain, int normals, int anomalies)
    {
        var ofDomain = domain == MetricDomain.Mixed || (population == Population.Official && normals > 0)
            ? ""
            : $" of the {(domain == MetricDomain.Source ? "source" : "target")} domain";
        return Roc.Missing(normals, anomalies) + ofDomain;
    }
}
