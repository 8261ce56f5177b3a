using System.Text.Json;
using Plotly.NET.CSharp;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Charts;

/// <summary>
/// Charts in rows and columns, their titles above their cells. A name stands in the legend once, however many cells have it,
/// and each heatmap keeps its colour bar beside it.
/// </summary>
internal static class Grid
{
    private const int TitleHeight = 45;

    /// <param name="charts">Charts of one panel, row by row.</param>
    /// <param name="rows">How many below each other.</param>
    /// <param name="columns">How many beside each other.</param>
    /// <param name="title">Above all; none where null.</param>
    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="rowGap">Between rows, as a share of a row: high rows need less for titles and labels.</param>
    /// <exception cref="ArgumentException">There are no charts, or one of them is a grid itself.</exception>
    public static GenericChart Of(IReadOnlyList<GenericChart> charts, int rows, int columns, string? title = null, int width = Panel.Width, int height = Panel.Height, double rowGap = 0.45)
    {
        if (charts.Count == 0)
            throw new ArgumentException("Expected at least one chart, got none.", nameof(charts));
        var written = charts.Select(chart => JsonDocument.Parse(GenericChart.toJson(chart)).RootElement).ToList();
        if (written.Exists(json => json.GetProperty("layout").TryGetProperty("grid", out _)))
            throw new ArgumentException("Expected charts of one panel, got one that has several; put its parts side by side.", nameof(charts));
        var bars = written.Exists(HasColourBar);
        var (xGap, yGap) = (columns == 1 ? 0 : written.Exists(HasNames) ? 0.42 : bars ? 0.36 : 0.24, rows == 1 ? 0 : rowGap);
        var names = new HashSet<string>();
        foreach (var (i, (chart, json)) in charts.Zip(written).Index())
        {
            NameOnce(chart, json, names);
            PlaceColourBars(chart, json, Cell(i % columns, columns, xGap), Cell(rows - 1 - i / columns, rows, yGap));
        }
        var grid = Chart.Grid(
            charts, rows, columns, SubPlotTitles: written.ConvertAll(TitleOf).ToArray(), SubPlotTitleFont: new Plotly.NET.Font().With("size", 14),
            SubPlotTitleOffset: 4.0 / height, XGap: xGap, YGap: yGap);
        grid.GetLayout().RemoveProperty("title");
        return Panel.Sized(grid, title, width, height)
            .WithLayout("margin", Panel.Margins(right: bars ? 80 : 30, top: title is null ? TitleHeight : 2 * TitleHeight - 15));
    }

    private static string TitleOf(JsonElement chart) =>
        chart.GetProperty("layout").TryGetProperty("title", out var title) && title.TryGetProperty("text", out var text) ? text.GetString()! : "";

    // Names need room beside their axis.
    private static bool HasNames(JsonElement chart) => chart.GetProperty("layout").GetProperty("yaxis").TryGetProperty("type", out var type) && type.GetString() == "category";

    private static bool HasColourBar(JsonElement chart) => chart.GetProperty("data").EnumerateArray().Any(HasBar);

    private static bool HasBar(JsonElement trace) =>
        trace.GetProperty("type").GetString() == "heatmap" && !(trace.TryGetProperty("showscale", out var shown) && !shown.GetBoolean());

    private static void NameOnce(GenericChart chart, JsonElement json, HashSet<string> names)
    {
        foreach (var (trace, written) in chart.GetTraces().Zip(json.GetProperty("data").EnumerateArray()))
        {
            if (!written.TryGetProperty("name", out var name) || name.GetString() is not { Length: > 0 } text)
                continue;
            trace.With("legendgroup", text);
            if (!names.Add(text))
                trace.With("showlegend", false);
        }
    }

    private static void PlaceColourBars(GenericChart chart, JsonElement json, (double Start, double End) x, (double Start, double End) y)
    {
        foreach (var (trace, written) in chart.GetTraces().Zip(json.GetProperty("data").EnumerateArray()))
        {
            if (HasBar(written))
                trace.With("colorbar", Heat.Bar(written.GetProperty("colorbar").GetProperty("title").GetProperty("text").GetString()!, x.End + 0.01, (y.Start + y.End) / 2, y.End - y.Start));
        }
    }

    // Where plotly.js puts the cells, as fractions of the plot; gap is a fraction of a cell.
    private static (double Start, double End) Cell(int i, int count, double gap)
    {
        var step = 1 / (count - gap);
        return (step * i, step * i + step * (1 - gap));
    }
}
