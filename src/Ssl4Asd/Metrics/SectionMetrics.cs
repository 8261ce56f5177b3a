using Ssl4Asd.Data;
using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Metrics;

/// <summary>The metrics of one section: who is compared with whom in the official and the simple population.</summary>
internal static class SectionMetrics
{
    public static IEnumerable<MetricRow> Of(Subset subset, string machine, string section, List<ScoredClip> clips, int minimumClips, OfficialScoring scoring)
    {
        foreach (var kind in SectionMetric.Of(scoring))
        {
            var members = clips.FindAll(c => kind.Takes(c.Clip));
            var scores = members.Select(c => c.Score).ToArray();
            var anomalous = members.Select(c => c.Clip.Condition == Condition.Anomaly).ToArray();
            var anomalies = anomalous.Count(a => a);
            var normals = anomalous.Length - anomalies;
            var value = Math.Min(normals, anomalies) < minimumClips
                ? MetricValue.NotAvailable(Reason(kind, normals, anomalies))
                : kind.Metric == Metric.Auc ? Roc.Auc(scores, anomalous) : Roc.PartialAuc(scores, anomalous);
            yield return new MetricRow(kind.Population, subset, machine, section, kind.Domain, kind.Metric, value, normals, anomalies);
        }
    }

    // In the official population the anomalous clips are those of the whole section.
    private static string Reason(SectionMetric kind, int normals, int anomalies)
    {
        var ofDomain = kind.Domain == MetricDomain.Mixed || (kind.Population == Population.Official && !kind.OwnAnomalies && normals > 0)
            ? ""
            : $" of the {(kind.Domain == MetricDomain.Source ? "source" : "target")} domain";
        return Roc.Missing(normals, anomalies) + ofDomain;
    }
}
