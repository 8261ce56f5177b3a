namespace Ssl4Asd.Metrics;

/// <summary>One run in a bootstrap: its clips ranked once, its harmonic means for any number of draws.</summary>
internal sealed class BootstrapRun
{
    private readonly int[][] _condensed; // which metrics of a section each mean condenses: every one alone, then those of the official score
    private readonly bool[] _partial; // by metric
    private readonly BootstrapLayout _layout;
    private readonly WeightedRoc[][] _curves; // [section][curve]

    public BootstrapRun(BootstrapLayout layout, double[] scores)
    {
        _layout = layout;
        var metrics = layout.Metrics;
        _condensed = [.. metrics.Select((_, m) => new[] { m }), [.. Enumerable.Range(0, metrics.Count).Where(m => metrics[m].Population == Population.Official)]];
        _partial = [.. metrics.Select(m => m.Metric == Metric.PartialAuc)];
        _curves = [.. layout.Members.Select(section => section.Select(members => new WeightedRoc(scores, layout.Anomalous, members)).ToArray())];
    }

    /// <summary>Adds the harmonic means of the drawn clips to <paramref name="sums"/>, NaN where the clips determine none.</summary>
    /// <param name="counts">How often each clip was drawn.</param>
    /// <param name="inverse">Room for 1 / metric (the metric itself for arithmetic means), [sections × metrics].</param>
    /// <param name="sums">[scopes × means].</param>
    public void AddMeans(ReadOnlySpan<int> counts, Span<double> inverse, Span<double> sums)
    {
        var metrics = _partial.Length;
        for (var s = 0; s < _curves.Length; s++) Inverses(s, counts, inverse.Slice(s * metrics, metrics));
        for (var i = 0; i < sums.Length; i++)
        {
            var (scope, mean) = Math.DivRem(i, _layout.MeansInScope);
            var (sum, count) = (0.0, 0);
            foreach (var section in _layout.SectionsOf[scope])
            {
                foreach (var m in _condensed[mean])
                {
                    if (!_layout.Determined[section][m]) continue;
                    sum += inverse[section * metrics + m];
                    count++;
                }
            }
            sums[i] += _layout.IsHarmonic ? count / sum : sum / count; // 0 / 0, nothing determined, is NaN
        }
    }

    private void Inverses(int section, ReadOnlySpan<int> counts, Span<double> inverse)
    {
        var curves = _curves[section];
        Span<(double Auc, double PartialAuc)> areas = stackalloc (double, double)[curves.Length];
        for (var c = 0; c < curves.Length; c++) areas[c] = curves[c].Areas(counts);
        for (var m = 0; m < inverse.Length; m++)
        {
            var (auc, partial) = areas[_layout.CurveOf[m]];
            var area = _partial[m] ? partial : auc;
            inverse[m] = _layout.IsHarmonic ? 1 / area : area;
        }
    }
}
