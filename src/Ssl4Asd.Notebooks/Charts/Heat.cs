using Plotly.NET;
using Chart = Plotly.NET.CSharp.Chart;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Charts;

/// <summary>Heatmaps whose colours the colour-blind can tell: Viridis for levels, blue to red for what has a sign.</summary>
internal static class Heat
{
    // ColorBrewer's RdBu, reversed; that of plotly.js is grey in the middle
    private static readonly StyleParam.Colorscale BlueToRed = StyleParam.Colorscale.NewCustom(
        new[] { "#2166ac", "#92c5de", "#f7f7f7", "#f4a582", "#b2182b" }.Select((colour, i) => Tuple.Create(i / 4.0, Color.fromString(colour))));

    /// <summary>Cells in rows from the bottom, or from the top where the y axis is reversed.</summary>
    /// <param name="cells"><c>[rows][columns]</c></param>
    /// <param name="x">The middle of each column, or its name.</param>
    /// <param name="y">The middle of each row, or its name.</param>
    /// <param name="limits">The values of the first and the last colour.</param>
    /// <param name="title">What the colours mean, with its unit: beside the colour bar, and in the hover text.</param>
    /// <param name="hover">What hovering says.</param>
    /// <param name="diverging">Blue below zero, white at it, red above; otherwise Viridis.</param>
    /// <param name="bar">Whether the colour bar is shown.</param>
    public static GenericChart Map<TX, TY>(
        IEnumerable<IEnumerable<double>> cells, IEnumerable<TX> x, IEnumerable<TY> y, (double Low, double High) limits, string title, string hover,
        bool diverging = false, bool bar = true)
        where TX : IConvertible
        where TY : IConvertible =>
        Chart.Heatmap<double, TX, TY, string>(
                cells, X: new(x, true), Y: new(y, true), ColorScale: diverging ? BlueToRed : StyleParam.Colorscale.Viridis,
                ColorBar: Bar(title), ShowScale: bar, ShowLegend: false, UseDefaults: false)
            .With("zmin", limits.Low).With("zmax", limits.High).With("hovertemplate", hover + "<extra></extra>");

    /// <summary>The colour bar.</summary>
    /// <param name="title">What the colours mean, with its unit.</param>
    /// <param name="x">Its left edge, as a fraction of the plot.</param>
    /// <param name="y">Its middle, as a fraction of the plot.</param>
    /// <param name="length">As a fraction of the plot.</param>
    public static ColorBar Bar(string title, double x = 1.01, double y = 0.5, double length = 1) => new ColorBar()
        .With("thickness", 12).With("x", x).With("y", y).With("len", length).With("xpad", 4).With("ypad", 0)
        // along the bar: above it, it would stand in the way of what is beside
        .With("title", new Title().With("text", title).With("side", "right"));
}
