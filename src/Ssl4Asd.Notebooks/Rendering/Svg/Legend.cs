using Ssl4Asd.Notebooks.Rendering.Svg.Traces;

namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>The names of the traces with their signs.</summary>
internal sealed class Legend
{
    private const double SignWidth = 40;
    private const double Border = 5;
    private const double MarginPad = 12;
    private const double GroupGap = 10;

    private readonly Node _style;
    private readonly Node _layout;
    private readonly (Trace? Trace, string Text, double Gap)[] _items;
    private readonly double _size;

    public Legend(IReadOnlyList<Trace> traces, Node layout)
    {
        (_layout, _style) = (layout, layout["legend"].Else(layout["template.layout.legend"]));
        _size = _style["font.size"].Number(layout["font.size"].Number(12));
        Trace[] named = [.. traces.Where(trace => trace.IsInLegend)];
        IsShown = layout["showlegend"].Flag(named.Length > 1 || named.Any(trace => trace.Style["showlegend"].Flag(false))) && named.Length > 0;
        _items = Items(named, _style["traceorder"].Text(IsReversed(traces) ? "reversed" : "normal").Contains("reversed", StringComparison.Ordinal));
    }

    public bool IsShown { get; }

    private bool IsLying => _style["orientation"].Is("h");

    private string Title => _style["title.text"].Text("");

    private double TitleHeight => Title.Length > 0 ? TextSize.Height(Title, TitleSize) + 2 : 0;

    private double TitleSize => _style["title.font.size"].Number(_size * 1.2);

    private double RowHeight(string text) => Math.Max(TextSize.Height(text, _size), 16) + 3;

    private double X => _style["x"].Number(IsLying ? 0 : 1.02);

    private double Y => _style["y"].Number(IsLying ? -0.1 : 1);

    private double Align => _style["xanchor"].Text("left") switch
    {
        "center" => 0.5,
        "right" => 1,
        "auto" => X <= 1 / 3.0 ? 0 : X >= 2 / 3.0 ? 1 : 0.5,
        _ => 0,
    };

    private double Rise => _style["yanchor"].Text(IsLying ? Y > 1 ? "bottom" : Y < 0 ? "top" : "auto" : "auto") switch
    {
        "top" => 0,
        "middle" => 0.5,
        "bottom" => 1,
        _ => Y >= 2 / 3.0 ? 0 : Y <= 1 / 3.0 ? 1 : 0.5,
    };

    public Push Push(Area plot)
    {
        var (_, width, height) = Arranged(plot);
        return new Push(
            (X, X), (Y, Y), width * Align + MarginPad, width * (1 - Align) + MarginPad, height * (1 - Rise) + MarginPad, height * Rise + MarginPad);
    }

    public void Draw(SvgWriter svg, Area plot)
    {
        var (places, width, height) = Arranged(plot);
        var (left, top) = (plot.X(X) - Align * width, plot.Y(Y) - Rise * height);
        var ink = _style["font.color"].Text(_layout["font.color"].Text(_layout["template.layout.font.color"].Text("#444")));
        var border = _style["borderwidth"].Number(0);
        var paper = _layout["paper_bgcolor"].Text(_layout["template.layout.paper_bgcolor"].Text("#fff"));
        svg.Open("g", ("class", "legend"));
        svg.Empty(
            "rect", ("x", left), ("y", top), ("width", width), ("height", height), ("fill", _style["bgcolor"].Text(paper)),
            ("stroke", border > 0 ? _style["bordercolor"].Text("#444") : null), ("stroke-width", border > 0 ? border : null));
        if (Title.Length > 0)
            TextBlock.Draw(svg, Title, left + Border + 5, top + Border, TitleSize, _style["title.font.color"].Text(ink), 0, 0);
        foreach (var ((trace, text, _), (x, y)) in _items.Zip(places))
        {
            trace?.DrawSign(svg, left + x + 20, top + y);
            TextBlock.Draw(svg, text, left + x + (trace is null ? 5 : SignWidth), top + y + 0.04 * _size, _size, ink);
        }
        svg.Close("g");
    }

    // Of areas and stacks the upper ones come first, as they are in the plot.
    private static bool IsReversed(IReadOnlyList<Trace> traces) =>
        traces.Any(trace => trace is ScatterTrace { IsFilledToBefore: true }) || traces.Any(trace => trace is BarTrace { IsStacked: true });

    private static (Trace? Trace, string Text, double Gap)[] Items(Trace[] named, bool isReversed)
    {
        var items = new List<(Trace? Trace, string Text, double Gap)>();
        foreach (var group in named.GroupBy(trace => trace.Style["legendgroup"].Text("")))
        {
            var gap = items.Count > 0 && named.Any(trace => trace.Style["legendgroup"].Exists) ? GroupGap : 0;
            if (group.Select(trace => trace.Style["legendgrouptitle.text"].Text()).FirstOrDefault(title => title is not null) is { } title)
            {
                items.Add((null, title, gap));
                gap = 0;
            }
            foreach (var trace in isReversed ? group.Reverse() : group)
            {
                items.Add((trace, trace.Name, gap));
                gap = 0;
            }
        }
        return [.. items];
    }

    /// <summary>The left middle of each item in the legend, and the legend's size.</summary>
    private (List<(double X, double Y)> Places, double Width, double Height) Arranged(Area plot)
    {
        var places = new List<(double X, double Y)>();
        var widest = _items.Max(item => (item.Trace is null ? 5 : SignWidth) + TextSize.Width(item.Text, _size));
        if (!IsLying)
        {
            var y = Border + TitleHeight;
            foreach (var (_, text, gap) in _items)
            {
                places.Add((0, y + gap + RowHeight(text) / 2));
                y += gap + RowHeight(text);
            }
            return (places, Math.Ceiling(Math.Max(widest + 5, TextSize.Width(Title, TitleSize) + 20)), Math.Ceiling(y + Border));
        }
        // lying: as many in a row as the plot is wide
        var (x, top, right) = (0.0, Border + TitleHeight, 0.0);
        foreach (var (_, text, _) in _items)
        {
            var width = SignWidth + TextSize.Width(text, _size) + 5;
            if (x > 0 && x + width > plot.Width)
                (x, top) = (0, top + RowHeight(text));
            places.Add((x, top + RowHeight(text) / 2));
            x += width;
            right = Math.Max(right, x);
        }
        return (places, Math.Ceiling(right), Math.Ceiling(top + RowHeight("") + Border));
    }
}
