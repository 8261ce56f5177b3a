namespace Ssl4Asd.Metrics;

/// <summary>
/// AUC and pAUC of clips that count several times or not at all, as in a bootstrap: to the bit what <see cref="Roc"/>
/// gives for the repeated clips. The clips are ranked once; each set of weights then takes one pass.
/// </summary>
public sealed class WeightedRoc
{
    private readonly int _count;
    private readonly int[] _ranked; // indices of the clips, from the highest to the lowest score
    private readonly bool[] _anomalous; // of the ranked clips
    private readonly bool[] _last; // of its score; equal scores cross the threshold together

    /// <summary>Ranks clips.</summary>
    /// <param name="scores">Anomaly scores, [clips]; higher means more anomalous.</param>
    /// <param name="anomalous">Whether each clip is anomalous, [clips].</param>
    /// <param name="members">Indices of the clips that take part, each at most once.</param>
    /// <exception cref="ArgumentException">The lengths differ or a score is NaN.</exception>
    public WeightedRoc(ReadOnlySpan<double> scores, ReadOnlySpan<bool> anomalous, ReadOnlySpan<int> members)
    {
        if (scores.Length != anomalous.Length)
            throw new ArgumentException($"expected one label for each of {scores.Length} scores, got {anomalous.Length}", nameof(anomalous));
        _count = scores.Length;
        _ranked = members.ToArray();
        var keys = new double[_ranked.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = -scores[_ranked[i]];
            if (double.IsNaN(keys[i])) throw new ArgumentException($"the anomaly score at {_ranked[i]} is NaN", nameof(scores));
        }
        Array.Sort(keys, _ranked);
        _anomalous = new bool[keys.Length];
        _last = new bool[keys.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            _anomalous[i] = anomalous[_ranked[i]];
            _last[i] = i == keys.Length - 1 || keys[i] != keys[i + 1];
        }
    }

    /// <summary>AUC, and pAUC up to <see cref="Roc.DcaseMaxFpr"/>; allocates nothing.</summary>
    /// <param name="weights">How often each clip counts, [clips]; 0 or more. Those of other clips than the members are ignored.</param>
    /// <returns>Both in [0, 1]; NaN without normal or without anomalous clips of a weight above 0.</returns>
    /// <exception cref="ArgumentException">There are not as many weights as clips.</exception>
    public (double Auc, double PartialAuc) Areas(ReadOnlySpan<int> weights)
    {
        if (weights.Length != _count) throw new ArgumentException($"expected {_count} weights, got {weights.Length}", nameof(weights));
        int normals = 0, anomalies = 0;
        for (var i = 0; i < _ranked.Length; i++)
        {
            if (_anomalous[i]) anomalies += weights[_ranked[i]];
            else normals += weights[_ranked[i]];
        }
        if (normals == 0 || anomalies == 0) return (double.NaN, double.NaN);

        const double maxFpr = Roc.DcaseMaxFpr;
        int falsePositives = 0, truePositives = 0;
        double x0 = 0, y0 = 0, area = 0, partial = 0;
        for (var i = 0; i < _ranked.Length; i++)
        {
            if (_anomalous[i]) truePositives += weights[_ranked[i]];
            else falsePositives += weights[_ranked[i]];
            if (!_last[i]) continue;
            double x1 = (double)falsePositives / normals, y1 = (double)truePositives / anomalies;
            var trapezoid = (x1 - x0) * (y0 + y1) / 2;
            area += trapezoid;
            if (x1 <= maxFpr) partial += trapezoid;
            else if (x0 < maxFpr) partial += (maxFpr - x0) * (y0 + (y0 + (y1 - y0) * (maxFpr - x0) / (x1 - x0))) / 2;
            (x0, y0) = (x1, y1);
        }
        return (area, Roc.Standardise(partial, maxFpr));
    }
}
