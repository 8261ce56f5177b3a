using System.Text.Json;
using Ssl4Asd.Notebooks.Rendering;
using Ssl4Asd.Notebooks.Rendering.Svg;

namespace Notebooks.Tests.Rendering;

/// <summary>Figures, and where plotly.js puts things in them; Truth/plotly.sh made the file.</summary>
internal static class PlotlyTruth
{
    private static readonly JsonElement Root =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Truth", "plotly.json"))).RootElement;

    public static TheoryData<string> Names => [.. Root.EnumerateObject().Select(member => member.Name)];

    public static JsonElement Of(string name) => Root.GetProperty(name);

    public static SvgChart Chart(string name) => new(Figure.Of(Of(name).GetProperty("figure").GetRawText()), "c");

    public static double[] Numbers(this JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetDouble())];
}
