using Plotly.NET;
using Plotly.NET.LayoutObjects;
using Chart = Plotly.NET.CSharp.Chart;
using GenericChart = Plotly.NET.GenericChart;

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
    public static GenericChart Of(IEnumerable<GenericChart> marks, string? title, Axis x, Axis y, int width = Width, int height = Height, string barMode = "group") =>
        Sized(Chart.Combine(marks), title, width, height)
            .WithLayout("xaxis", x.ToLinearAxis(isY: false)).WithLayout("yaxis", y.ToLinearAxis(isY: true)).WithLayout("barmode", barMode);

    /// <summary>An empty panel that says why it is empty.</summary>
    public static GenericChart NotAvailable(string? title, string reason, Axis x, Axis y, int width = Width, int height = Height) =>
        Of([Marks.Text(0.5, 0.5, $"n/a: {reason}")], title, Empty(x), Empty(y), width, height);

    /// <summary>A line of text below the horizontal axis, and room for it.</summary>
    public static GenericChart WithNote(GenericChart chart, string note, int height)
    {
        const int Top = 50;
        const int Bottom = 85;
        // below the title of the axis, in parts of the plot
        var text = new Annotation()
            .With("text", note).With("font", new Font().With("size", 12)).With("showarrow", false)
            .With("x", 1).With("xref", "paper").With("xanchor", "right")
            .With("y", -(Bottom - 8.0) / (height - Top - Bottom)).With("yref", "paper").With("yanchor", "bottom");
        return chart.WithLayout("margin", Margins(top: Top, bottom: Bottom)).WithLayout("annotations", new[] { text });
    }

    /// <summary>Size, font, margins and title.</summary>
    public static GenericChart Sized(GenericChart chart, string? title, int width, int height)
    {
        chart.WithLayout("width", width).WithLayout("height", height)
            .WithLayout("font", new Font().With("size", 13).With("color", Marks.Ink))
            .WithLayout("margin", Margins(top: title is null ? 25 : 50))
            .WithLayout("hoverlabel", new Hoverlabel().With("align", "left"));
        return title is null ? chart : chart.WithLayout("title", new Title().With("text", title).With("font", new Font().With("size", 16)));
    }

    /// <summary>In pixels.</summary>
    public static Margin Margins(int right = 30, int top = 50, int bottom = 55) =>
        new Margin().With("l", 70).With("r", right).With("t", top).With("b", bottom);

    private static Axis Empty(Axis axis) => new(axis.Title) { Range = (0, 1), Labels = false };
}
