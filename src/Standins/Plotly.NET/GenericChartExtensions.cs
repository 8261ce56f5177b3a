using DynamicObj;
using Plotly.NET.CSharp;
using Plotly.NET.LayoutObjects;
using Plotly.NET.TraceObjects;

namespace Plotly.NET;

/// <summary>
/// Styles that Plotly.NET.CSharp lacks. The package's optional arguments are F# options, which C# makes of plain values;
/// here they are <see cref="Optional{T}"/>, so that the same calls compile.
/// </summary>
public static class GenericChartExtensions
{
    /// <param name="this">The chart, whose traces are drawn on these axes.</param>
    /// <param name="X">2 for x2.</param>
    /// <param name="Y">2 for y2.</param>
    public static GenericChart WithAxisAnchor(this GenericChart @this, Optional<int> X = default, Optional<int> Y = default)
    {
        foreach (var trace in @this.Traces)
        {
            if (X.IsSome)
                trace.With<Trace, StyleParam.LinearAxisId>("xaxis", StyleParam.LinearAxisId.NewX(X.Value));
            if (Y.IsSome)
                trace.With<Trace, StyleParam.LinearAxisId>("yaxis", StyleParam.LinearAxisId.NewY(Y.Value));
        }
        return @this;
    }

    public static GenericChart WithMarkerStyle(
        this GenericChart @this, Optional<Color> Color = default, Optional<StyleParam.Colorscale> Colorscale = default,
        Optional<Line> Outline = default, Optional<double> Opacity = default, Optional<bool> ShowScale = default,
        Optional<int> Size = default, Optional<IEnumerable<int>> MultiSize = default,
        Optional<StyleParam.MarkerSymbol> Symbol = default)
    {
        foreach (var trace in @this.Traces)
        {
            trace.Child<Marker>("marker")
                .With("color", Color).With("colorscale", Colorscale).With("line", Outline).With("opacity", Opacity)
                .With("showscale", ShowScale).With("size", Size).With("size", MultiSize).With("symbol", Symbol);
        }
        return @this;
    }

    public static GenericChart WithLineStyle(
        this GenericChart @this, Optional<Color> Color = default, Optional<StyleParam.DrawingStyle> Dash = default,
        Optional<StyleParam.Shape> Shape = default, Optional<double> Smoothing = default, Optional<double> Width = default)
    {
        foreach (var trace in @this.Traces)
            Line.Style(trace.Child<Line>("line"), Color, Dash, Shape, Smoothing, Width);
        return @this;
    }

    /// <summary>Horizontal error bars.</summary>
    public static GenericChart WithXErrorStyle<TPlus, TMinus>(
        this GenericChart @this, Optional<IEnumerable<TPlus>> Array = default, Optional<IEnumerable<TMinus>> Arrayminus = default,
        Optional<bool> Symmetric = default, Optional<Color> Color = default, Optional<double> Thickness = default,
        Optional<double> Width = default)
        where TPlus : IConvertible
        where TMinus : IConvertible =>
        @this.WithError("error_x", Array, Arrayminus, Symmetric, Color, Thickness, Width);

    /// <summary>Vertical error bars.</summary>
    /// <param name="this">The chart, each of whose traces gets them.</param>
    /// <param name="Array">Lengths; upwards only if there is <paramref name="Arrayminus"/>.</param>
    /// <param name="Arrayminus">Lengths downwards.</param>
    /// <param name="Symmetric">False where both are given.</param>
    /// <param name="Color">Of the bars.</param>
    /// <param name="Thickness">Of the bars, in pixels.</param>
    /// <param name="Width">Of their ends, in pixels.</param>
    public static GenericChart WithYErrorStyle<TPlus, TMinus>(
        this GenericChart @this, Optional<IEnumerable<TPlus>> Array = default, Optional<IEnumerable<TMinus>> Arrayminus = default,
        Optional<bool> Symmetric = default, Optional<Color> Color = default, Optional<double> Thickness = default,
        Optional<double> Width = default)
        where TPlus : IConvertible
        where TMinus : IConvertible =>
        @this.WithError("error_y", Array, Arrayminus, Symmetric, Color, Thickness, Width);

    private static GenericChart WithError<TPlus, TMinus>(
        this GenericChart chart, string name, Optional<IEnumerable<TPlus>> plus, Optional<IEnumerable<TMinus>> minus,
        Optional<bool> symmetric, Optional<Color> color, Optional<double> thickness, Optional<double> width)
    {
        foreach (var trace in chart.Traces)
        {
            trace.Child<Error>(name)
                .With("symmetric", symmetric).With("array", plus).With("arrayminus", minus).With("color", color)
                .With("thickness", thickness).With("width", width);
        }
        return chart;
    }

    public static GenericChart WithXAxis(
        this GenericChart @this, LinearAxis xAxis, Optional<StyleParam.SubPlotId> Id = default) =>
        @this.WithAxis(xAxis, Id.IsSome ? Id.Value : StyleParam.SubPlotId.NewXAxis(1));

    public static GenericChart WithYAxis(
        this GenericChart @this, LinearAxis yAxis, Optional<StyleParam.SubPlotId> Id = default) =>
        @this.WithAxis(yAxis, Id.IsSome ? Id.Value : StyleParam.SubPlotId.NewYAxis(1));

    internal static GenericChart WithAxis(this GenericChart chart, LinearAxis axis, StyleParam.SubPlotId id)
    {
        chart.Layout.AddAxis(id.ToString(), axis);
        return chart;
    }

    /// <summary>The colour bar of heatmaps.</summary>
    public static GenericChart WithColorBar(this GenericChart @this, ColorBar colorbar)
    {
        foreach (var trace in @this.Traces)
            trace.SetValue("colorbar", colorbar);
        return @this;
    }

    /// <summary>Adds a layout: lists grow, of everything else the new wins.</summary>
    public static GenericChart WithLayout(this GenericChart @this, Layout layout)
    {
        @this.Layout.Add(layout);
        return @this;
    }

    public static GenericChart WithTitle(this GenericChart @this, string title, Optional<Font> TitleFont = default) =>
        @this.WithLayout(Layout.init<string>(Title: Title.init(Text: title, Font: TitleFont)));

    public static GenericChart WithLegend(this GenericChart @this, bool showlegend) =>
        @this.WithLayout(Layout.init<string>(ShowLegend: showlegend));

    public static GenericChart WithMarginSize<TLeft, TRight, TTop, TBottom, TPad, TAuto>(
        this GenericChart @this, Optional<TLeft> Left = default, Optional<TRight> Right = default, Optional<TTop> Top = default,
        Optional<TBottom> Bottom = default, Optional<TPad> Pad = default, Optional<TAuto> Autoexpand = default)
    {
        @this.Layout.SetValue("margin", Margin.init(Left, Right, Top, Bottom, Pad, Autoexpand));
        return @this;
    }

    /// <summary>To be set last: charts that are combined later write their own template into this one.</summary>
    public static GenericChart WithTemplate(this GenericChart @this, Template template)
    {
        @this.Layout.SetValue("template", template);
        return @this;
    }

    public static GenericChart WithAnnotation(this GenericChart @this, Annotation annotation) =>
        @this.WithAnnotations([annotation]);

    /// <summary>Adds texts, ahead of those that are there.</summary>
    public static GenericChart WithAnnotations(this GenericChart @this, IEnumerable<Annotation> annotations) =>
        @this.WithFirst("annotations", annotations);

    public static GenericChart WithShape(this GenericChart @this, Shape shape) => @this.WithShapes([shape]);

    /// <summary>Adds lines and boxes, ahead of those that are there.</summary>
    public static GenericChart WithShapes(this GenericChart @this, IEnumerable<Shape> shapes) =>
        @this.WithFirst("shapes", shapes);

    private static GenericChart WithFirst(this GenericChart chart, string name, IEnumerable<DynamicObj.DynamicObj> items)
    {
        chart.Layout.SetValue(name, items.Concat(chart.Layout.List(name)).ToArray());
        return chart;
    }

    /// <summary>
    /// The same as in Plotly.NET.CSharp. Here so that with both namespaces open, the call is ambiguous as it is with the
    /// package.
    /// </summary>
    public static void SaveHtml(this GenericChart @this, string path) => CSharp.GenericChartExtensions.SaveHtml(@this, path);
}
