using DynamicObj;
using Plotly.NET.LayoutObjects;

namespace Plotly.NET.CSharp;

public static partial class Chart
{
    /// <summary>
    /// A coloured cell for each value, the first row at the bottom unless the y axis is reversed. The limits of the colours
    /// are no arguments: <c>chart.GetTraces()[0].SetValue("zmin", -80.0)</c>, and zmax.
    /// </summary>
    public static GenericChart Heatmap<ZType, XType, YType, TextType>(
        IEnumerable<IEnumerable<ZType>> zData, Optional<string> Name = default, Optional<bool> ShowLegend = default,
        Optional<double> Opacity = default, Optional<IEnumerable<XType>> X = default, Optional<int> XGap = default,
        Optional<IEnumerable<YType>> Y = default, Optional<int> YGap = default, Optional<TextType> Text = default,
        Optional<IEnumerable<TextType>> MultiText = default, Optional<ColorBar> ColorBar = default,
        Optional<StyleParam.Colorscale> ColorScale = default, Optional<bool> ShowScale = default,
        Optional<bool> ReverseScale = default, Optional<StyleParam.SmoothAlg> ZSmooth = default,
        Optional<bool> Transpose = default, Optional<bool> ReverseYAxis = default,
        Optional<bool> UseDefaults = default)
        where ZType : IConvertible
        where XType : IConvertible
        where YType : IConvertible
        where TextType : IConvertible
    {
        var trace = new Trace("heatmap")
            .With("name", Name).With("showlegend", ShowLegend).With("opacity", Opacity).With("x", X).With("xgap", XGap)
            .With("y", Y).With("ygap", YGap).WithValue("z", zData).With("text", Text).With("text", MultiText)
            .With("colorbar", ColorBar).With("colorscale", ColorScale).With("showscale", ShowScale)
            .With("reversescale", ReverseScale).With("zsmooth", ZSmooth).With("transpose", Transpose);
        var chart = Of(trace, UseDefaults);
        return ReverseYAxis is { IsSome: true, Value: true }
            ? chart.WithYAxis(new LinearAxis().With<LinearAxis, StyleParam.AutoRange>("autorange", StyleParam.AutoRange.Reversed))
            : chart;
    }

    /// <summary>A heatmap with a text in each cell.</summary>
    public static GenericChart AnnotatedHeatmap<ZType, XType, YType, TextType>(
        IEnumerable<IEnumerable<ZType>> zData, IEnumerable<IEnumerable<string>> annotationText,
        Optional<string> Name = default, Optional<bool> ShowLegend = default, Optional<double> Opacity = default,
        Optional<IEnumerable<XType>> X = default, Optional<int> XGap = default,
        Optional<IEnumerable<YType>> Y = default, Optional<int> YGap = default, Optional<TextType> Text = default,
        Optional<IEnumerable<TextType>> MultiText = default, Optional<ColorBar> ColorBar = default,
        Optional<StyleParam.Colorscale> ColorScale = default, Optional<bool> ShowScale = default,
        Optional<bool> ReverseScale = default, Optional<StyleParam.SmoothAlg> ZSmooth = default,
        Optional<bool> Transpose = default, Optional<bool> ReverseYAxis = default,
        Optional<bool> UseDefaults = default)
        where ZType : IConvertible
        where XType : IConvertible
        where YType : IConvertible
        where TextType : IConvertible
    {
        var chart = Heatmap(
            zData, Name: Name, ShowLegend: ShowLegend, Opacity: Opacity, X: X, XGap: XGap, Y: Y, YGap: YGap,
            Text: Text, MultiText: MultiText, ColorBar: ColorBar, ColorScale: ColorScale, ShowScale: ShowScale,
            ReverseScale: ReverseScale, ZSmooth: ZSmooth, Transpose: Transpose, ReverseYAxis: ReverseYAxis,
            UseDefaults: UseDefaults);
        return chart.WithAnnotations(annotationText.Index().SelectMany(row => row.Item.Index().Select(cell =>
            new Annotation()
                .WithValue("x", cell.Index).WithValue("y", row.Index).WithValue("showarrow", false)
                .WithValue("text", cell.Item))));
    }
}
