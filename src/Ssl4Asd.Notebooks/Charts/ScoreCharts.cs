using System.Globalization;
using Ssl4Asd.Data;
using Ssl4Asd.Metrics;
using Ssl4Asd.Scoring;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Charts;

/// <summary>Anomaly scores of test clips: how they are distributed, and what can be told apart by them.</summary>
public static partial class ScoreCharts
{
    private const int Bins = 24;

    private const string Distance = "cosine distance";
    private static readonly Axis Clips = new("test clips (number)");
    private static readonly Axis FalsePositives = new("false-positive rate (% of the normal clips)") { Range = (-1, 101) };
    private static readonly Axis TruePositives = new("true-positive rate (% of the anomalous clips)") { Range = (-1, 101) };

    /// <summary>The scores of normal and anomalous clips of one machine and section, the source domain above the target domain.</summary>
    /// <param name="rows">The rows of scores.csv; those of other machines are passed over.</param>
    /// <param name="machine">The machine type.</param>
    /// <param name="section">The two digits of the section.</param>
    /// <param name="unit">What the scores are: those of other back ends than the paper's are no distances.</param>
    /// <returns>Two panels with the same axes and the decision threshold in both.</returns>
    public static GenericChart Histogram(IReadOnlyList<ScoreRow> rows, string machine, string section = "00", string unit = Distance)
    {
        var title = $"{machine}, section {section}: anomaly scores";
        return Labelled(rows, machine, section) is { Count: > 0 } labelled
            ? Grid.Of([Histogram(labelled, Domain.Source, unit), Histogram(labelled, Domain.Target, unit)], 2, 1, title, height: 500)
            : Panel.NotAvailable(title, "no labelled test clips", Score(unit), Clips);
    }

    /// <summary>One domain of it, in one panel that can go into a grid.</summary>
    /// <param name="rows">The rows of scores.csv; those of other machines are passed over.</param>
    /// <param name="machine">The machine type.</param>
    /// <param name="section">The two digits of the section.</param>
    /// <param name="domain">Source or target.</param>
    public static GenericChart Histogram(IReadOnlyList<ScoreRow> rows, string machine, string section, Domain domain) => Histogram(Labelled(rows, machine, section), domain, Distance);

    /// <summary>
    /// The ROC curves of the official population: normal clips of each domain against all anomalous clips of the section (AUC),
    /// and all clips, with the region of the pAUC shaded.
    /// </summary>
    /// <param name="rows">The rows of scores.csv; those of other machines are passed over.</param>
    /// <param name="machine">The machine type.</param>
    /// <param name="section">The two digits of the section.</param>
    public static GenericChart Roc(IReadOnlyList<ScoreRow> rows, string machine, string section = "00")
    {
        var title = $"{machine}, section {section}: ROC, official population";
        var labelled = Labelled(rows, machine, section);
        var all = labelled.ConvertAll(r => (r.Score, r.Condition == Condition.Anomaly));
        if (Metrics.Roc.Auc(Scores(all), Anomalous(all)) is { Value: null, Reason: var reason })
            return Panel.NotAvailable(title, reason!, FalsePositives, TruePositives, width: 760, height: 460);
        var region = CutAt(Metrics.Roc.Curve(Scores(all), Anomalous(all)), Metrics.Roc.DcaseMaxFpr);
        return Panel.Of(
            [
                Marks.Area(region.Select(p => Percent(p.X)), region.Select(p => Percent(p.Y)), Colours.Others[3], $"pAUC {Text(Metrics.Roc.PartialAuc(Scores(all), Anomalous(all)))} (up to 10 % false positives)", 0.4),
                Curve("all clips: AUC", all, Marks.Ink, 1.5),
                .. new[] { (Domain.Source, Colours.Source), (Domain.Target, Colours.Target) }.Select(domain => Curve(
                    $"{Csv.Word(domain.Item1)}: AUC", [.. labelled.Where(r => r.Domain == domain.Item1 || r.Condition == Condition.Anomaly).Select(r => (r.Score, r.Condition == Condition.Anomaly))], domain.Item2, 2.5)),
                Marks.Guide("chance", (0, 0), (100, 100)),
            ],
            title, FalsePositives, TruePositives, width: 760, height: 460);
    }

    private static Axis Score(string unit) => new($"anomaly score ({unit})");

    private static GenericChart Histogram(List<ScoreRow> labelled, Domain domain, string unit)
    {
        var rows = labelled.FindAll(r => r.Domain == domain);
        var title = $"{Csv.Word(domain)} domain";
        if (rows.Count == 0)
            return Panel.NotAvailable(title, $"no labelled test clips of the {Csv.Word(domain)} domain", Score(unit), Clips);
        var bins = Counts.Bins(labelled.ConvertAll(r => r.Score), Bins);
        var bars = new[] { (Condition.Normal, Colours.Normal), (Condition.Anomaly, Colours.Anomaly) }.Select(c => (c.Item1, c.Item2, Counts: Counts.In(bins, rows.Where(r => r.Condition == c.Item1).Select(r => r.Score)))).ToList();
        var highest = bars.Max(b => b.Counts.Max());
        return Panel.Of(
            [
                .. bars.Select(b => Marks.Columns(
                    bins.Middles.Select(Thinning.Round), b.Counts, b.Item2, Csv.Word(b.Item1), opacity: 0.6,
                    hover: $"score about %{{x:.3f}}: %{{y}} {Csv.Word(b.Item1)} clips<extra></extra>").With("width", Thinning.Round(bins.Width))),
                Marks.Guide("decision threshold", (Thinning.Round(rows[0].Threshold), 0), (Thinning.Round(rows[0].Threshold), highest), Marks.Ink),
            ],
            title, Score(unit), Clips, barMode: "overlay");
    }

    private static GenericChart Curve(string name, List<(double Score, bool Anomalous)> clips, string colour, double width)
    {
        var curve = Metrics.Roc.Curve(Scores(clips), Anomalous(clips));
        return Marks.Line(
            curve.Select(p => Percent(p.FalsePositiveRate)), curve.Select(p => Percent(p.TruePositiveRate)), colour,
            $"{name} {Text(Metrics.Roc.Auc(Scores(clips), Anomalous(clips)))}", width,
            hover: $"false positives %{{x:.1f}} %, found %{{y:.1f}} %<extra>{name[..name.IndexOf(':', StringComparison.Ordinal)]}</extra>");
    }

    // The curve up to a false-positive rate, its last point interpolated.
    private static List<(double X, double Y)> CutAt(IReadOnlyList<RocPoint> curve, double maxFpr)
    {
        var region = new List<(double, double)>();
        for (var i = 0; i < curve.Count; i++)
        {
            var (x, y, _) = curve[i];
            if (x > maxFpr)
            {
                var (x0, y0, _) = curve[i - 1];
                region.Add((maxFpr, y0 + (y - y0) * (maxFpr - x0) / (x - x0)));
                break;
            }
            region.Add((x, y));
        }
        return region;
    }

    private static List<ScoreRow> Labelled(IReadOnlyList<ScoreRow> rows, string machine, string section) =>
        [.. rows.Where(r => r.Machine == machine && r.Section == section && r.Condition is not null && r.Domain is not null)];

    private static double[] Scores(List<(double Score, bool Anomalous)> clips) => [.. clips.Select(c => c.Score)];

    private static bool[] Anomalous(List<(double Score, bool Anomalous)> clips) => [.. clips.Select(c => c.Anomalous)];

    private static double Percent(double share) => Math.Round(100 * share, 4);

    private static string Text(MetricValue metric) => metric.Value is { } value ? string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.0} %") : "n/a";
}
