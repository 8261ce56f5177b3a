namespace Ssl4Asd.Metrics;

/// <summary>One point of a ROC curve.</summary>
/// <param name="FalsePositiveRate">Share of the normal clips that score at least <paramref name="Threshold"/>, in [0, 1].</param>
/// <param name="TruePositiveRate">Share of the anomalous clips that score at least <paramref name="Threshold"/>, in [0, 1].</param>
/// <param name="Threshold">The anomaly score; positive infinity at the start of the curve.</param>
public readonly record struct RocPoint(double FalsePositiveRate, double TruePositiveRate, double Threshold);

/// <summary>
/// The receiver operating characteristic of anomaly scores, its area (AUC) and its standardised partial area (pAUC),
/// as scikit-learn's <c>roc_curve</c> and <c>roc_auc_score(max_fpr=…)</c> define them. A clip is called anomalous when
/// its score is at least the threshold; equal scores cross the threshold together, so ties count half.
/// </summary>
public static class Roc
{
    /// <summary>The largest false-positive rate that the pAUC of DCASE Task 2 looks at.</summary>
    public const double DcaseMaxFpr = 0.1;

    /// <summary>The ROC curve, from (0, 0) to (1, 1), one point for each distinct score.</summary>
    /// <param name="scores">Anomaly scores, [clips]; higher means more anomalous; infinities are allowed.</param>
    /// <param name="anomalous">Whether each clip is anomalous, [clips].</param>
    /// <returns>[distinct scores + 1] points; none when there are no normal or no anomalous clips.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a score is NaN.</exception>
    public static IReadOnlyList<RocPoint> Curve(ReadOnlySpan<double> scores, ReadOnlySpan<bool> anomalous)
    {
        var (normals, anomalies) = Count(scores, anomalous);
        if (normals == 0 || anomalies == 0) return [];
        var ordered = scores.ToArray();
        var order = Enumerable.Range(0, ordered.Length).ToArray();
        Array.Sort(ordered, order);
        var points = new List<RocPoint> { new(0, 0, double.PositiveInfinity) };
        long falsePositives = 0, truePositives = 0;
        for (var i = ordered.Length - 1; i >= 0; i--)
        {
            if (anomalous[order[i]]) truePositives++;
            else falsePositives++;
            if (i > 0 && ordered[i - 1] == ordered[i]) continue;
            points.Add(new RocPoint((double)falsePositives / normals, (double)truePositives / anomalies, ordered[i]));
        }
        return points;
    }

    /// <summary>The area under the ROC curve: the probability that an anomalous clip scores above a normal one, ties half.</summary>
    /// <param name="scores">Anomaly scores, [clips]; higher means more anomalous.</param>
    /// <param name="anomalous">Whether each clip is anomalous, [clips].</param>
    /// <returns>A value in [0, 1]; not available without normal or without anomalous clips.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a score is NaN.</exception>
    public static MetricValue Auc(ReadOnlySpan<double> scores, ReadOnlySpan<bool> anomalous) =>
        PartialAuc(scores, anomalous, 1);

    /// <summary>
    /// The partial area under the ROC curve up to a false-positive rate p, cut by linear interpolation and standardised
    /// after McClish: 0.5·(1 + (pA − p²/2)/(p − p²/2)), so that chance is 0.5 and a perfect detector 1.
    /// </summary>
    /// <param name="scores">Anomaly scores, [clips]; higher means more anomalous.</param>
    /// <param name="anomalous">Whether each clip is anomalous, [clips].</param>
    /// <param name="maxFpr">p, in (0, 1]; 1 gives the AUC.</param>
    /// <returns>A value in [0, 1]; not available without normal or without anomalous clips.</returns>
    /// <exception cref="ArgumentException">The lengths differ, a score is NaN or p is out of its range.</exception>
    public static MetricValue PartialAuc(
        ReadOnlySpan<double> scores, ReadOnlySpan<bool> anomalous, double maxFpr = DcaseMaxFpr)
    {
        if (!(maxFpr is > 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(maxFpr), maxFpr, "the largest false-positive rate lies in (0, 1]");
        var (normals, anomalies) = Count(scores, anomalous);
        if (normals == 0 || anomalies == 0) return MetricValue.NotAvailable(Missing(normals, anomalies));

        var curve = Curve(scores, anomalous);
        double area = 0;
        for (var i = 1; i < curve.Count && curve[i - 1].FalsePositiveRate < maxFpr; i++)
        {
            var (x0, y0, _) = curve[i - 1];
            var (x1, y1, _) = curve[i];
            if (x1 > maxFpr) (x1, y1) = (maxFpr, y0 + (y1 - y0) * (maxFpr - x0) / (x1 - x0));
            area += (x1 - x0) * (y0 + y1) / 2;
        }
        return MetricValue.Of(maxFpr == 1 ? area : Standardise(area, maxFpr));
    }

    /// <summary>McClish's standardisation of the area up to a false-positive rate.</summary>
    internal static double Standardise(double area, double maxFpr)
    {
        var chance = maxFpr * maxFpr / 2;
        return 0.5 * (1 + (area - chance) / (maxFpr - chance));
    }

    /// <summary>What a metric lacks when normal or anomalous clips are missing or too few.</summary>
    internal static string Missing(int normals, int anomalies) =>
        normals + anomalies == 0 ? "no clips" : normals == 0 ? "no normal clips" : anomalies == 0 ? "no anomalous clips"
        : normals <= anomalies ? $"only {normals} normal clip{(normals == 1 ? "" : "s")}" : $"only {anomalies} anomalous clip{(anomalies == 1 ? "" : "s")}";

    private static (int Normals, int Anomalies) Count(ReadOnlySpan<double> scores, ReadOnlySpan<bool> anomalous)
    {
        if (scores.Length != anomalous.Length)
            throw new ArgumentException($"expected one label for each of {scores.Length} scores, got {anomalous.Length}", nameof(anomalous));
        for (var i = 0; i < scores.Length; i++)
        {
            if (double.IsNaN(scores[i])) throw new ArgumentException($"the anomaly score at {i} is NaN", nameof(scores));
        }
        var anomalies = anomalous.Count(true);
        return (scores.Length - anomalies, anomalies);
    }
}
