using System.Globalization;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments;
using Ssl4Asd.Scoring;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Charts;

/// <summary>What a detector says of a machine: of clips, along a long recording, and why.</summary>
public static partial class DetectorCharts
{
    private const int Bins = 30;

    // about a pixel each
    private const int MostPoints = 800;
    private const double MinutesFrom = 600;
    private const string Above = "above the threshold";
    private const string Distance = "cosine distance";

    /// <summary>
    /// The scores of normal and of faulty test clips, and of the held-out normal clips that the threshold comes from; as shares, since there are more of some
    /// than of others.
    /// </summary>
    /// <param name="rows">The rows of scores.csv; those of other machines and without label are passed over.</param>
    /// <param name="machine">The machine type.</param>
    /// <param name="threshold">What decides about it.</param>
    /// <param name="unit">What the scores are: those of other back ends than the paper's are no distances.</param>
    public static GenericChart Scores(IReadOnlyList<ScoreRow> rows, string machine, SectionThreshold threshold, string unit = Distance)
    {
        var labelled = rows.Where(r => r.Machine == machine && r.Condition is not null).ToList();
        var (x, y) = (new Axis($"anomaly score ({unit})"), new Axis("share of the clips of a kind (%)"));
        if (labelled.Count == 0)
            return Panel.NotAvailable($"{machine}: anomaly scores", "no labelled test clips", x, y);
        var held = threshold.Scores is { IsHeldOut: true } scores ? scores.Scores : [];
        var bins = Counts.Bins([.. labelled.Select(r => r.Score), .. held], Bins);
        var kinds = new[]
        {
            (Name: "held out", Colour: Colours.Guide, Scores: held),
            (Name: "normal", Colour: Colours.Normal, Scores: Of(Condition.Normal)),
            (Name: "faulty", Colour: Colours.Anomaly, Scores: Of(Condition.Anomaly)),
        }.Where(k => k.Scores.Count > 0).Select(k => (k.Name, k.Colour, k.Scores, Shares: Counts.In(bins, k.Scores).Select(n => Math.Round(100 * n / k.Scores.Count, 1)).ToArray())).ToList();
        var level = Thinning.Round(threshold.Usual);
        return Panel.Of(
            [
                .. kinds.Select(k => Marks.Columns(
                    bins.Middles.Select(Thinning.Round), k.Shares, k.Colour, $"{k.Name}: {k.Scores.Count(s => s > threshold.Usual)} of {k.Scores.Count} above", opacity: 0.6,
                    hover: $"score about %{{x:.3f}}: %{{y:.1f}} % of {k.Scores.Count} clips<extra>{k.Name}</extra>").With("width", Thinning.Round(bins.Width))),
                Marks.Guide("threshold", (level, 0), (level, kinds.Max(k => k.Shares.Max())), Marks.Ink),
            ],
            $"{machine}: anomaly scores, AUC {Auc(labelled)}", x, y, barMode: "overlay");

        List<double> Of(Condition condition) => [.. labelled.Where(r => r.Condition == condition).Select(r => r.Score)];
    }

    /// <summary>
    /// The score along a long recording, each at the middle of the part that it is of, and the threshold; what lies above it is marked. Time is in
    /// minutes from ten of them on. Of very long ones the largest score of each of 800 stretches is drawn.
    /// </summary>
    /// <param name="detections">The parts in their order, as <see cref="Detector.DetectAlong"/> gives them.</param>
    /// <param name="clipSeconds">How long a part is.</param>
    /// <param name="moments">What is known to have happened, and when in seconds.</param>
    /// <param name="title">Above the chart.</param>
    /// <param name="unit">What the scores are: those of other back ends than the paper's are no distances.</param>
    /// <exception cref="ArgumentException">A detection is of a whole file.</exception>
    public static GenericChart Along(
        IReadOnlyList<Detection> detections, double clipSeconds, IEnumerable<(string What, double Seconds)>? moments = null, string? title = "anomaly score along the recording", string unit = Distance)
    {
        var y = new Axis($"anomaly score ({unit})");
        if (detections.Count == 0)
            return Panel.NotAvailable(title, "nothing was scored", new Axis("time (s)"), y);
        if (detections.Any(d => d.Start is null))
            throw new ArgumentException("Expected detections along a recording, got one of a whole file.", nameof(detections));
        var end = detections[^1].Start!.Value + clipSeconds;
        var (divisor, time) = end >= MinutesFrom ? (60.0, "min") : (1, "s");
        double At(double seconds) => Math.Round(seconds / divisor, 3);
        double[] middles = [.. detections.Select(d => d.Start!.Value + clipSeconds / 2)];
        var kept = Thinning.Peaks([.. detections.Select(d => (float)d.Score)], MostPoints);
        var top = 1.05 * Math.Max(detections.Max(d => d.Score), detections[0].Threshold);
        var above = Stretches(detections, middles).ToList();
        List<GenericChart> marks = [];
        if (above.Count > 0)
        {
            // back to zero in between: the area does not stop at gaps
            marks.Add(Marks.Area(
                above.SelectMany(s => (double[])[At(s.From), At(s.From), At(s.To), At(s.To)]), above.SelectMany(_ => (double[])[0, Thinning.Round(top), Thinning.Round(top), 0]), Colours.Anomaly, Above));
        }
        marks.Add(Marks.Line(kept.Select(i => At(middles[i])), kept.Select(i => Thinning.Round(detections[i].Score)), Colours.Others[7], "score", 1.5, hover: $"%{{x:.2f}} {time}: %{{y:.4f}}<extra></extra>"));
        marks.Add(Marks.Guide("threshold", (0, Thinning.Round(detections[0].Threshold)), (At(end), Thinning.Round(detections[0].Threshold)), Marks.Ink));
        marks.AddRange((moments ?? []).Select(m => Marks.Guide(m.What, (At(m.Seconds), 0), (At(m.Seconds), Thinning.Round(top)), Colours.Evaluation)));
        return Panel.Of(marks, title, new Axis($"time ({time})") { Range = (0, At(end)) }, y);
    }

    // from half-way to the part before until half-way to the part after
    private static IEnumerable<(double From, double To)> Stretches(IReadOnlyList<Detection> detections, double[] middles)
    {
        double Edge(int before) => before < 0 ? middles[0] - Half(0) : before + 1 == middles.Length ? middles[^1] + Half(before) : (middles[before] + middles[before + 1]) / 2;
        double Half(int i) => middles.Length == 1 ? middles[0] : Math.Abs(middles[Math.Max(1, i)] - middles[Math.Max(1, i) - 1]) / 2;
        for (var i = 0; i < detections.Count; i++)
        {
            if (!detections[i].IsAnomaly)
                continue;
            var first = i;
            while (i + 1 < detections.Count && detections[i + 1].IsAnomaly)
                i++;
            yield return (Edge(first - 1), Edge(i));
        }
    }

    private static string Auc(List<ScoreRow> rows) =>
        Metrics.Roc.Auc([.. rows.Select(r => r.Score)], [.. rows.Select(r => r.Condition == Condition.Anomaly)]).Value is { } auc ? string.Create(CultureInfo.InvariantCulture, $"{100 * auc:0.0} %") : Percent.Missing;
}
