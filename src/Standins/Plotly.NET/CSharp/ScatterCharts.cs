using DynamicObj;
using Plotly.NET.TraceObjects;

namespace Plotly.NET.CSharp;

/// <summary>
/// The charts of two axes. Optional arguments are a part of the package's, in its order: give them by name. Numbers are
/// kept as they are given and read when the chart is written.
/// </summary>
public static partial class Chart
{
    /// <summary>Points, lines or texts, as the mode says.</summary>
    public static GenericChart Scatter<XType, YType, TextType>(
        IEnumerable<XType> x, IEnumerable<YType> y, StyleParam.Mode mode, Optional<string> Name = default,
        Optional<bool> ShowLegend = default, Optional<double> Opacity = default, Optional<TextType> Text = default,
        Optional<IEnumerable<TextType>> MultiText = default,
        Optional<StyleParam.TextPosition> TextPosition = default,
        Optional<IEnumerable<StyleParam.TextPosition>> MultiTextPosition = default,
        Optional<Color> MarkerColor = default, Optional<StyleParam.MarkerSymbol> MarkerSymbol = default,
        Optional<Marker> Marker = default, Optional<Color> LineColor = default, Optional<double> LineWidth = default,
        Optional<StyleParam.DrawingStyle> LineDash = default, Optional<Line> Line = default,
        Optional<string> StackGroup = default, Optional<StyleParam.Fill> Fill = default,
        Optional<Color> FillColor = default, Optional<bool> UseDefaults = default)
        where XType : IConvertible
        where YType : IConvertible
        where TextType : IConvertible
    {
        var trace = new Trace("scatter")
            .With("name", Name).With("showlegend", ShowLegend).With("opacity", Opacity).With<Trace, StyleParam.Mode>("mode", mode)
            .WithValue("x", x).WithValue("y", y).With("text", Text).With("text", MultiText)
            .With("textposition", TextPosition).With("textposition", MultiTextPosition).With("stackgroup", StackGroup)
            .WithValue("marker", Styled(Marker, MarkerColor).With("symbol", MarkerSymbol))
            .WithValue("line", Plotly.NET.Line.Style(Line.IsSome ? Line.Value : new Line(), LineColor, LineDash, width: LineWidth))
            .With("fill", Fill).With("fillcolor", FillColor);
        return Of(trace, UseDefaults);
    }


    /// <summary>Points; with a text position, their texts beside them.</summary>
    public static GenericChart Point<XType, YType, TextType>(
        IEnumerable<XType> x, IEnumerable<YType> y, Optional<string> Name = default,
        Optional<bool> ShowLegend = default, Optional<double> Opacity = default, Optional<TextType> Text = default,
        Optional<IEnumerable<TextType>> MultiText = default,
        Optional<StyleParam.TextPosition> TextPosition = default,
        Optional<IEnumerable<StyleParam.TextPosition>> MultiTextPosition = default,
        Optional<Color> MarkerColor = default, Optional<StyleParam.MarkerSymbol> MarkerSymbol = default,
        Optional<Marker> Marker = default, Optional<string> StackGroup = default,
        Optional<bool> UseDefaults = default)
        where XType : IConvertible
        where YType : IConvertible
        where TextType : IConvertible =>
        Scatter(
            x, y, ModeOf(lines: false, markers: true, TextPosition.IsSome || MultiTextPosition.IsSome), Name: Name,
            ShowLegend: ShowLegend, Opacity: Opacity, Text: Text, MultiText: MultiText, TextPosition: TextPosition,
            MultiTextPosition: MultiTextPosition, MarkerColor: MarkerColor, MarkerSymbol: MarkerSymbol,
            Marker: Marker, StackGroup: StackGroup, UseDefaults: UseDefaults);

    /// <summary>A line through points in the order given.</summary>
    public static GenericChart Line<XType, YType, TextType>(
        IEnumerable<XType> x, IEnumerable<YType> y, Optional<bool> ShowMarkers = default,
        Optional<string> Name = default, Optional<bool> ShowLegend = default, Optional<double> Opacity = default,
        Optional<TextType> Text = default, Optional<IEnumerable<TextType>> MultiText = default,
        Optional<StyleParam.TextPosition> TextPosition = default,
        Optional<IEnumerable<StyleParam.TextPosition>> MultiTextPosition = default,
        Optional<Color> MarkerColor = default, Optional<StyleParam.MarkerSymbol> MarkerSymbol = default,
        Optional<Marker> Marker = default, Optional<Color> LineColor = default, Optional<double> LineWidth = default,
        Optional<StyleParam.DrawingStyle> LineDash = default, Optional<Line> Line = default,
        Optional<string> StackGroup = default, Optional<StyleParam.Fill> Fill = default,
        Optional<Color> FillColor = default, Optional<bool> UseDefaults = default)
        where XType : IConvertible
        where YType : IConvertible
        where TextType : IConvertible =>
        Scatter(
            x, y,
            ModeOf(true, ShowMarkers is { IsSome: true, Value: true }, TextPosition.IsSome || MultiTextPosition.IsSome),
            Name: Name, ShowLegend: ShowLegend, Opacity: Opacity, Text: Text, MultiText: MultiText,
            TextPosition: TextPosition, MultiTextPosition: MultiTextPosition, MarkerColor: MarkerColor,
            MarkerSymbol: MarkerSymbol, Marker: Marker, LineColor: LineColor, LineWidth: LineWidth,
            LineDash: LineDash, Line: Line, StackGroup: StackGroup, Fill: Fill, FillColor: FillColor,
            UseDefaults: UseDefaults);

    /// <summary>A line, filled down to zero.</summary>
    public static GenericChart Area<XType, YType, TextType>(
        IEnumerable<XType> x, IEnumerable<YType> y, Optional<bool> ShowMarkers = default,
        Optional<string> Name = default, Optional<bool> ShowLegend = default, Optional<double> Opacity = default,
        Optional<TextType> Text = default, Optional<IEnumerable<TextType>> MultiText = default,
        Optional<StyleParam.TextPosition> TextPosition = default,
        Optional<IEnumerable<StyleParam.TextPosition>> MultiTextPosition = default,
        Optional<Color> MarkerColor = default, Optional<StyleParam.MarkerSymbol> MarkerSymbol = default,
        Optional<Marker> Marker = default, Optional<Color> LineColor = default, Optional<double> LineWidth = default,
        Optional<StyleParam.DrawingStyle> LineDash = default, Optional<Line> Line = default,
        Optional<string> StackGroup = default, Optional<Color> FillColor = default,
        Optional<bool> UseDefaults = default)
        where XType : IConvertible
        where YType : IConvertible
        where TextType : IConvertible =>
        Chart.Line(
            x, y, Fill: StyleParam.Fill.ToZero_y, ShowMarkers: ShowMarkers, Name: Name, ShowLegend: ShowLegend,
            Opacity: Opacity, Text: Text, MultiText: MultiText, TextPosition: TextPosition,
            MultiTextPosition: MultiTextPosition, MarkerColor: MarkerColor, MarkerSymbol: MarkerSymbol,
            Marker: Marker, LineColor: LineColor, LineWidth: LineWidth, LineDash: LineDash, Line: Line,
            StackGroup: StackGroup, FillColor: FillColor, UseDefaults: UseDefaults);

    /// <summary>A line with the band between two others, which are drawn before it.</summary>
    /// <param name="x">Of all three.</param>
    /// <param name="y">Of the line itself.</param>
    /// <param name="upper">Of the upper edge.</param>
    /// <param name="lower">Of the lower edge.</param>
    /// <param name="mode">Of all three.</param>
    /// <param name="Name">Of the line.</param>
    /// <param name="GroupName">Of all three in the legend.</param>
    /// <param name="ShowMarkers">On all three.</param>
    /// <param name="ShowLegend">For all three.</param>
    /// <param name="MarkerColor">Of the line's points.</param>
    /// <param name="LineColor">Of the line.</param>
    /// <param name="LineWidth">Of the line, in pixels.</param>
    /// <param name="LineDash">Of the line.</param>
    /// <param name="Line">Of the line.</param>
    /// <param name="UpperLine">Of the upper edge.</param>
    /// <param name="LowerLine">Of the lower edge.</param>
    /// <param name="RangeColor">Of the band.</param>
    /// <param name="LowerName">In the legend.</param>
    /// <param name="UpperName">In the legend.</param>
    /// <param name="UseDefaults">Size and template.</param>
    public static GenericChart Range<XType, YType, TextType>(
        IEnumerable<XType> x, IEnumerable<YType> y, IEnumerable<YType> upper, IEnumerable<YType> lower,
        StyleParam.Mode mode, Optional<string> Name = default, Optional<string> GroupName = default,
        Optional<bool> ShowMarkers = default, Optional<bool> ShowLegend = default,
        Optional<Color> MarkerColor = default, Optional<Color> LineColor = default,
        Optional<double> LineWidth = default, Optional<StyleParam.DrawingStyle> LineDash = default,
        Optional<Line> Line = default, Optional<Line> UpperLine = default, Optional<Line> LowerLine = default,
        Optional<Color> RangeColor = default, Optional<string> LowerName = default,
        Optional<string> UpperName = default, Optional<bool> UseDefaults = default)
        where XType : IConvertible
        where YType : IConvertible
        where TextType : IConvertible
    {
        if (ShowMarkers is { IsSome: true, Value: true })
            mode = WithMarkers(mode);
        var group = GroupName.IsSome ? GroupName.Value : "Range";
        var middle = Scatter<XType, YType, TextType>(
            x, y, mode, Name: Name, ShowLegend: ShowLegend, MarkerColor: MarkerColor, LineColor: LineColor,
            LineWidth: LineWidth, LineDash: LineDash, Line: Line);
        middle.Traces[0].WithValue("legendgroup", group).WithValue("legendgrouptitle", Title.init(Text: group));
        return GenericChart.Of(
            [
                Edge(lower, LowerName.IsSome ? LowerName.Value : "lower", LowerLine),
                Edge(upper, UpperName.IsSome ? UpperName.Value : "upper", UpperLine)
                    .With<Trace, StyleParam.Fill>("fill", StyleParam.Fill.ToNext_y),
                .. middle.Traces,
            ],
            UseDefaults is not { IsSome: true, Value: false });

        Trace Edge(IEnumerable<YType> edge, string name, Optional<Line> line) =>
            new Trace("scatter")
                .WithValue("name", name).WithValue("showlegend", !ShowLegend.IsSome || ShowLegend.Value)
                .WithValue("legendgroup", group).WithValue("mode", mode).WithValue("x", x).WithValue("y", edge)
                .With("fillcolor", RangeColor).With("line", line)
                .WithValue("marker", new Marker().WithValue(
                    "color", RangeColor.IsSome ? RangeColor.Value : Color.fromString("rgba(0,0,0,0.5)")));
    }

    private static GenericChart Of(Trace trace, Optional<bool> useDefaults) =>
        GenericChart.Of([trace], useDefaults is not { IsSome: true, Value: false });

    private static Marker Styled(Optional<Marker> marker, Optional<Color> color) =>
        (marker.IsSome ? marker.Value : new Marker()).With("color", color);

    private static StyleParam.Mode ModeOf(bool lines, bool markers, bool text) => (lines, markers, text) switch
    {
        (true, true, true) => StyleParam.Mode.Lines_Markers_Text,
        (true, true, false) => StyleParam.Mode.Lines_Markers,
        (true, false, true) => StyleParam.Mode.Lines_Text,
        (true, false, false) => StyleParam.Mode.Lines,
        (false, _, true) => StyleParam.Mode.Markers_Text,
        (false, _, false) => StyleParam.Mode.Markers,
    };

    private static StyleParam.Mode WithMarkers(StyleParam.Mode mode) =>
        mode == StyleParam.Mode.None ? StyleParam.Mode.Markers
        : mode == StyleParam.Mode.Lines ? StyleParam.Mode.Lines_Markers
        : mode == StyleParam.Mode.Lines_Text ? StyleParam.Mode.Lines_Markers_Text
        : mode == StyleParam.Mode.Text ? StyleParam.Mode.Markers_Text
        : mode;

}
