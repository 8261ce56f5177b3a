namespace Ssl4Asd.Notebooks.Rendering.Svg.Traces;

/// <summary>Where bars of several traces stand: side by side, over each other or on each other.</summary>
internal static class BarArrangement
{
    /// <param name="bars">Those that share axes and direction.</param>
    /// <param name="layout">Of the figure.</param>
    public static void Settle(IReadOnlyList<BarTrace> bars, Node layout)
    {
        var hasBins = bars.Any(bar => bar.BinWidth is not null);
        var mode = layout["barmode"].Text("group");
        HistogramTrace.SettleBins([.. bars.OfType<HistogramTrace>()], mode == "overlay");
        foreach (var bar in bars)
            bar.Read();
        var along = bars[0].Along;
        var distance = bars.Select(bar => bar.BinWidth).FirstOrDefault(width => width is not null) ?? Distance(bars.SelectMany(bar => bar.Places));
        var gap = layout["bargap"].Number(bars.Any(bar => bar is HistogramTrace) && along.Kind != AxisKind.Category ? 0 : 0.2);
        var groups = mode == "group" ? bars.Count : 1;
        var room = distance * (1 - gap) / groups;
        foreach (var (i, bar) in bars.Index())
        {
            var width = room * (1 - layout["bargroupgap"].Number(0));
            bar.Shift = mode == "group" ? (i - (groups - 1) / 2.0) * room : 0;
            bar.Widths = bar.GivenWidths ?? [.. bar.Places.Select(_ => width)];
            foreach (var place in bar.Places)
            {
                along.Extremes.Include(place - distance / 2);
                along.Extremes.Include(place + distance / 2);
            }
        }
        if (mode is "stack" or "relative")
            Stack(bars, separately: mode == "relative");
    }

    // Between neighbours.
    private static double Distance(IEnumerable<double> places)
    {
        double[] sorted = [.. places.Where(double.IsFinite).Distinct().Order()];
        return sorted.Length < 2 ? 1 : sorted.Zip(sorted.Skip(1), (a, b) => b - a).Min();
    }

    private static void Stack(IReadOnlyList<BarTrace> bars, bool separately)
    {
        var tops = new Dictionary<(double Place, bool IsDown), double>();
        foreach (var bar in bars.Where(bar => !bar.HasBases))
        {
            for (var i = 0; i < bar.Heights.Length; i++)
            {
                var key = (bar.Places[i], separately && bar.Heights[i] < 0);
                bar.Bases[i] = tops.GetValueOrDefault(key);
                tops[key] = bar.Bases[i] + (double.IsFinite(bar.Heights[i]) ? bar.Heights[i] : 0);
            }
        }
    }
}
