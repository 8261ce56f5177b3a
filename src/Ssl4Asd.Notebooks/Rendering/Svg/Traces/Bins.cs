namespace Ssl4Asd.Notebooks.Rendering.Svg.Traces;

/// <summary>Intervals of equal size, closed below and open above.</summary>
/// <param name="Start">Of the first.</param>
/// <param name="Size">Of each.</param>
/// <param name="Count">Of bins.</param>
internal readonly record struct Bins(double Start, double Size, int Count)
{
    /// <summary>
    /// plotly.js's choice: a size of 1, 2 or 5 times a power of ten, at least 2 σ / n^0.4 unless a number of bins is asked for; moved by
    /// half a bin where many values would lie on the edges, and by half where all are whole numbers.
    /// </summary>
    /// <param name="values">Finite, at least one.</param>
    /// <param name="most">Bins at most, or null.</param>
    /// <param name="size">Of a bin, if it is known already.</param>
    public static Bins For(IReadOnlyList<double> values, double? most = null, double? size = null)
    {
        var (low, high) = (values.Min(), values.Max());
        var step = size ?? Ticks.Step(most is > 0 && high > low ? (high - low) / most.Value : Rough(values));
        var slack = (high - low) * 1e-4;
        var start = Math.Ceiling((low - slack) / step) * step - step;
        start = Shifted(start, step, values, low, high);
        return new Bins(start, step, 1 + (int)Math.Min(5000, Math.Floor((high - start) / step)));
    }

    /// <summary>The bin of a value; outside, −1.</summary>
    public int IndexOf(double value)
    {
        var index = Math.Floor((value - Start) / Size + 1e-9);
        return index >= 0 && index < Count ? (int)index : -1;
    }

    public double[] Counts(IEnumerable<double> values)
    {
        var counts = new double[Count];
        foreach (var index in values.Select(IndexOf).Where(index => index >= 0))
            counts[index]++;
        return counts;
    }

    public double Middle(int index) => Start + (index + 0.5) * Size;

    private static double Rough(IReadOnlyList<double> values)
    {
        double[] distinct = [.. values.Distinct().Order()];
        var least = 1.0;
        if (distinct.Length > 1)
        {
            var close = (distinct[^1] - distinct[0]) / (distinct.Length - 1) / 1e4;
            least = distinct.Zip(distinct.Skip(1), (a, b) => b - a).Where(step => step > close).DefaultIfEmpty(1).Min();
        }
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double[] steps = [9.9, 4.9, 1.9, 0.9];
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        return Math.Max(power * steps.FirstOrDefault(step => step <= least / power, 0.9), 2 * deviation / Math.Pow(values.Count, 0.4));
    }

    private static double Shifted(double start, double step, IReadOnlyList<double> values, double low, double high)
    {
        if (values.All(value => value % 1 == 0))
        {
            if (step < 1)
                return low - step / 2;
            start -= 0.5;
            return start + step < low ? start + step : start;
        }
        bool IsAtEdge(double value) => (1 + (value - start) * 100 / step) % 100 < 2;
        var edges = values.Count(IsAtEdge);
        var middles = values.Count(value => IsAtEdge(value + step / 2));
        if (middles < values.Count * 0.1 && (edges > values.Count * 0.3 || IsAtEdge(low) || IsAtEdge(high)))
            return start + step / 2 < low ? start + step / 2 : start - step / 2;
        return start;
    }
}
