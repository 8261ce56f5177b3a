using System.Text.Json;

namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>Places of shapes and annotations: on an axis, or as fractions of the plot or of an axis.</summary>
/// <param name="axes">The axes of the figure.</param>
/// <param name="plot">With all its axes.</param>
internal sealed class Reference(AxisSet axes, Area plot)
{
    public Area Plot => plot;

    /// <summary>The axis that a reference names; null for fractions.</summary>
    public static Axis? AxisOf(IReadOnlyDictionary<string, Axis> axes, string reference) => axes.GetValueOrDefault(reference);

    /// <summary>The plot whose axes are referred to, by its number; null if neither is an axis.</summary>
    public int? PlotOf(string xReference, string yReference)
    {
        var (onX, onY) = (axes.ById.ContainsKey(xReference), axes.ById.ContainsKey(yReference));
        if (!onX && !onY)
            return null;
        var plots = axes.Pairs.Index().Where(pair => (!onX || pair.Item.X == xReference) && (!onY || pair.Item.Y == yReference)).Select(pair => (int?)pair.Index);
        return plots.FirstOrDefault();
    }

    /// <param name="reference">x, y2, paper or <c>x domain</c>.</param>
    /// <param name="value">Where.</param>
    /// <param name="isX">Whether it is a place on an x axis.</param>
    /// <param name="isPlace">Whether numbers on logarithmic axes are logarithms.</param>
    /// <returns>A pixel, or NaN.</returns>
    public double Pixel(string reference, JsonElement value, bool isX, bool isPlace)
    {
        if (axes.ById.GetValueOrDefault(reference) is { } axis)
            return axis.Spot(value, isPlace) is var place && double.IsNaN(place) ? double.NaN : axis.Pixel(place);
        var share = Node.NumberOf(value);
        if (reference.EndsWith(" domain", StringComparison.Ordinal) && axes.ById.GetValueOrDefault(reference[..^7]) is { } domain)
            return isX ? domain.Offset + share * domain.Length : domain.Offset + (1 - share) * domain.Length;
        return isX ? plot.X(share) : plot.Y(share);
    }
}
