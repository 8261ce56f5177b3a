using Ssl4Asd.Notebooks.Rendering.Svg.Traces;

namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>Draws a figure as plotly.js would, without a script.</summary>
internal sealed class SvgChart
{
    // Labels need room, room moves labels: three rounds are enough in practice.
    private const int Rounds = 3;

    // plotly.js's, where no template has one
    private static readonly string[] Colourway =
        ["#1f77b4", "#ff7f0e", "#2ca02c", "#d62728", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f", "#bcbd22", "#17becf"];

    private readonly Figure _figure;
    private readonly string _id;
    private readonly AxisSet _axes;
    private readonly List<Trace> _traces = [];
    private readonly SortedSet<string> _unknown = new(StringComparer.Ordinal);
    private readonly Legend _legend;
    private readonly double _width;
    private readonly double _height;

    /// <summary>Lays a figure out; <see cref="Drawn"/> draws it.</summary>
    public SvgChart(Figure figure, string id)
    {
        (_figure, _id) = (figure, id);
        (_width, _height) = (Size("width", 700), Size("height", 450));
        var shown = figure.Traces.Index().Where(trace => trace.Item["visible"].Flag(!trace.Item["visible"].IsText)).ToArray();
        _axes = new AxisSet(figure, [.. shown.Select(trace => (trace.Item["xaxis"].Text("x"), trace.Item["yaxis"].Text("y")))]);
        foreach (var (index, style) in shown)
            Add(index, style);
        Measure();
        _legend = new Legend(_traces, figure.Layout);
        Fit();
    }

    /// <summary>What the margins leave.</summary>
    public Area Plot { get; private set; }

    /// <summary>By their ids.</summary>
    public IReadOnlyDictionary<string, Axis> Axes => _axes.ById;

    public IReadOnlyList<Trace> Traces => _traces;

    private Node Layout => _figure.Layout;

    private string Ink => Layout["font.color"].Text(Layout["template.layout.font.color"].Text("#444"));

    private IEnumerable<ColourBar> Bars => _traces.Select(trace => trace.Bar).OfType<ColourBar>().Where(bar => bar.IsShown);

    /// <param name="figure">What to draw.</param>
    /// <param name="id">The beginning of the ids in the picture, which are to be unique in the page.</param>
    /// <returns>An <c>svg</c> element without scripts.</returns>
    public static string Of(Figure figure, string id) => new SvgChart(figure, id).Drawn();

    private double Size(string name, double otherwise) => Math.Clamp(Layout[name].Number(otherwise), 10, 10000);

    private void Add(int index, Node style)
    {
        var colours = Layout["colorway"].Else(Layout["template.layout.colorway"]).Items.Select(Node.TextOf).OfType<string>()
            .ToArray();
        if (colours.Length == 0)
            colours = Colourway;
        var (x, y) = (_axes.ById[style["xaxis"].Text("x")], _axes.ById[style["yaxis"].Text("y")]);
        var source = new TraceSource(style, index, x, y, Layout, colours[index % colours.Length], _id);
        if (source.Trace is not { } trace)
        {
            _unknown.Add(style["type"].Text(""));
            return;
        }
        x.LearnKind(source.Values(isX: true));
        y.LearnKind(source.Values(isX: false));
        _traces.Add(trace);
    }

    private void Measure()
    {
        foreach (var bars in _traces.OfType<BarTrace>().GroupBy(bar => (bar.X, bar.Y, bar.IsLying)))
            BarArrangement.Settle([.. bars], Layout);
        foreach (var boxes in _traces.OfType<BoxTrace>().GroupBy(box => (box.X, box.Y)))
            BoxTrace.Settle([.. boxes], Layout);
        foreach (var lines in _traces.OfType<ScatterTrace>().GroupBy(line => (line.X, line.Y, line.StackGroup)))
        {
            foreach (var (before, line) in lines.Zip(lines.Skip(1)))
                line.Before = before;
        }
        foreach (var trace in _traces)
            trace.Measure();
        Shapes.Measure(Layout, _axes.ById);
        Annotations.Measure(Layout, _axes.ById);
    }

    private void Fit()
    {
        var margin = Layout["margin"].Else(Layout["template.layout.margin"]);
        var given = (margin["l"].Number(80), margin["r"].Number(80), margin["t"].Number(100), margin["b"].Number(80));
        var pushes = new List<Push>();
        for (var round = 0; round < Rounds; round++)
        {
            Plot = Margins.Plot(_width, _height, given, pushes);
            foreach (var axis in _axes.All)
                axis.Fit(axis.IsX ? Plot.Left : Plot.Top, axis.IsX ? Plot.Width : Plot.Height);
            pushes = [.. _axes.All.Select(axis => new AxisDrawing(axis, Ink).Push(Plot)).OfType<Push>(), .. Bars.Select(bar => bar.Push(Plot))];
            if (_legend.IsShown)
                pushes.Add(_legend.Push(Plot));
        }
    }

    private string Drawn()
    {
        var svg = new SvgWriter();
        svg.Open(
            "svg", ("xmlns", "http://www.w3.org/2000/svg"), ("id", _id), ("width", _width), ("height", _height),
            ("viewBox", $"0 0 {SvgWriter.Number(_width)} {SvgWriter.Number(_height)}"), ("role", "img"), ("aria-label", _figure.Description),
            ("style", "max-width:100%;height:auto;display:block"), ("font-family", Layout["font.family"].Text(TextSize.Family)));
        svg.Empty("rect", ("width", _width), ("height", _height), ("fill", Background("paper_bgcolor")));
        if (_unknown.Count > 0)
            DrawUnknown(svg);
        else
            DrawPlots(svg);
        DrawTitle(svg);
        svg.Close("svg");
        return svg.ToString();
    }

    private string Background(string name) => Layout[name].Text(Layout[$"template.layout.{name}"].Text("#fff"));

    private void DrawPlots(SvgWriter svg)
    {
        var drawings = _axes.All.Select(axis => new AxisDrawing(axis, Ink)).ToArray();
        var places = new Reference(_axes, Plot);
        var plots = _axes.Pairs.Select(pair => (X: _axes.ById[pair.X], Y: _axes.ById[pair.Y])).ToArray();
        foreach (var (x, y) in plots.Where(plot => !plot.X.Style["overlaying"].IsText && !plot.Y.Style["overlaying"].IsText))
            svg.Empty("rect", ("x", x.Offset), ("y", y.Offset), ("width", x.Length), ("height", y.Length), ("fill", Background("plot_bgcolor")));
        Shapes.Draw(svg, Layout, places, _id, isBelow: true);
        foreach (var drawing in drawings)
            drawing.DrawGrid(svg);
        foreach (var (i, (x, y)) in plots.Index())
            DrawTraces(svg, x, y, $"{_id}-plot{i}");
        foreach (var drawing in drawings)
            drawing.Draw(svg);
        Shapes.Draw(svg, Layout, places, _id, isBelow: false);
        foreach (var bar in Bars)
            bar.Draw(svg, Plot);
        if (_legend.IsShown)
            _legend.Draw(svg, Plot);
        Annotations.Draw(svg, Layout, places);
    }

    private void DrawTraces(SvgWriter svg, Axis x, Axis y, string id)
    {
        svg.Open("clipPath", ("id", id));
        svg.Empty("rect", ("x", x.Offset), ("y", y.Offset), ("width", x.Length), ("height", y.Length));
        svg.Close("clipPath");
        svg.Open("g", ("clip-path", $"url(#{id})"));
        foreach (var trace in _traces.Where(trace => trace.X == x && trace.Y == y).OrderBy(trace => trace.Layer))
            trace.Draw(svg);
        svg.Close("g");
    }

    private void DrawUnknown(SvgWriter svg) => TextBlock.Draw(
        svg, $"No static picture of a chart of type {string.Join(", ", _unknown)};<br>it is drawn where scripts run and plotly.js knows the type.",
        _width / 2, _height / 2, 14, Ink, 0.5);

    private void DrawTitle(SvgWriter svg)
    {
        var title = Layout["title"].IsText ? Layout["title"] : Layout["title.text"];
        if (title.Text() is not { Length: > 0 } text)
            return;
        var style = Layout["title"].Else(Layout["template.layout.title"]);
        var size = style["font.size"].Number(17);
        var x = style["x"].Number(0.5);
        var align = style["xanchor"].Text("auto") switch { "left" => 0, "center" => 0.5, "right" => 1, _ => x < 1 / 3.0 ? 0 : x > 2 / 3.0 ? 1 : 0.5 };
        var y = style["y"].Number() is { } share ? (1 - share) * _height : Plot.Top / 2;
        TextBlock.Baseline(svg, text, x * _width, y, size, style["font.color"].Text(Ink), align);
    }
}
