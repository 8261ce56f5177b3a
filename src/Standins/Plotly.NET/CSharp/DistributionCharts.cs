using DynamicObj;
using Plotly.NET.TraceObjects;

namespace Plotly.NET.CSharp;

public static partial class Chart
{
    /// <summary>Counts of values; plotly.js makes the bins.</summary>
    public static GenericChart Histogram<XType, YType, TextType>(
        Optional<IEnumerable<XType>> X = default, Optional<IEnumerable<YType>> Y = default,
        Optional<StyleParam.Orientation> Orientation = default, Optional<string> Name = default,
        Optional<bool> ShowLegend = default, Optional<double> Opacity = default,
        Optional<StyleParam.HistNorm> HistNorm = default, Optional<int> NBinsX = default,
        Optional<int> NBinsY = default, Optional<Color> MarkerColor = default, Optional<Marker> Marker = default,
        Optional<bool> UseDefaults = default)
        where XType : IConvertible
        where YType : IConvertible
        where TextType : IConvertible =>
        Of(
            new Trace("histogram")
                .With("name", Name).With("showlegend", ShowLegend).With("opacity", Opacity).With("x", X).With("y", Y)
                .With("orientation", Orientation).With("histnorm", HistNorm).With("nbinsx", NBinsX).With("nbinsy", NBinsY)
                .WithValue("marker", Styled(Marker, MarkerColor)),
            UseDefaults);

    /// <summary>Quartiles of values: of all Y in one box, or of those with the same X.</summary>
    public static GenericChart BoxPlot<XType, YType, TextType>(
        Optional<IEnumerable<XType>> X = default, Optional<IEnumerable<YType>> Y = default,
        Optional<string> Name = default, Optional<bool> ShowLegend = default, Optional<Color> FillColor = default,
        Optional<Color> MarkerColor = default, Optional<Marker> Marker = default, Optional<double> Opacity = default,
        Optional<double> WhiskerWidth = default, Optional<StyleParam.BoxPoints> BoxPoints = default,
        Optional<StyleParam.BoxMean> BoxMean = default, Optional<double> Jitter = default,
        Optional<double> PointPos = default, Optional<StyleParam.Orientation> Orientation = default,
        Optional<Color> OutlineColor = default, Optional<double> OutlineWidth = default,
        Optional<Line> Outline = default, Optional<bool> Notched = default, Optional<bool> UseDefaults = default)
        where XType : IConvertible
        where YType : IConvertible
        where TextType : IConvertible =>
        Of(
            new Trace("box")
                .With("name", Name).With("showlegend", ShowLegend).With("opacity", Opacity).With("x", X).With("y", Y)
                .With("orientation", Orientation).With("whiskerwidth", WhiskerWidth).With("boxpoints", BoxPoints)
                .With("boxmean", BoxMean).With("jitter", Jitter).With("pointpos", PointPos).With("notched", Notched)
                .With("fillcolor", FillColor).WithValue("marker", Styled(Marker, MarkerColor))
                .WithValue("line", Plotly.NET.Line.Style(
                    Outline.IsSome ? Outline.Value : new Line(), OutlineColor, width: OutlineWidth)),
            UseDefaults);
}
