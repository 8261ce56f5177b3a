namespace Ssl4Asd.Notebooks.Rendering.Svg.Traces;

/// <summary>Bars that show how far a value may be off.</summary>
internal sealed class ErrorBars
{
    private readonly double[] _plus;
    private readonly double[] _minus;
    private readonly Node _style;
    private readonly Axis _axis;
    private readonly string _colour;

    private ErrorBars(Node style, Axis axis, int count, string colour)
    {
        (_style, _axis, _colour) = (style, axis, style["color"].Text(colour));
        _plus = style["array"].Numbers(count, double.NaN);
        var isSymmetric = style["symmetric"].Flag(!style["arrayminus"].IsArray);
        _minus = isSymmetric || !style["arrayminus"].IsArray ? _plus : style["arrayminus"].Numbers(count, double.NaN);
    }

    /// <returns>Null where the trace has none on the axis.</returns>
    public static ErrorBars? Of(Node trace, Axis axis, int count, string colour)
    {
        var style = trace[axis.IsX ? "error_x" : "error_y"];
        return style["array"].IsArray && style["visible"].Flag(true) ? new ErrorBars(style, axis, count, colour) : null;
    }

    /// <param name="places">Of the values on the axis.</param>
    public void Measure(double[] places)
    {
        for (var i = 0; i < places.Length; i++)
        {
            foreach (var end in Ends(places[i], i))
                _axis.Extremes.Include(end, padded: true);
        }
    }

    /// <param name="svg">The picture.</param>
    /// <param name="places">Of the values on the axis.</param>
    /// <param name="across">Where the bars stand on the other axis, in pixels.</param>
    public void Draw(SvgWriter svg, double[] places, double[] across)
    {
        var cap = _style["width"].Number(4);
        var path = new PathWriter();
        for (var i = 0; i < places.Length; i++)
        {
            if (Ends(places[i], i) is not [var low, var high] || !double.IsFinite(across[i]))
                continue;
            var (from, to, at) = (_axis.Pixel(low), _axis.Pixel(high), across[i]);
            Line(path, at, from, at, to);
            Line(path, at - cap, from, at + cap, from);
            Line(path, at - cap, to, at + cap, to);
        }
        svg.Empty("path", ("d", path.ToString()), ("fill", "none"), ("stroke", _colour), ("stroke-width", _style["thickness"].Number(2)));
    }

    private void Line(PathWriter path, double across, double along, double toAcross, double toAlong)
    {
        path.Move(_axis.IsX ? along : across, _axis.IsX ? across : along);
        path.Line(_axis.IsX ? toAlong : toAcross, _axis.IsX ? toAcross : toAlong);
    }

    private double[] Ends(double place, int i)
    {
        var value = _axis.Kind == AxisKind.Logarithmic ? Math.Pow(10, place) : place;
        double[] ends = [_axis.Place(value - (double.IsFinite(_minus[i]) ? _minus[i] : 0)), _axis.Place(value + _plus[i])];
        return Array.Exists(ends, double.IsNaN) || double.IsInfinity(place) ? [] : ends;
    }
}
