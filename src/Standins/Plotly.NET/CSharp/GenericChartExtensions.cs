using DynamicObj;
using Plotly.NET.LayoutObjects;

namespace Plotly.NET.CSharp;

/// <summary>Styles of a chart as a whole. Optional arguments are a part of the package's: give them by name.</summary>
public static class GenericChartExtensions
{
    public static Layout GetLayout(this GenericChart gChart) => gChart.Layout;

    public static Trace[] GetTraces(this GenericChart gChart) => [.. gChart.Traces];

    /// <summary>Writes a page that takes plotly.js from the web; .html is added to the name if missing.</summary>
    public static void SaveHtml(this GenericChart gChart, string path) =>
        File.WriteAllText(
            path.EndsWith(".html", StringComparison.Ordinal) ? path : $"{path}.html", GenericChart.toEmbeddedHTML(gChart));

    /// <summary>Names the traces: the first as given, the others with _1, _2, … behind it.</summary>
    public static GenericChart WithTraceInfo(
        this GenericChart gChart, Optional<string> Name = default, Optional<bool> ShowLegend = default,
        Optional<string> LegendGroup = default)
    {
        foreach (var (i, trace) in gChart.Traces.Index())
        {
            trace.With("name", Name.IsSome && i > 0 ? $"{Name.Value}_{i}" : Name)
                .With("showlegend", ShowLegend).With("legendgroup", LegendGroup);
        }
        return gChart;
    }

    /// <summary>In pixels; 600 × 600 unless said otherwise.</summary>
    public static GenericChart WithSize(this GenericChart gChart, Optional<int> Width = default, Optional<int> Height = default)
    {
        gChart.Layout.With("width", Width).With("height", Height);
        return gChart;
    }

    /// <param name="gChart">The chart, which is changed.</param>
    /// <param name="TitleText">Beside the axis.</param>
    /// <param name="TitleFont">Of the title.</param>
    /// <param name="TitleStandoff">Between title and labels, in pixels.</param>
    /// <param name="Color">Of line, ticks, labels and grid together.</param>
    /// <param name="AxisType">Linear, logarithmic, categories.</param>
    /// <param name="MinMax">In powers of ten if the axis is logarithmic.</param>
    /// <param name="Mirror">On the opposite side too.</param>
    /// <param name="ShowLine">Whether the axis itself is drawn.</param>
    /// <param name="LineColor">Of the axis.</param>
    /// <param name="ShowGrid">Whether grid lines are drawn.</param>
    /// <param name="GridColor">Of the grid lines.</param>
    /// <param name="ZeroLine">Whether a line is drawn at zero.</param>
    /// <param name="Anchor">The axis that this one stands at.</param>
    /// <param name="Side">Of the plot.</param>
    /// <param name="Overlaying">The axis that this one shares the plot with.</param>
    /// <param name="Domain">The part of the plot, as fractions.</param>
    /// <param name="Id">Which axis, the first by default.</param>
    public static GenericChart WithXAxisStyle<MinType, MaxType, CategoryArrayType>(
        this GenericChart gChart, Optional<string> TitleText = default, Optional<Font> TitleFont = default,
        Optional<int> TitleStandoff = default, Optional<Color> Color = default,
        Optional<StyleParam.AxisType> AxisType = default, Optional<Tuple<MinType, MaxType>> MinMax = default,
        Optional<StyleParam.Mirror> Mirror = default, Optional<bool> ShowLine = default, Optional<Color> LineColor = default,
        Optional<bool> ShowGrid = default, Optional<Color> GridColor = default, Optional<bool> ZeroLine = default,
        Optional<StyleParam.LinearAxisId> Anchor = default, Optional<StyleParam.Side> Side = default,
        Optional<StyleParam.LinearAxisId> Overlaying = default, Optional<Tuple<double, double>> Domain = default,
        Optional<StyleParam.SubPlotId> Id = default)
        where MinType : IConvertible
        where MaxType : IConvertible
        where CategoryArrayType : IConvertible =>
        gChart.WithAxis(
            Axis(
                TitleText, TitleFont, TitleStandoff, Color, AxisType, MinMax, Mirror, ShowLine, LineColor, ShowGrid, GridColor,
                ZeroLine, Anchor, Side, Overlaying, Domain),
            Id.IsSome ? Id.Value : StyleParam.SubPlotId.NewXAxis(1));

    /// <inheritdoc cref="WithXAxisStyle"/>
    public static GenericChart WithYAxisStyle<MinType, MaxType, CategoryArrayType>(
        this GenericChart gChart, Optional<string> TitleText = default, Optional<Font> TitleFont = default,
        Optional<int> TitleStandoff = default, Optional<Color> Color = default,
        Optional<StyleParam.AxisType> AxisType = default, Optional<Tuple<MinType, MaxType>> MinMax = default,
        Optional<StyleParam.Mirror> Mirror = default, Optional<bool> ShowLine = default, Optional<Color> LineColor = default,
        Optional<bool> ShowGrid = default, Optional<Color> GridColor = default, Optional<bool> ZeroLine = default,
        Optional<StyleParam.LinearAxisId> Anchor = default, Optional<StyleParam.Side> Side = default,
        Optional<StyleParam.LinearAxisId> Overlaying = default, Optional<Tuple<double, double>> Domain = default,
        Optional<StyleParam.SubPlotId> Id = default)
        where MinType : IConvertible
        where MaxType : IConvertible
        where CategoryArrayType : IConvertible =>
        gChart.WithAxis(
            Axis(
                TitleText, TitleFont, TitleStandoff, Color, AxisType, MinMax, Mirror, ShowLine, LineColor, ShowGrid, GridColor,
                ZeroLine, Anchor, Side, Overlaying, Domain),
            Id.IsSome ? Id.Value : StyleParam.SubPlotId.NewYAxis(1));

    private static LinearAxis Axis<MinType, MaxType>(
        Optional<string> text, Optional<Font> font, Optional<int> standoff, Optional<Color> color,
        Optional<StyleParam.AxisType> type, Optional<Tuple<MinType, MaxType>> range, Optional<StyleParam.Mirror> mirror,
        Optional<bool> showLine, Optional<Color> lineColor, Optional<bool> showGrid, Optional<Color> gridColor,
        Optional<bool> zeroLine, Optional<StyleParam.LinearAxisId> anchor, Optional<StyleParam.Side> side,
        Optional<StyleParam.LinearAxisId> overlaying, Optional<Tuple<double, double>> domain)
        where MinType : IConvertible
        where MaxType : IConvertible
    {
        var title = new Title().With("text", text).With("font", font).With("standoff", standoff);
        return new LinearAxis()
            .With("color", color).WithValue("title", title).With("type", type).With("range", Pair(range))
            .With("mirror", mirror).With("showline", showLine).With("linecolor", lineColor).With("showgrid", showGrid)
            .With("gridcolor", gridColor).With("zeroline", zeroLine).With("anchor", anchor).With("side", side)
            .With("overlaying", overlaying).With("domain", Pair(domain));
    }

    private static Optional<StyleParam.Range> Pair<T1, T2>(Optional<Tuple<T1, T2>> ends)
        where T1 : IConvertible
        where T2 : IConvertible =>
        ends.IsSome ? StyleParam.Range.NewMinMax(ends.Value.Item1, ends.Value.Item2) : default(Optional<StyleParam.Range>);

    /// <param name="gChart">The chart, which is changed.</param>
    /// <param name="BGColor">Behind the legend.</param>
    /// <param name="BorderColor">Around it.</param>
    /// <param name="BorderWidth">In pixels.</param>
    /// <param name="Font">Of the names.</param>
    /// <param name="Orientation">Names below or beside each other.</param>
    /// <param name="Title">Of the legend.</param>
    /// <param name="X">As a fraction of the plot.</param>
    /// <param name="XAnchor">Which side of the legend is meant.</param>
    /// <param name="Y">As a fraction of the plot.</param>
    /// <param name="YAnchor">Which side of the legend is meant.</param>
    public static GenericChart WithLegendStyle(
        this GenericChart gChart, Optional<Color> BGColor = default, Optional<Color> BorderColor = default,
        Optional<double> BorderWidth = default, Optional<Font> Font = default,
        Optional<StyleParam.Orientation> Orientation = default, Optional<Title> Title = default,
        Optional<double> X = default, Optional<StyleParam.XAnchorPosition> XAnchor = default, Optional<double> Y = default,
        Optional<StyleParam.YAnchorPosition> YAnchor = default)
    {
        gChart.Layout.Child<DynamicObj.DynamicObj>("legend")
            .With("bgcolor", BGColor).With("bordercolor", BorderColor).With("borderwidth", BorderWidth).With("font", Font)
            .With("orientation", Orientation).With("title", Title).With("x", X).With("xanchor", XAnchor).With("y", Y)
            .With("yanchor", YAnchor);
        return gChart;
    }
}
