using Plotly.NET.LayoutObjects;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Charts;

/// <summary>Heatmaps with their value in each cell.</summary>
internal static class Annotated
{
    /// <summary>Rows from the top; a cell without value is empty and says n/a.</summary>
    /// <param name="cells"><c>[rows][columns]</c></param>
    /// <param name="columns">Their names, all different.</param>
    /// <param name="rows">Their names, all different.</param>
    /// <param name="write">What a cell says.</param>
    /// <param name="limits">The values of the first and the last colour.</param>
    /// <param name="bar">What the colours mean, with its unit.</param>
    /// <param name="title">Above the chart.</param>
    /// <param name="x">The horizontal axis.</param>
    /// <param name="y">The vertical axis.</param>
    public static GenericChart Map(
        double?[][] cells, string[] columns, string[] rows, Func<double, string> write, (double Low, double High) limits, string bar, string title, Axis x, Axis y)
    {
        var map = Heat.Map(cells.Select(row => row.Select(v => v ?? double.NaN).ToArray()).ToArray(), columns, rows, limits, bar, "%{y}, %{x}: %{z:.1f} %");
        var chart = Panel.Of([map], title, x, y, height: 150 + 30 * Math.Max(5, rows.Length));
        return chart.WithLayout("annotations", cells.Index().SelectMany(row => row.Item.Index().Select(cell => Text(
            cell.Index, row.Index, cell.Item is { } value ? write(value) : Percent.Missing,
            // Viridis is dark in its lower half
            cell.Item is { } v && v < limits.Low + 0.6 * (limits.High - limits.Low) ? "#ffffff" : "#000000"))).ToArray());
    }

    private static Annotation Text(int column, int row, string text, string colour) => new Annotation()
        .With("x", column).With("y", row).With("text", text).With("showarrow", false)
        .With("font", new Plotly.NET.Font().With("size", 12).With("color", colour));
}
