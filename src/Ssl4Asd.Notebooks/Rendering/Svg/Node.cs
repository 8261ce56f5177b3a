using System.Globalization;
using System.Text.Json;

namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>A place in a figure's JSON, or nothing, with places to look at after it: what a template says.</summary>
internal readonly struct Node(params JsonElement[] layers)
{
    private readonly JsonElement[]? _layers = layers;

    /// <summary>What stands under a name or a path of names (<c>line.color</c>), in each layer.</summary>
    public Node this[string path]
    {
        get
        {
            var found = Layers;
            foreach (var name in path.Split('.'))
            {
                found = [.. found.Where(layer => layer.ValueKind == JsonValueKind.Object && layer.TryGetProperty(name, out _))
                    .Select(layer => layer.GetProperty(name)).Where(value => value.ValueKind != JsonValueKind.Null)];
            }
            return new Node(found);
        }
    }

    public bool Exists => Layers.Length > 0;

    /// <summary>What is here, in the first layer; null for nothing.</summary>
    public JsonElement? First => Exists ? Layers[0] : null;

    public bool IsArray => Exists && Layers[0].ValueKind == JsonValueKind.Array;

    public bool IsText => Exists && Layers[0].ValueKind == JsonValueKind.String;

    public IEnumerable<JsonElement> Items => IsArray ? Layers[0].EnumerateArray() : [];

    /// <summary>The names in an object, of the first layer only.</summary>
    public IEnumerable<string> Names =>
        Exists && Layers[0].ValueKind == JsonValueKind.Object ? Layers[0].EnumerateObject().Select(member => member.Name) : [];

    private JsonElement[] Layers => _layers ?? [];

    /// <summary>Looks elsewhere for what is not here.</summary>
    public Node Else(Node other) => new([.. Layers, .. other.Layers]);

    public string? Text() => Exists ? TextOf(Layers[0]) : null;

    public string Text(string otherwise) => Text() ?? otherwise;

    public double Number(double otherwise) => Exists && NumberOf(Layers[0]) is var number && double.IsFinite(number) ? number : otherwise;

    public double? Number() => Exists && NumberOf(Layers[0]) is var number && double.IsFinite(number) ? number : null;

    public bool Flag(bool otherwise) => Exists && Layers[0].ValueKind is JsonValueKind.True or JsonValueKind.False
        ? Layers[0].GetBoolean()
        : otherwise;

    public bool Is(string text) => IsText && Text() == text;

    /// <summary>The numbers of an array, or the same number <paramref name="count"/> times.</summary>
    public double[] Numbers(int count, double otherwise)
    {
        var single = Number(otherwise);
        double[] items = [.. Items.Select(NumberOf)];
        return [.. Enumerable.Range(0, count).Select(i => !items.Any() ? single : i < items.Length ? items[i] : otherwise)];
    }

    /// <summary>The texts of an array, or the same text <paramref name="count"/> times; null where there is none.</summary>
    public string?[] Texts(int count)
    {
        if (!IsArray)
            return [.. Enumerable.Repeat(Text(), count)];
        string?[] items = [.. Items.Select(TextOf)];
        return [.. Enumerable.Range(0, count).Select(i => i < items.Length ? items[i] : null)];
    }

    /// <summary>NaN for what is no number.</summary>
    public static double NumberOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.String when double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        JsonValueKind.True => 1,
        JsonValueKind.False => 0,
        _ => double.NaN,
    };

    public static string? TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };
}
