using System.Text.Json;

namespace Ssl4Asd.Tests;

/// <summary>The arrays in Truth/sklearn, made by the scripts there.</summary>
internal static class SklearnTruth
{
    public static JsonElement Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Truth", "sklearn", name)));
        return document.RootElement.Clone();
    }

    public static IEnumerable<JsonElement> Cases(string name) => Read(name).GetProperty("cases").EnumerateArray();

    public static double[] Numbers(this JsonElement element, string property) =>
        [.. element.GetProperty(property).EnumerateArray().Select(e => e.GetDouble())];

    public static float[,] Matrix(this JsonElement element, string property, int dim)
    {
        var rows = element.GetProperty(property).EnumerateArray().ToList();
        var matrix = new float[rows.Count, dim];
        for (var i = 0; i < rows.Count; i++)
        {
            Assert.Equal(dim, rows[i].GetArrayLength());
            for (var d = 0; d < dim; d++) matrix[i, d] = (float)rows[i][d].GetDouble();
        }
        return matrix;
    }
}
