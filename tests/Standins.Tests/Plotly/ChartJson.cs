using System.Text.Json;
using Plotly.NET.CSharp;
using GenericChart = Plotly.NET.GenericChart;

namespace Standins.Tests.Plotly;

/// <summary>Reads what a chart writes for plotly.js.</summary>
internal static class ChartJson
{
    public static readonly double[] X = [1, 2, 3];
    public static readonly double[] Y = [0.5, -0.25, 1e-7];
    public static readonly string[] Names = ["fan", "pump", "valve"];

    public static GenericChart Line(string name = "line") => Chart.Line<double, double, string>(X, Y, Name: name);

    public static JsonElement Of(GenericChart chart) => JsonDocument.Parse(GenericChart.toJson(chart)).RootElement;

    public static JsonElement Trace(GenericChart chart, int index = 0) => Of(chart).GetProperty("data")[index];

    public static JsonElement Layout(GenericChart chart) => Of(chart).GetProperty("layout");

    /// <summary>The element at a path such as marker.line.width.</summary>
    public static JsonElement At(this JsonElement element, string path) =>
        path.Split('.').Aggregate(element, (inner, name) => inner.GetProperty(name));

    public static bool Has(this JsonElement element, string name) => element.TryGetProperty(name, out _);

    public static string Text(this JsonElement element, string path) => element.At(path).GetString()!;

    public static double Number(this JsonElement element, string path) => element.At(path).GetDouble();

    public static double[] Numbers(this JsonElement element, string path) =>
        [.. element.At(path).EnumerateArray().Select(item => item.GetDouble())];

    public static string[] Texts(this JsonElement element, string path) =>
        [.. element.At(path).EnumerateArray().Select(item => item.GetString()!)];

    /// <summary>The numbers at several paths.</summary>
    public static double[] NumbersAt(this JsonElement element, params string[] paths) =>
        [.. paths.Select(path => element.Number(path))];

    /// <summary>The texts at several paths.</summary>
    public static string[] TextsAt(this JsonElement element, params string[] paths) =>
        [.. paths.Select(path => element.Text(path))];
}
