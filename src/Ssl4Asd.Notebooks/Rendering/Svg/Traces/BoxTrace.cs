using System.Text.Json;

namespace Ssl4Asd.Notebooks.Rendering.Svg.Traces;

/// <summary>Boxes from quartile to quartile, one for all values or one for each category.</summary>
internal sealed class BoxTrace(TraceSource source) : Trace(source)
{
    private const double Gap = 0.3;

    private (double Place, double[] Values)[] _boxes = [];

    private bool IsLying => Style["orientation"].Text(Style["y"].IsArray ? "v" : "h") == "h";

    private Axis Along => IsLying ? Y : X;

    private Axis Upward => IsLying ? X : Y;

    /// <summary>From the place to the middle of the box, and half its width; in places.</summary>
    private (double Shift, double Half) _room;

    private string Points => Style["boxpoints"].Text("outliers");

    private string LineColour => Style["line.color"].Text(Style["marker.color"].Text(TurnColour));

    private string FillColour => Style["fillcolor"].Text() ?? (Colour.Of(LineColour) with { Opacity = 0.5 }).ToString();

    private double LineWidth => Style["line.width"].Number(2);

    private double Side => Style["pointpos"].Number(Points == "all" ? -1.5 : 0);

    private double Jitter => Style["jitter"].Number(Points == "all" ? 0.3 : 0);

    public override int Layer => 2;

    /// <summary>Each box with what it shows.</summary>
    public IEnumerable<(double Place, Quartiles Numbers)> Numbers => _boxes.Select(box => (box.Place, Quartiles.Of(box.Values)));

    /// <summary>Boxes of several traces stand over each other or side by side.</summary>
    public static void Settle(IReadOnlyList<BoxTrace> traces, Node layout)
    {
        foreach (var trace in traces)
            trace.Read();
        double[] places = [.. traces.SelectMany(trace => trace._boxes).Select(box => box.Place).Distinct().Order()];
        var distance = places.Length < 2 ? 1 : places.Zip(places.Skip(1), (a, b) => b - a).Min();
        var groups = layout["boxmode"].Is("group") ? traces.Count : 1;
        var room = distance * (1 - layout["boxgap"].Number(Gap)) / groups;
        foreach (var (i, trace) in traces.Index())
        {
            trace._room = (groups > 1 ? (i - (groups - 1) / 2.0) * room : 0, room * (1 - layout["boxgroupgap"].Number(Gap)) / 2);
            foreach (var (place, _) in trace._boxes)
            {
                var pad = trace.Points == "all" ? 3 : 0;
                trace.Along.Extremes.Include(place - distance / 2, trace.Side < 0 ? pad : 0);
                trace.Along.Extremes.Include(place + distance / 2, trace.Side > 0 ? pad : 0);
            }
        }
    }

    public override void Measure()
    {
        foreach (var value in _boxes.SelectMany(box => box.Values))
            Upward.Extremes.Include(value, padded: true);
    }

    public override void Draw(SvgWriter svg)
    {
        svg.Open("g", ("class", "boxes"), ("opacity", Opacity < 1 ? Opacity : null));
        foreach (var (place, values) in _boxes)
            Draw(svg, place + _room.Shift, values);
        svg.Close("g");
    }

    public override void DrawSign(SvgWriter svg, double x, double y) => DrawSquare(svg, x, y, FillColour, LineColour, LineWidth);

    private void Read()
    {
        var (along, upward) = IsLying ? (Style["y"], Style["x"]) : (Style["x"], Style["y"]);
        double[] values = [.. upward.Items.Select(Upward.Place)];
        double[] places = along.IsArray
            ? [.. along.Items.Select(Along.Place)]
            : [.. Enumerable.Repeat(Along.Place(JsonSerializer.SerializeToElement(Name)) is var place && double.IsFinite(place) ? place : 0, values.Length)];
        _boxes = [.. places.Zip(values).Where(pair => double.IsFinite(pair.First) && double.IsFinite(pair.Second))
            .GroupBy(pair => pair.First, pair => pair.Second).Select(group => (group.Key, group.ToArray()))];
    }

    private void Draw(SvgWriter svg, double middle, double[] values)
    {
        var numbers = Quartiles.Of(values);
        var showsAll = Style["boxpoints"].Exists && !Style["boxpoints"].IsText;
        var (low, high) = showsAll ? (values.Min(), values.Max()) : (numbers.LowerFence, numbers.UpperFence);
        var whisker = _room.Half * Style["whiskerwidth"].Number(0.5);
        var path = new PathWriter();
        Line(path, middle - _room.Half, numbers.Median, middle + _room.Half, numbers.Median);
        path.Polygon(
            Spot(middle - _room.Half, numbers.Lower), Spot(middle + _room.Half, numbers.Lower),
            Spot(middle + _room.Half, numbers.Upper), Spot(middle - _room.Half, numbers.Upper));
        Line(path, middle, numbers.Lower, middle, low);
        Line(path, middle, numbers.Upper, middle, high);
        Line(path, middle - whisker, low, middle + whisker, low);
        Line(path, middle - whisker, high, middle + whisker, high);
        svg.Empty("path", ("d", path.ToString()), ("fill", FillColour), ("stroke", LineColour), ("stroke-width", LineWidth));
        if (Style["boxmean"].Flag(false) || Style["boxmean"].Is("sd"))
            DrawMean(svg, middle, numbers);
        if (!showsAll)
            DrawPoints(svg, middle, [.. Points == "all" ? values : values.Where(value => value < low || value > high)]);
    }

    private void DrawMean(SvgWriter svg, double middle, Quartiles numbers)
    {
        var path = new PathWriter();
        Line(path, middle - _room.Half, numbers.Mean, middle + _room.Half, numbers.Mean);
        if (Style["boxmean"].Is("sd"))
        {
            path.Polygon(
                Spot(middle, numbers.Mean - numbers.Deviation), Spot(middle + _room.Half, numbers.Mean),
                Spot(middle, numbers.Mean + numbers.Deviation), Spot(middle - _room.Half, numbers.Mean));
        }
        svg.Empty(
            "path", ("d", path.ToString()), ("fill", "none"), ("stroke", LineColour), ("stroke-width", LineWidth),
            ("stroke-dasharray", $"{SvgWriter.Number(LineWidth * 2)} {SvgWriter.Number(LineWidth)}"));
    }

    // The same points always lie at the same places: the golden ratio spreads them.
    private void DrawPoints(SvgWriter svg, double middle, double[] values)
    {
        const double Golden = 0.618033988749895;
        var points = values.Select((value, i) => Spot(
            middle + _room.Half * (Side + Jitter * (2 * (Golden * (i + 1) % 1) - 1)), value)).ToArray();
        new Markers(Style["marker"], values.Length, LineColour).Draw(svg, points);
    }

    private void Line(PathWriter path, double along0, double upward0, double along1, double upward1)
    {
        var ((x0, y0), (x1, y1)) = (Spot(along0, upward0), Spot(along1, upward1));
        path.Move(x0, y0);
        path.Line(x1, y1);
    }

    private (double X, double Y) Spot(double along, double upward) =>
        IsLying ? (X.Pixel(upward), Y.Pixel(along)) : (X.Pixel(along), Y.Pixel(upward));
}
