namespace Ssl4Asd.Metrics;

/// <summary>
/// The 95 % interval that the official evaluators since 2022 print beside the official score: half widths of AUC and pAUC over the
/// clips of all machines together, by leaving out each clip once (jackknife), and the mean of both. It is theirs to the digit and
/// says little: they put the areas themselves where the pseudo-values of a jackknife belong, so that it is n − 1 times too narrow
/// (n clips), and scores of different machines are not on one scale. The bootstrap of this package is about the score itself.
/// </summary>
/// <param name="Auc">Half width of the AUC's interval.</param>
/// <param name="PartialAuc">Half width of the pAUC's interval.</param>
public sealed record JackknifeInterval(double Auc, double PartialAuc)
{
    private const double Level = 0.95;

    /// <summary>What the evaluators call the interval of the official score: the mean of both.</summary>
    public double OfficialScore => (Auc + PartialAuc) / 2;

    /// <summary>Computes both.</summary>
    /// <param name="scores">Anomaly scores of all clips, [clips].</param>
    /// <param name="anomalous">Whether each clip is anomalous, [clips].</param>
    /// <returns>Both half widths; null with fewer than two normal or two anomalous clips.</returns>
    /// <exception cref="ArgumentException">The lengths differ or a score is NaN.</exception>
    public static JackknifeInterval? Of(IReadOnlyList<double> scores, IReadOnlyList<bool> anomalous)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(anomalous);
        var count = scores.Count;
        var roc = new WeightedRoc([.. scores], [.. anomalous], [.. Enumerable.Range(0, count)]);
        var anomalies = anomalous.Count(a => a);
        if (Math.Min(anomalies, count - anomalies) < 2)
            return null;
        var without = new (double Auc, double PartialAuc)[count];
        Parallel.For(0, count, () => Enumerable.Repeat(1, count).ToArray(), (i, _, weights) =>
        {
            weights[i] = 0;
            without[i] = roc.Areas(weights);
            weights[i] = 1;
            return weights;
        }, _ => { });
        var t = StudentQuantile(count - 1);
        return new JackknifeInterval(t * Error(without, a => a.Auc), t * Error(without, a => a.PartialAuc));
    }

    private static double Error((double, double)[] without, Func<(double Auc, double PartialAuc), double> area)
    {
        var (mean, n) = (without.Average(area), (double)without.Length);
        return Math.Sqrt(without.Sum(a => (area(a) - mean) * (area(a) - mean)) / (n * (n - 1)));
    }

    /// <summary>The t with P(|T| ≤ t) = 0.95, by bisection.</summary>
    /// <param name="freedom">Degrees of freedom, 1 or more.</param>
    internal static double StudentQuantile(int freedom)
    {
        var (low, high) = (0.0, Math.PI / 2);
        for (var middle = high / 2; low < middle && middle < high; middle = (low + high) / 2)
        {
            if (Inside(middle, freedom) < Level) low = middle;
            else high = middle;
        }
        return Math.Tan(low) * Math.Sqrt(freedom);
    }

    // P(|T| ≤ √n·tan θ): Abramowitz and Stegun 26.7.3 (n odd) and 26.7.4 (n even)
    private static double Inside(double angle, int freedom)
    {
        var (sine, cosine) = Math.SinCos(angle);
        var isOdd = freedom % 2 == 1;
        var (term, sum) = isOdd ? (cosine, freedom > 1 ? cosine : 0) : (1.0, 1.0);
        for (var k = isOdd ? 3 : 2; k < freedom; k += 2)
        {
            term *= cosine * cosine * (k - 1) / k;
            sum += term;
        }
        return isOdd ? 2 / Math.PI * (angle + sine * sum) : sine * sum;
    }
}
