using Plotly.NET.CSharp;
using Color = Plotly.NET.Color;
using GenericChart = Plotly.NET.GenericChart;
using StyleParam = Plotly.NET.StyleParam;

namespace Ssl4Asd.Notebooks.Charts;

/// <summary>What charts are made of: lines, points, bars and texts, one trace each, without axes.</summary>
internal static class Marks
{
    /// <summary>Of axes and texts.</summary>
    public const string Ink = "#444444";

    private const double Thin = 1.2;

    public static GenericChart Line(IEnumerable<double> x, IEnumerable<double> y, string colour, string? name = null, double width = 2, bool dashed = false, string? hover = null) =>
        Chart.Line<double, double, string>(
                x, y, ShowLegend: name is not null, Name: name ?? "", LineColor: Color.fromString(colour), LineWidth: width,
                LineDash: dashed ? StyleParam.DrawingStyle.Dash : StyleParam.DrawingStyle.Solid, UseDefaults: false)
            .Hovering(hover);

    /// <summary>A line to compare with: a threshold, chance, zero.</summary>
    public static GenericChart Guide(string? name, (double X, double Y) from, (double X, double Y) to, string colour = Colours.Guide) =>
        Line([from.X, to.X], [from.Y, to.Y], colour, name, Thin, dashed: true, hover: name is null ? null : $"{name}<extra></extra>");

    /// <summary>The area between a line and y = 0.</summary>
    public static GenericChart Area(IEnumerable<double> x, IEnumerable<double> y, string colour, string name, double opacity = 0.25) =>
        Chart.Area<double, double, string>(
                x, y, Name: name, ShowLegend: true, LineColor: Color.fromString("rgba(0,0,0,0)"), LineWidth: 0,
                FillColor: Color.fromString(Transparent(colour, opacity)), UseDefaults: false)
            .With("hoverinfo", "skip");

    public static GenericChart Points<TX, TY>(
        IEnumerable<TX> x, IEnumerable<TY> y, string colour, string? name = null, IEnumerable<string>? texts = null, int size = 7,
        string symbol = "circle", string? hover = null)
        where TX : IConvertible
        where TY : IConvertible
    {
        var marker = new Plotly.NET.TraceObjects.Marker().With("color", colour).With("size", size).With("opacity", 0.8).With("symbol", symbol);
        var chart = Chart.Point<TX, TY, string>(x, y, Name: name ?? "", ShowLegend: name is not null, UseDefaults: false).With("marker", marker);
        if (texts is not null)
            chart.With("text", texts);
        return chart.Hovering(hover);
    }

    /// <summary>Bars of error: as long on both sides, or of other lengths below.</summary>
    public static Plotly.NET.TraceObjects.Error Errors(string colour, double thickness, double width, IEnumerable<double> above, IEnumerable<double>? below = null)
    {
        var error = new Plotly.NET.TraceObjects.Error().With("array", above.ToArray()).With("color", colour).With("thickness", thickness).With("width", width);
        return below is null ? error : error.With("arrayminus", below.ToArray()).With("symmetric", false);
    }

    /// <summary>Upright bars over names or numbers.</summary>
    public static GenericChart Columns<TX>(IEnumerable<TX> x, IEnumerable<double> heights, string colour, string? name = null, double opacity = 1, IEnumerable<string>? texts = null, string? hover = null)
        where TX : IConvertible =>
        Chart.Column<double, TX, string>(heights, Keys: new(x, true), Name: name ?? "", ShowLegend: name is not null, Opacity: opacity, MarkerColor: Color.fromString(colour), UseDefaults: false)
            .Texts(texts).Hovering(hover);

    /// <summary>Lying bars, for names that are long.</summary>
    public static GenericChart Bars(IEnumerable<string> names, IEnumerable<double> lengths, string colour, string? name = null, IEnumerable<string>? texts = null, string? hover = null) =>
        Chart.Bar<double, string, string>(lengths, Keys: new(names, true), Name: name ?? "", ShowLegend: name is not null, MarkerColor: Color.fromString(colour), UseDefaults: false)
            .Texts(texts).Hovering(hover);

    /// <summary>A text at a point of the axes; unlike an annotation it goes along into a grid.</summary>
    public static GenericChart Text(double x, double y, string text) =>
        Chart.Scatter<double, double, string>([x], [y], StyleParam.Mode.Text, Text: text, ShowLegend: false, UseDefaults: false)
            .With("hoverinfo", "skip");

    /// <summary>A hexadecimal colour with an opacity of 0 … 1.</summary>
    public static string Transparent(string colour, double opacity)
    {
        var rgb = Convert.ToInt32(colour.TrimStart('#'), 16);
        return FormattableString.Invariant($"rgba({rgb >> 16}, {(rgb >> 8) & 255}, {rgb & 255}, {opacity})");
    }

    private static GenericChart Hovering(this GenericChart chart, string? template) =>
        template is null ? chart.With("hoverinfo", "skip") : chart.With("hovertemplate", template);

    private static GenericChart Texts(this GenericChart chart, IEnumerable<string>? texts) =>
        texts is null ? chart : chart.With("text", texts).With("textposition", "none");
}
