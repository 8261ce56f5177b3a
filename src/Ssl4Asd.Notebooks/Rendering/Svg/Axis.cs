using System.Text.Json;

namespace Ssl4Asd.Notebooks.Rendering.Svg;

internal enum AxisKind
{
    Linear,
    Logarithmic,
    Category,
}

/// <summary>
/// An x or y axis. Values have three forms: as they are given; on the axis (the logarithm on a logarithmic axis, the number of a
/// category); in pixels of the picture.
/// </summary>
internal sealed class Axis
{
    private readonly List<string> _categories = [];

    /// <param name="id">As traces refer to it: x, y2.</param>
    /// <param name="style">What layout and template say of it.</param>
    public Axis(string id, Node style)
    {
        Id = id;
        Style = style;
        IsX = id[0] == 'x';
        Kind = style["type"].Text() switch
        {
            "log" => AxisKind.Logarithmic,
            "category" => AxisKind.Category,
            _ => AxisKind.Linear,
        };
        IsKindGiven = style["type"].Text() is "log" or "category" or "linear";
        Side = style["side"].Text(IsX ? "bottom" : "left");
    }

    public string Id { get; }

    public Node Style { get; }

    public bool IsX { get; }

    public AxisKind Kind { get; private set; }

    public bool IsKindGiven { get; private set; }

    /// <summary>bottom, top, left or right.</summary>
    public string Side { get; }

    public Extremes Extremes { get; } = new();

    /// <summary>The axis that it stands at the end of; null for the plot's edge.</summary>
    public Axis? Anchor { get; set; }

    /// <summary>The axis that it shares the plot with.</summary>
    public Axis? Overlaid { get; set; }

    /// <summary>The part of the plot, as fractions from the left or the bottom.</summary>
    public (double Start, double End) Domain { get; set; } = (0, 1);

    /// <summary>Of the left or upper end, in pixels of the picture.</summary>
    public double Offset { get; private set; }

    public double Length { get; private set; }

    /// <summary>Values at the left and right, or at the lower and upper end.</summary>
    public (double Start, double End) Range { get; private set; }

    public IReadOnlyList<string> Categories => _categories;

    /// <summary>Unless it is given, the kind follows from the first trace that has values: texts are categories.</summary>
    public void LearnKind(IReadOnlyList<JsonElement> values)
    {
        if (IsKindGiven)
            return;
        var texts = values.Count(value => value.ValueKind == JsonValueKind.String && value.GetString() is not ("" or "NaN" or "Infinity" or "-Infinity"));
        var numbers = values.Count(value => value.ValueKind == JsonValueKind.Number);
        if (texts + numbers == 0)
            return;
        Kind = texts > 2 * numbers ? AxisKind.Category : AxisKind.Linear;
        IsKindGiven = true;
    }

    /// <summary>A value on the axis; NaN for what has no place there. Categories are learnt.</summary>
    public double Place(JsonElement value)
    {
        if (Kind != AxisKind.Category)
            return Place(Node.NumberOf(value));
        if (Node.TextOf(value) is not { } name)
            return double.NaN;
        if (!_categories.Contains(name))
            _categories.Add(name);
        return _categories.IndexOf(name);
    }

    /// <summary>A number on the axis; of categories, the number is the place. Zero and less lie below any end of a logarithmic axis.</summary>
    public double Place(double value) => Kind != AxisKind.Logarithmic ? value : value <= 0 ? double.NegativeInfinity : Math.Log10(value);

    /// <summary>Where a shape or text is put: a known category by its name too.</summary>
    /// <param name="value">Of the shape.</param>
    /// <param name="isPlace">Whether numbers are places already: logarithms on a logarithmic axis, as annotations have them.</param>
    public double Spot(JsonElement value, bool isPlace)
    {
        if (Kind == AxisKind.Category && value.ValueKind == JsonValueKind.String && _categories.IndexOf(value.GetString()!) is >= 0 and var index)
            return index;
        return isPlace ? Node.NumberOf(value) : Place(Node.NumberOf(value));
    }

    public double Pixel(double place)
    {
        var share = (place - Range.Start) / (Range.End - Range.Start);
        return Math.Clamp(Offset + Length * (IsX ? share : 1 - share), -1e5, 1e5);
    }

    /// <summary>Settles pixels and range for a plot that starts at an offset and has a length.</summary>
    public void Fit(double offset, double length)
    {
        Length = length * (Domain.End - Domain.Start);
        Offset = offset + length * (IsX ? Domain.Start : 1 - Domain.End);
        var (low, high) = Extremes.Range(Length) ?? (Kind == AxisKind.Logarithmic ? (0, 1) : IsX ? (-1, 6) : (-1, 4));
        double?[] given = [.. Style["range"].Items.Select(end => (double?)Spot(end, isPlace: true))];
        if (given is [{ } start, { } end] && double.IsFinite(start) && double.IsFinite(end) && start != end)
            Range = (start, end);
        else
            Range = Style["autorange"].Is("reversed") ? (high, low) : (low, high);
    }

    /// <summary>Whether the axis and all that belongs to it is drawn.</summary>
    public bool IsVisible => Style["visible"].Flag(true);

    public double FontSize(string of) => Style[$"{of}.size"].Number(of == "tickfont" ? 12 : 14);
}
