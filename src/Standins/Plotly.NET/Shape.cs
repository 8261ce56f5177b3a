using DynamicObj;
using Plotly.NET.CSharp;

namespace Plotly.NET.LayoutObjects;

/// <summary>A line, box or ellipse from (X0, Y0) to (X1, Y1).</summary>
public class Shape : DynamicObj.DynamicObj
{
    /// <param name="FillColor">Of the inside.</param>
    /// <param name="Layer">Above or below the traces.</param>
    /// <param name="Line">Of the outline.</param>
    /// <param name="Opacity">0 … 1.</param>
    /// <param name="ShapeType">Line, box or ellipse.</param>
    /// <param name="X0">One end.</param>
    /// <param name="X1">The other end.</param>
    /// <param name="Xref">An axis (x, x2, …), or "paper": fractions of the plot.</param>
    /// <param name="Y0">One end.</param>
    /// <param name="Y1">The other end.</param>
    /// <param name="Yref">An axis (y, y2, …), or "paper": fractions of the plot.</param>
    public static Shape init<TX0, TX1, TY0, TY1>(
        Optional<Color> FillColor = default, Optional<StyleParam.Layer> Layer = default, Optional<Line> Line = default,
        Optional<double> Opacity = default, Optional<StyleParam.ShapeType> ShapeType = default, Optional<TX0> X0 = default,
        Optional<TX1> X1 = default, Optional<string> Xref = default, Optional<TY0> Y0 = default, Optional<TY1> Y1 = default,
        Optional<string> Yref = default)
        where TX0 : IConvertible
        where TX1 : IConvertible
        where TY0 : IConvertible
        where TY1 : IConvertible =>
        new Shape()
            .With("fillcolor", FillColor).With("layer", Layer).With("line", Line).With("opacity", Opacity)
            .With("type", ShapeType).With("x0", X0).With("x1", X1).With("xref", Xref)
            .With("y0", Y0).With("y1", Y1).With("yref", Yref);
}
