namespace Ssl4Asd.Notebooks.Rendering.Svg.Traces;

/// <summary>Points, lines and texts, with the area beside a line.</summary>
internal sealed class ScatterTrace(TraceSource source) : Trace(source)
{
    private double[] _x = [];
    private double[] _y = [];
    private Markers? _markers;
    private ErrorBars? _xErrors;
    private ErrorBars? _yErrors;

    private string Mode => Style["mode"].Text(_x.Length < 20 ? "lines+markers" : "lines");

    private bool HasLines => Mode.Contains("lines", StringComparison.Ordinal) && Style["line.width"].Number(2) > 0;

    private bool HasMarkers => Mode.Contains("markers", StringComparison.Ordinal);

    private bool HasText => Mode.Contains("text", StringComparison.Ordinal) && Style["text"].Exists;

    private string Fill => Style["fill"].Text(StackGroup is null ? "none" : "tonexty");

    private string LineColour => Style["line.color"].Text(MarkerColour ?? TurnColour);

    private string? MarkerColour => Style["marker.color"].IsArray ? null : Style["marker.color"].Text();

    private string FillColour => Style["fillcolor"].Text() ?? (Colour.Of(LineColour) with { Opacity = 0.5 }).ToString();

    private double LineWidth => Style["line.width"].Number(2);

    /// <summary>Traces of a group stand on each other.</summary>
    public string? StackGroup => Style["stackgroup"].Text() is { Length: > 0 } group ? group : null;

    /// <summary>The trace before it on the same axes, or in its group: what an area reaches to.</summary>
    public ScatterTrace? Before { get; set; }

    public override int Layer => 4;

    public bool IsFilledToBefore => Fill is "tonexty" or "tonextx" or "tonext";

    public override void Measure()
    {
        var count = Math.Max(Count(Style["x"]), Count(Style["y"]));
        (_x, _y) = (PlacesOf(X, Style["x"], count), PlacesOf(Y, Style["y"], count));
        count = Math.Min(_x.Length, _y.Length);
        (_x, _y) = (_x[..count], _y[..count]);
        Stack();
        _markers = new Markers(Style["marker"], count, Style["marker.color"].IsArray ? TurnColour : MarkerColour ?? Style["line.color"].Text(TurnColour));
        (_xErrors, _yErrors) = (ErrorBars.Of(Style, X, count, LineColour), ErrorBars.Of(Style, Y, count, LineColour));
        var isOpen = count < 2 || _x[0] != _x[^1] || _y[0] != _y[^1];
        var toZero = isOpen && (Fill == "tozeroy" || (Fill == "tonexty" && Before is null));
        var xPadded = _yErrors is not null || (Fill is not ("tonexty" or "tozeroy") && (HasMarkers || HasText));
        for (var i = 0; i < count; i++)
        {
            var pad = HasMarkers ? _markers.Pad(i) : 0;
            X.Extremes.Include(_x[i], xPadded ? pad : 0, xPadded);
            if (toZero && Y.Kind == AxisKind.Linear)
                Y.Extremes.IncludeFromZero(_y[i], pad);
            else
                Y.Extremes.Include(_y[i], pad, padded: true);
        }
        _xErrors?.Measure(_x);
        _yErrors?.Measure(_y);
    }

    public override void Draw(SvgWriter svg)
    {
        var points = Points;
        svg.Open("g", ("class", "scatter"), ("opacity", Opacity < 1 ? Opacity : null));
        DrawFill(svg, points);
        _xErrors?.Draw(svg, _x, [.. points.Select(point => point.Y)]);
        _yErrors?.Draw(svg, _y, [.. points.Select(point => point.X)]);
        if (HasLines)
        {
            var path = new PathWriter();
            foreach (var run in LineShape.Runs(points))
            {
                path.Move(run[0].X, run[0].Y);
                LineShape.Join(path, run, Style["line.shape"].Text("linear"), Style["line.smoothing"].Number(1));
            }
            DrawLine(svg, path.ToString());
        }
        if (HasMarkers)
            _markers!.Draw(svg, points);
        if (HasText)
            DrawTexts(svg, points);
        svg.Close("g");
    }

    public override void DrawSign(SvgWriter svg, double x, double y)
    {
        svg.Open("g", ("opacity", Opacity < 1 ? Opacity : null));
        var isFilled = Fill != "none";
        if (isFilled)
            svg.Empty("rect", ("x", x - 15), ("y", y), ("width", 30.0), ("height", 6.0), ("fill", FillColour));
        if (HasLines)
            DrawLine(svg, $"M{SvgWriter.Number(x - 15)},{SvgWriter.Number(y)}h30");
        if (HasMarkers && _x.Length > 0)
            _markers!.Draw(svg, [(x, y)]);
        svg.Close("g");
    }

    private (double X, double Y)[] Points => [.. _x.Zip(_y, (x, y) => (X.Pixel(x), Y.Pixel(y)))];

    private void Stack()
    {
        if (StackGroup is null || Before is null)
            return;
        var below = Before._x.Zip(Before._y).ToLookup(point => point.First, point => point.Second);
        _y = [.. _x.Zip(_y, (x, y) => y + below[x].FirstOrDefault())];
    }

    private void DrawFill(SvgWriter svg, (double X, double Y)[] points)
    {
        if (Fill == "none" || points.Length == 0)
            return;
        var path = new PathWriter();
        // down to another line there is one area, whatever is missing
        var runs = LineShape.Runs(points);
        foreach (var run in IsFilledToBefore && Before is not null ? [[.. runs.SelectMany(run => run)]] : runs)
        {
            if (run.Count == 0)
                continue;
            var smoothing = Style["line.smoothing"].Number(1);
            path.Move(run[0].X, run[0].Y);
            LineShape.Join(path, run, Style["line.shape"].Text("linear"), smoothing);
            foreach (var (x, y) in Edge(run))
                path.Line(x, y);
            path.Close();
        }
        svg.Empty("path", ("d", path.ToString()), ("fill", FillColour), ("stroke", "none"));
    }

    // The other side of an area, backwards.
    private IEnumerable<(double X, double Y)> Edge(IReadOnlyList<(double X, double Y)> run)
    {
        if (Fill == "toself")
            return [];
        if (Fill == "tozerox")
            return [(ZeroOf(X), run[^1].Y), (ZeroOf(X), run[0].Y)];
        if (Fill != "tozeroy" && Before is not null)
            return Before.Points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y)).Reverse();
        return [(run[^1].X, ZeroOf(Y)), (run[0].X, ZeroOf(Y))];
    }

    // Down to the end of an axis that has no zero.
    private static double ZeroOf(Axis axis) => axis.Pixel(axis.Kind == AxisKind.Logarithmic ? Math.Min(axis.Range.Start, axis.Range.End) : 0);

    private void DrawLine(SvgWriter svg, string path)
    {
        var dash = Style["line.dash"].Text("solid") switch
        {
            "dash" => $"{Long(9, 3)} {Long(9, 3)}",
            "dot" => $"{Long(3, 1)} {Long(3, 1)}",
            "dashdot" => $"{Long(9, 3)} {Long(3, 1)} {Long(3, 1)} {Long(3, 1)}",
            "longdash" => $"{Long(15, 5)} {Long(15, 5)}",
            "longdashdot" => $"{Long(15, 5)} {Long(5, 2)} {Long(3, 1)} {Long(5, 2)}",
            _ => null,
        };
        svg.Empty(
            "path", ("d", path), ("fill", "none"), ("stroke", LineColour), ("stroke-width", LineWidth), ("stroke-dasharray", dash),
            ("stroke-miterlimit", 2.0));

        string Long(double least, double times) => SvgWriter.Number(Math.Max(least, times * LineWidth));
    }

    private void DrawTexts(SvgWriter svg, (double X, double Y)[] points)
    {
        var texts = Style["text"].Texts(points.Length);
        var positions = Style["textposition"].Texts(points.Length);
        var font = Style["textfont"].Else(Layout["font"]).Else(Layout["template.layout.font"]);
        var size = font["size"].Number(12);
        foreach (var (i, (x, y)) in points.Index())
        {
            if (texts[i] is not { Length: > 0 } text || !double.IsFinite(x) || !double.IsFinite(y))
                continue;
            var position = positions[i] ?? "middle center";
            var gap = HasMarkers ? _markers!.Pad(i) + 1 : 1;
            var align = position.EndsWith("left", StringComparison.Ordinal) ? 1 : position.EndsWith("right", StringComparison.Ordinal) ? 0 : 0.5;
            var rise = position.StartsWith("top", StringComparison.Ordinal) ? 1 : position.StartsWith("bottom", StringComparison.Ordinal) ? 0 : 0.5;
            TextBlock.Draw(
                svg, text, x + (align == 0.5 ? 0 : align == 0 ? gap : -gap), y + (rise == 0.5 ? 0 : rise == 0 ? gap : -gap), size,
                font["color"].Text("#444"), align, rise);
        }
    }
}
