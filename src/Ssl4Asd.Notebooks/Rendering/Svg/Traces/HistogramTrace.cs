namespace Ssl4Asd.Notebooks.Rendering.Svg.Traces;

/// <summary>Counts of values in bins, drawn as bars without gaps.</summary>
internal sealed class HistogramTrace(TraceSource source) : BarTrace(source)
{
    private double[]? _values;
    private Bins? _bins;

    public override bool IsLying => Style["orientation"].Text(Style["x"].IsArray ? "v" : "h") == "h";

    public override double? BinWidth => _bins?.Size;

    private double[] Values => _values ??= [.. Style[IsLying ? "y" : "x"].Items.Select(Along.Place).Where(double.IsFinite)];

    private string Letter => IsLying ? "y" : "x";

    /// <summary>Traces on the same axes share bins, unless they are drawn over each other.</summary>
    public static void SettleBins(IReadOnlyList<HistogramTrace> traces, bool isOverlay)
    {
        foreach (var group in isOverlay ? traces.Select(trace => new[] { trace }) : traces.Count > 0 ? [traces] : (IEnumerable<IReadOnlyList<HistogramTrace>>)[])
        {
            double[] values = [.. group.SelectMany(trace => trace.Values)];
            if (values.Length == 0)
                continue;
            var bins = group.Select(trace => trace.Given).FirstOrDefault(given => given is not null) ?? group[0].Automatic(values);
            foreach (var trace in group)
                trace._bins = bins;
        }
    }

    public override void Read()
    {
        if (_bins is not { } bins)
            return;
        var counts = bins.Counts(Values);
        var total = counts.Sum();
        var scale = Style["histnorm"].Text("") switch
        {
            "percent" => 100 / total,
            "probability" => 1 / total,
            "density" => 1 / bins.Size,
            "probability density" => 1 / (total * bins.Size),
            _ => 1,
        };
        if (Style["cumulative.enabled"].Flag(false))
        {
            for (var i = 1; i < counts.Length; i++)
                counts[i] += counts[i - 1];
        }
        var (first, last) = (Array.FindIndex(counts, count => count > 0), Array.FindLastIndex(counts, count => count > 0));
        if (first < 0)
            return;
        Places = [.. Enumerable.Range(first, last - first + 1).Select(bins.Middle)];
        Heights = [.. counts[first..(last + 1)].Select(count => count * scale)];
        Bases = new double[Heights.Length];
    }

    private Bins? Given
    {
        get
        {
            var given = Style[$"{Letter}bins"];
            if (given["size"].Number() is not { } size || size <= 0 || Values.Length == 0)
                return null;
            var automatic = Bins.For(Values, size: size);
            var start = given["start"].Number(automatic.Start);
            var end = given["end"].Number(automatic.Start + automatic.Count * automatic.Size);
            return new Bins(start, size, (int)Math.Clamp(Math.Ceiling((end - start) / size - 1e-6), 1, 5000));
        }
    }

    private Bins Automatic(double[] values) => Along.Kind == AxisKind.Category
        ? new Bins(values.Min() - 0.5, 1, (int)(values.Max() - values.Min()) + 1)
        : Bins.For(values, Style[$"nbins{Letter}"].Number());
}
