namespace Ssl4Asd.Notebooks.Charts;

/// <summary>Keeps pages small without hiding what stands out: every cell or band keeps its extreme values.</summary>
internal static class Thinning
{
    /// <summary>At most two points a band, the smallest and the largest sample of it, in their order in time.</summary>
    /// <returns>Positions, in samples.</returns>
    public static IReadOnlyList<int> Envelope(ReadOnlySpan<float> samples, int bands)
    {
        if (samples.Length <= 2 * bands)
            return [.. Enumerable.Range(0, samples.Length)];
        var kept = new List<int>(2 * bands);
        for (var band = 0; band < bands; band++)
        {
            var (start, end) = Band(band, bands, samples.Length);
            var (low, high) = (start, start);
            for (var i = start; i < end; i++)
            {
                if (samples[i] < samples[low]) low = i;
                if (samples[i] > samples[high]) high = i;
            }
            kept.Add(Math.Min(low, high));
            if (low != high)
                kept.Add(Math.Max(low, high));
        }
        return kept;
    }

    /// <summary>At most one point a band, its largest value.</summary>
    /// <returns>Positions.</returns>
    public static IReadOnlyList<int> Peaks(ReadOnlySpan<float> values, int bands)
    {
        bands = Math.Min(bands, values.Length);
        var kept = new int[bands];
        for (var band = 0; band < bands; band++)
        {
            var (start, end) = Band(band, bands, values.Length);
            kept[band] = start;
            for (var i = start; i < end; i++)
            {
                if (values[i] > values[kept[band]]) kept[band] = i;
            }
        }
        return kept;
    }

    /// <summary>Pools cells; each keeps the value of the largest power (square) in it, with its sign: narrow lines and short clicks stay.</summary>
    /// <param name="values"><c>[rows, columns]</c></param>
    /// <param name="maxRows">How many rows are left at most.</param>
    /// <param name="maxColumns">How many columns are left at most.</param>
    public static float[,] Pool(float[,] values, int maxRows, int maxColumns)
    {
        var (rows, columns) = (values.GetLength(0), values.GetLength(1));
        var pooled = new float[Math.Min(rows, maxRows), Math.Min(columns, maxColumns)];
        for (var r = 0; r < pooled.GetLength(0); r++)
        {
            var (top, bottom) = Band(r, pooled.GetLength(0), rows);
            for (var c = 0; c < pooled.GetLength(1); c++)
            {
                var (left, right) = Band(c, pooled.GetLength(1), columns);
                for (var i = top; i < bottom; i++)
                {
                    for (var j = left; j < right; j++)
                    {
                        if (Math.Abs(values[i, j]) > Math.Abs(pooled[r, c])) pooled[r, c] = values[i, j];
                    }
                }
            }
        }
        return pooled;
    }

    /// <summary>The middle of each band of equally many positions.</summary>
    public static double[] Middles(int bands, int count) => [.. Enumerable.Range(0, bands).Select(i => Band(i, bands, count)).Select(b => (b.Start + b.End - 1) / 2.0)];

    /// <summary>Four significant digits: what a chart can show.</summary>
    public static double Round(double value)
    {
        if (value == 0 || !double.IsFinite(value))
            return value;
        var digits = 3 - (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return digits is < 0 or > 15 ? value : Math.Round(value, digits);
    }

    private static (int Start, int End) Band(int band, int bands, int count) => ((int)((long)band * count / bands), (int)((long)(band + 1) * count / bands));
}
