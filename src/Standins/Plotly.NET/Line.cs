using DynamicObj;
using Plotly.NET.CSharp;

namespace Plotly.NET;

public class Line : DynamicObj.DynamicObj
{
    /// <param name="Color">Of the line.</param>
    /// <param name="Dash">Of the line.</param>
    /// <param name="Shape">How its points are joined.</param>
    /// <param name="Smoothing">0 … 1.3, for splines.</param>
    /// <param name="Width">In pixels.</param>
    public static Line init(
        Optional<Color> Color = default, Optional<StyleParam.DrawingStyle> Dash = default,
        Optional<StyleParam.Shape> Shape = default, Optional<double> Smoothing = default, Optional<double> Width = default) =>
        Style(new Line(), Color, Dash, Shape, Smoothing, Width);

    internal static Line Style(
        Line line, Optional<Color> color, Optional<StyleParam.DrawingStyle> dash = default,
        Optional<StyleParam.Shape> shape = default, Optional<double> smoothing = default, Optional<double> width = default) =>
        line.With("color", color).With("dash", dash).With("shape", shape).With("smoothing", smoothing).With("width", width);
}
