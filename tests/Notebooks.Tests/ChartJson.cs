using System.Text.Json;
using GenericChart = Plotly.NET.GenericChart;

namespace Notebooks.Tests;

/// <summary>Reads what a chart writes for plotly.js.</summary>
internal static class ChartJson
{
    public static JsonElement Of(GenericChart chart) => JsonDocument.Parse(GenericChart.toJson(chart)).RootElement;

    public static JsonElement Layout(GenericChart chart) => Of(chart).GetProperty("layout");

    public static IReadOnlyList<JsonElement> Traces(GenericChart chart) => [.. Of(chart).GetProperty("data").EnumerateArray()];

    /// <summary>The trace of a name in the legend.</summary>
    public static JsonElement Trace(GenericChart chart, string name) => Traces(chart).First(t => t.TryGetProperty("name", out var n) && n.GetString() == name);

    public static IReadOnlyList<string> Names(GenericChart chart) =>
        [.. Traces(chart).Where(t => t.TryGetProperty("showlegend", out var shown) && shown.GetBoolean()).Select(t => t.GetProperty("name").GetString()!)];

    public static string Title(GenericChart chart) => Layout(chart).GetProperty("title").Text("text");

    /// <summary>The element at a path such as marker.line.width.</summary>
    public static JsonElement At(this JsonElement element, string path) => path.Split('.').Aggregate(element, (inner, name) => inner.GetProperty(name));

    public static string Text(this JsonElement element, string path) => element.At(path).GetString()!;

    /// <summary>Numbers; NaN where there is a gap.</summary>
    public static double[] Numbers(this JsonElement element, string path) =>
        [.. element.At(path).EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number ? item.GetDouble() : double.NaN)];

    public static string[] Texts(this JsonElement element, string path) => [.. element.At(path).EnumerateArray().Select(item => item.GetString()!)];

    /// <summary>Rows of a heatmap.</summary>
    public static double[][] Cells(this JsonElement trace) => [.. trace.GetProperty("z").EnumerateArray().Select(row => row.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Number ? v.GetDouble() : double.NaN).ToArray())];

    /// <summary>Why a chart is empty; null where it is not.</summary>
    public static string? NotAvailable(GenericChart chart) =>
        Traces(chart) is [var only] && only.TryGetProperty("mode", out var mode) && mode.GetString() == "text" ? only.Text("text") : null;
}
