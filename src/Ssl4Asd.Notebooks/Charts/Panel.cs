using Plotly.NET.CSharp;
using Plotly.NET.LayoutObjects;
using Core = Plotly.NET.GenericChartExtensions;
using GenericChart = Plotly.NET.GenericChart;
using Layout = Plotly.NET.Layout;

namespace Ssl4Asd.Notebooks.Charts;

/// <summary>Marks on a pair of axes: the one look of all charts.</summary>
internal static class Panel
{
    /// <summary>Pixels; fits beside the margins of a notebook.</summary>
    public const int Width = 900;

    /// <summary>Pixels.</summary>
    public const int Height = 350;

    /// <summary>Puts marks on axes.</summary>
    /// <param name="marks">At least one, drawn in this order.</param>
    /// <param name="title">Above; none where null.</param>
    /// <param name="x">The horizontal axis.</param>
    /// <param name="y">The vertical axis.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="barMode">How bars of several marks stand: <c>group</c>, <c>stack</c> or <c>overlay</c>.</param>
    public static GenericChart Of(IEnumerable<GenericChart> marks, string? title, Axis x, Axis y, int width = Width, int height = Height, string barMode = "group")
    {
        var chart = Chart.Combine(marks);
        Core.WithXAxis(chart, x.ToLinearAxis(isY: false));
        Core.WithYAxis(chart, y.ToLinearAxis(isY: true));
        chart.GetLayout().SetValue("barmode", barMode);
        return Sized(chart, title, width, height);
    }

    /// <summary>An empty panel that says why it is empty.</summary>
    public static GenericChart NotAvailable(string? title, string reason, Axis x, Axis y, int width = Width, int height = Height) =>
        Of([Marks.Text(0.5, 0.5, $"n/a: {reason}")], title, Empty(x), Empty(y), width, height);

    /// <summary>A line of text below the horizontal axis, and room for it.</summary>
    public static GenericChart WithNote(GenericChart chart, string note, int height)
    {
        const int Top = 50;
        const int Bottom = 85;
        // below the title of the axis, in parts of the plot
        var text = Annotation.init<double, double, double, string, double, string, double, string, double, string>(
            X: 1.0, Y: -(Bottom - 8.0) / (height - Top - Bottom), XRef: "paper", YRef: "paper", Text: note, ShowArrow: false, Font: Plotly.NET.Font.init(Size: 12.0));
        text.SetValue("xanchor", "right");
        text.SetValue("yanchor", "bottom");
        Core.WithMarginSize<int, int, int, int, int, bool>(chart, Left: 70, Right: 30, Top: Top, Bottom: Bottom);
        return Core.WithAnnotation(chart, text);
    }

    /// <summary>Size, font, margins and title.</summary>
    public static GenericChart Sized(GenericChart chart, string? title, int width, int height)
    {
        var layout = Layout.init<string>(
            Width: width, Height: height, Font: Plotly.NET.Font.init(Size: 13.0, Color: Plotly.NET.Color.fromString(Marks.Ink)),
            Margin: Margins(title));
        layout.SetValue("hoverlabel", new Dictionary<string, string> { ["align"] = "left" });
        Core.WithLayout(chart, layout);
        return title is null ? chart : Core.WithTitle(chart, title, Plotly.NET.Font.init(Size: 16.0));
    }

    private static Margin Margins(string? title) =>
        Margin.init<int, int, int, int, int, bool>(Left: 70, Right: 30, Top: title is null ? 25 : 50, Bottom: 55);

    private static Axis Empty(Axis axis) => new(axis.Title) { Range = (0, 1), Labels = false };
}
