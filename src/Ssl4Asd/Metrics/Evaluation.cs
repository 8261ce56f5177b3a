using Ssl4Asd.Data;
using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Metrics;

/// <summary>
/// AUC, pAUC and their harmonic means over scored test clips, in both populations: <see cref="Population.Official"/>
/// (DCASE evaluators) and <see cref="Population.Simple"/> (the paper's tables).
/// </summary>
public sealed class Evaluation
{
    /// <summary>How many normal and anomalous clips a metric needs in the tables of this package; see <see cref="Of"/>.</summary>
    public const int MinimumClips = 2;

    private Evaluation(OfficialScoring scoring, List<MetricRow> rows, List<string> notices)
    {
        Scoring = scoring;
        Rows = rows;
        Summary = EvaluationSummary.Of(rows, scoring);
        Notices = notices;
    }

    /// <summary>What the official evaluator of the clips' year computes.</summary>
    public OfficialScoring Scoring { get; }

    /// <summary>
    /// Nine rows for each subset, machine and section: official AUC source, AUC target and pAUC mixed, then simple AUC and
    /// pAUC of source, target and mixed (2021: ten, with official AUC and pAUC of both domains; 2020: four, all of them mixed).
    /// Ordered by subset, machine and section.
    /// </summary>
    public IReadOnlyList<MetricRow> Rows { get; }

    /// <summary>
    /// Harmonic means (arithmetic ones in 2020): of every metric and of the official score, for each machine of a subset, for each subset, and (with
    /// <see cref="SummaryRow.Subset"/> null) for both subsets where the clips have both.
    /// </summary>
    public IReadOnlyList<SummaryRow> Summary { get; }

    /// <summary>What was left out, one line each; empty when nothing was.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <summary>
    /// What the metrics leave out, one line each: metrics that are not available with their reason, then
    /// <see cref="Notices"/>; empty when nothing is.
    /// </summary>
    public IEnumerable<string> LeftOut
    {
        get
        {
            foreach (var group in Rows.Where(r => r.Value.Value is null).GroupBy(r => (r.Machine, r.Section, r.Value.Reason)))
            {
                var metrics = group.GroupBy(r => r.Population).Select(g => $"{Csv.Word(g.Key)} {string.Join(", ", g.Select(r => $"{(r.Metric == Metric.Auc ? "AUC" : "pAUC")} {Csv.Word(r.Domain)}"))}");
                yield return $"n/a: {group.Key.Machine} section {group.Key.Section}, {group.Key.Reason}: {string.Join("; ", metrics)}";
            }
            foreach (var notice in Notices)
                yield return $"notice: {notice}";
        }
    }

    /// <summary>The official score of a subset: the mean of its official metrics over its machines and sections; see <see cref="OfficialScoring"/>.</summary>
    /// <param name="subset">Development or evaluation; null for both together.</param>
    /// <returns>The score in [0, 1], or why there is none.</returns>
    public MetricValue OfficialScore(Subset? subset) => Mean(Population.Official, subset, MetricDomain.Mixed, Metric.OfficialScore);

    /// <summary>A harmonic mean over all machines and sections of a subset.</summary>
    /// <param name="population">Official or simple.</param>
    /// <param name="subset">Development or evaluation; null for both together.</param>
    /// <param name="domain">Source, target or mixed.</param>
    /// <param name="metric">AUC, pAUC or (official, mixed) the official score.</param>
    /// <returns>The mean in [0, 1], or why there is none.</returns>
    public MetricValue Mean(Population population, Subset? subset, MetricDomain domain, Metric metric)
    {
        // With one subset only, "both together" is that subset.
        var wanted = subset ?? (Rows.Select(r => r.Subset).Distinct().Count() == 1 ? Rows[0].Subset : null);
        var row = Summary.FirstOrDefault(r => r.Machine is null && r.Population == population && r.Subset == wanted && r.Domain == domain && r.Metric == metric);
        return row?.Value ?? MetricValue.NotAvailable(Rows.Count == 0 ? "no labelled clips" : "no such metric for these clips");
    }

    /// <summary>Computes all metrics. The order of the clips does not matter.</summary>
    /// <param name="clips">Test clips with their anomaly scores; those without a known condition are left out and noticed.</param>
    /// <param name="minimumClips">
    /// How many normal and how many anomalous clips a metric needs; at least 1, with which the official evaluators are
    /// content. With a single clip a metric is all or nothing, and zero pulls every harmonic mean to zero.
    /// </param>
    /// <param name="scoring">What the official evaluator of their year computes.</param>
    /// <returns>The evaluation; without rows when no clip is labelled.</returns>
    /// <exception cref="ArgumentException">A clip is a training clip, a score is NaN, or a clip is scored twice.</exception>
    public static Evaluation Of(IEnumerable<ScoredClip> clips, int minimumClips = 1, OfficialScoring scoring = OfficialScoring.AllAnomalies)
    {
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentOutOfRangeException.ThrowIfLessThan(minimumClips, 1);
        var rows = new List<MetricRow>();
        var notices = new List<string>();
        var sections = clips
            .GroupBy(c => (c.Clip.Subset, c.Clip.Machine, c.Clip.Section))
            .OrderBy(g => g.Key.Subset).ThenBy(g => g.Key.Machine, StringComparer.Ordinal).ThenBy(g => g.Key.Section, StringComparer.Ordinal);
        foreach (var section in sections)
        {
            var all = section.ToList();
            Check(all);
            var labelled = all.FindAll(c => c.Clip.Condition is not null);
            var (subset, machine, number) = section.Key;
            if (labelled.Count < all.Count)
                notices.Add($"{machine} section {number}: {all.Count - labelled.Count} of {all.Count} test clips without ground truth left out");
            if (labelled.Count > 0) rows.AddRange(SectionMetrics.Of(subset, machine, number, labelled, minimumClips, scoring));
        }
        return new Evaluation(scoring, rows, notices);
    }

    /// <summary>Metrics take test clips with a number for a score.</summary>
    internal static void Check(ScoredClip scored)
    {
        var (clip, score) = scored;
        if (clip.Split != Split.Test) throw new ArgumentException($"{clip.Machine} {clip.FileName}: metrics take test clips, this is a training clip");
        if (double.IsNaN(score)) throw new ArgumentException($"{clip.Machine} {clip.FileName}: the anomaly score is NaN");
    }

    private static void Check(List<ScoredClip> clips)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var scored in clips)
        {
            Check(scored);
            if (!names.Add(scored.Clip.FileName)) throw new ArgumentException($"{scored.Clip.Machine} {scored.Clip.FileName}: scored twice", nameof(clips));
        }
    }
}
