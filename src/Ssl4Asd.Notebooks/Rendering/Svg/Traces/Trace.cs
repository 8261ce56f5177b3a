using System.Text.Json;

namespace Ssl4Asd.Notebooks.Rendering.Svg.Traces;

/// <summary>What all kinds of traces have: axes, a colour, a name in the legend.</summary>
/// <param name="source">Where the trace comes from.</param>
internal abstract class Trace(TraceSource source)
{
    public Node Style { get; } = source.Style;

    public Axis X { get; } = source.X;

    public Axis Y { get; } = source.Y;

    /// <summary>The layout of the figure.</summary>
    protected Node Layout { get; } = source.Layout;

    /// <summary>The colour that it takes unless it has one.</summary>
    public string TurnColour { get; } = source.Colour;

    public string Name { get; } = source.Style["name"].Text($"trace {source.Index}");

    /// <summary>The beginning of the ids of what it defines in the picture.</summary>
    protected string Id { get; } = $"{source.Id}-{source.Index}";

    /// <summary>Traces of lower layers are drawn first.</summary>
    public virtual int Layer => 3;

    public virtual bool IsInLegend => Style["showlegend"].Flag(true);

    protected double Opacity => Style["opacity"].Number(1);

    /// <summary>What its colours mean, where they mean numbers.</summary>
    public virtual ColourBar? Bar => null;

    /// <summary>Reads the data and says what the axes must show.</summary>
    public abstract void Measure();

    /// <summary>Draws it into the plot.</summary>
    public abstract void Draw(SvgWriter svg);

    /// <summary>Draws its sign in the legend, forty pixels wide, around a point.</summary>
    public abstract void DrawSign(SvgWriter svg, double x, double y);

    /// <summary>Values on an axis; counted from zero where there are none.</summary>
    protected static double[] PlacesOf(Axis axis, Node values, int count) => values.IsArray
        ? [.. values.Items.Select(axis.Place)]
        : [.. Enumerable.Range(0, count).Select(i => axis.Place(values.Number(0) + i))];

    protected static int Count(Node values) => values.Items.Count();

    protected void DrawSquare(SvgWriter svg, double x, double y, string fill, string? stroke = null, double width = 0) => svg.Empty(
        "rect", ("x", x - 6), ("y", y - 6), ("width", 12.0), ("height", 12.0), ("fill", fill), ("stroke", stroke),
        ("stroke-width", stroke is null ? null : width), ("opacity", Opacity < 1 ? Opacity : null));
}

/// <param name="Style">The trace in the figure, with its template.</param>
/// <param name="Index">Among the traces.</param>
/// <param name="X">Its x axis.</param>
/// <param name="Y">Its y axis.</param>
/// <param name="Layout">Of the figure.</param>
/// <param name="Colour">Whose turn it is.</param>
/// <param name="Id">Of the picture.</param>
internal sealed record TraceSource(Node Style, int Index, Axis X, Axis Y, Node Layout, string Colour, string Id)
{
    /// <summary>The kinds that are known; null for others.</summary>
    public Trace? Trace => Style["type"].Text("scatter") switch
    {
        "scatter" or "scattergl" => new ScatterTrace(this),
        "bar" => new BarTrace(this),
        "histogram" => new HistogramTrace(this),
        "box" => new BoxTrace(this),
        "heatmap" => new HeatmapTrace(this),
        _ => null,
    };

    /// <summary>The values from which an axis learns its kind.</summary>
    public JsonElement[] Values(bool isX)
    {
        var items = Style[isX ? "x" : "y"].Items.ToArray();
        var isNamed = items.Length == 0 && Style["type"].Is("box") && Style[isX ? "y" : "x"].IsArray;
        return isNamed ? [JsonSerializer.SerializeToElement(Style["name"].Text($"trace {Index}"))] : items;
    }
}
