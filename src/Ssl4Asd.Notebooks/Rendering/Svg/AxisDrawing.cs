namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>Grid, line, labels and title of an axis that is fitted to a plot.</summary>
internal sealed class AxisDrawing
{
    private const double Pad = 12;

    private readonly Axis _axis;
    private readonly Node _style;
    private readonly IReadOnlyList<Tick> _ticks;
    private readonly double _size;
    private readonly double _angle;
    private readonly string _ink;

    /// <param name="axis">Fitted already.</param>
    /// <param name="ink">The colour of texts.</param>
    public AxisDrawing(Axis axis, string ink)
    {
        (_axis, _style) = (axis, axis.Style);
        _ticks = Ticks.Of(axis);
        _size = axis.FontSize("tickfont");
        _ink = _style["color"].Text(ink);
        _angle = _style["tickangle"].Number() ?? AutomaticAngle();
    }

    private bool HasLabels => _style["showticklabels"].Flag(true);

    private string Title => _style["title"].IsText ? _style["title"].Text("") : _style["title.text"].Text("");

    private double TitleSize => _style["title.font.size"].Number(14);

    private double TickLength => _style["ticks"].Is("outside") ? _style["ticklen"].Number(5) : 0;

    /// <summary>From the axis to the far side of its labels.</summary>
    private double Depth
    {
        get
        {
            var labels = HasLabels && _ticks.Count > 0;
            if (!labels)
                return TickLength;
            var (sin, cos) = Math.SinCos(Math.Abs(_angle) * Math.PI / 180);
            return TickLength + Gap + (_axis.IsX
                ? _ticks.Max(tick => _angle == 0 ? TextSize.Height(tick.Label, _size) : TextSize.Width(tick.Label, _size) * sin + _size * cos + 3)
                : _ticks.Max(tick => LabelWidth(tick)));
        }
    }

    /// <summary>What the margins must hold.</summary>
    public Push? Push(Area plot)
    {
        if (!_axis.IsVisible || !(_style["automargin"].IsText || _style["automargin"].Flag(false)))
            return null;
        var deep = Title.Length == 0 ? Depth : TitleDepth + 0.7 * TitleSize + (RichText.Lines(Title).Length - 1) * TitleSize * TextSize.LineHeight;
        if (deep == 0)
            return null;
        deep += Pad;
        var at = _axis.IsX ? (plot.Bottom - Line) / plot.Height : (Line - plot.Left) / plot.Width;
        if (!_axis.IsX)
            return new Push((at, at), _axis.Domain, Left: _axis.Side == "left" ? deep : 0, Right: _axis.Side == "right" ? deep : 0);
        var (left, right) = Overhang();
        return new Push(
            _axis.Domain, (at, at), left > 0 ? left + Pad : 0, right > 0 ? right + Pad : 0, _axis.Side == "bottom" ? deep : 0, _axis.Side == "top" ? deep : 0);
    }

    public void DrawGrid(SvgWriter svg)
    {
        if (!_axis.IsVisible)
            return;
        var hasZeroLine = _style["zeroline"].Flag(_style["zerolinecolor"].Exists) && _axis.Kind == AxisKind.Linear && IsInside(0);
        if (_style["showgrid"].Flag(true) && !IsOverlaying)
        {
            foreach (var tick in _ticks.Where(tick => !(hasZeroLine && tick.Place == 0) && !IsAtLine(tick.Place)))
                DrawAcross(svg, tick.Place, _style["gridcolor"].Text("#eee"), _style["gridwidth"].Number(1));
        }
        if (hasZeroLine)
            DrawAcross(svg, 0, _style["zerolinecolor"].Text("#444"), _style["zerolinewidth"].Number(1));
    }

    public void Draw(SvgWriter svg)
    {
        if (!_axis.IsVisible)
            return;
        if (_style["showline"].Flag(_style["linecolor"].Exists && _style["mirror"].Exists))
        {
            DrawLine(svg, Line);
            if (_style["mirror"].Exists && _style["mirror"].Text() != "false" && _axis.Anchor is { } anchor)
                DrawLine(svg, _axis.Side is "bottom" or "right" ? anchor.Offset : anchor.Offset + anchor.Length);
        }
        foreach (var tick in TickLength > 0 ? _ticks : [])
        {
            var (at, out1) = (_axis.Pixel(tick.Place), Line + Outwards * TickLength);
            Stroke(svg, _axis.IsX ? (at, Line, at, out1) : (Line, at, out1, at), _style["tickcolor"].Text("#444"), 1);
        }
        if (HasLabels)
            DrawLabels(svg);
        if (Title.Length > 0)
            DrawTitle(svg);
    }

    private double Gap => _style["showline"].Flag(false) ? 1 + 0.2 * _size : 1;

    private bool IsOverlaying => _style["overlaying"].IsText;

    /// <summary>From the axis to the near side of its title.</summary>
    private double TitleDepth => _style["title.standoff"].Number() is { } standoff
        ? Depth + standoff
        : 10 + TitleSize * (_axis.IsX ? HasLabels ? 2.335 : 1.335 : HasLabels ? 1.685 : 0.685);

    /// <summary>+1 where outwards is right or down.</summary>
    private int Outwards => _axis.Side is "right" or "bottom" ? 1 : -1;

    /// <summary>Where the axis stands, in pixels of the other letter.</summary>
    private double Line
    {
        get
        {
            var (start, end) = _axis.Anchor is { } anchor ? (anchor.Offset, anchor.Offset + anchor.Length) : (0, 0);
            return _axis.Side is "bottom" or "right" ? end : start;
        }
    }

    private double FontSize(Tick tick) => tick.IsMinor ? 0.75 * _size : _size;

    private double LabelWidth(Tick tick) => TextSize.Width(tick.Label, FontSize(tick));

    private bool IsInside(double place) => place >= Math.Min(_axis.Range.Start, _axis.Range.End) && place <= Math.Max(_axis.Range.Start, _axis.Range.End);

    // A grid line on the other axis' own line is not drawn; at the edge of the plot there is nothing to see of it either.
    private bool IsAtLine(double place) => _axis.Pixel(place) is var at && (Math.Abs(at - _axis.Offset) < 0.5 || Math.Abs(at - _axis.Offset - _axis.Length) < 0.5);

    private double AutomaticAngle()
    {
        if (!_axis.IsX || !HasLabels || _ticks.Count < 2)
            return 0;
        // labels must keep a little apart; turned ones need only the height of a line between them
        var centres = _ticks.Select(tick => _axis.Pixel(tick.Place)).ToArray();
        var order = Enumerable.Range(0, centres.Length).OrderBy(i => centres[i]).ToArray();
        var pairs = order.Zip(order.Skip(1), (a, b) => (
            Space: centres[b] - centres[a], Needed: (LabelWidth(_ticks[a]) + LabelWidth(_ticks[b])) / 2 + 2)).ToArray();
        if (pairs.All(pair => pair.Space >= pair.Needed))
            return 0;
        return pairs.All(pair => pair.Space * 0.5 >= _size * 1.25) ? 30 : 90;
    }

    private (double Left, double Right) Overhang()
    {
        if (!HasLabels || _ticks.Count == 0)
            return (0, 0);
        var cos = Math.Cos(_angle * Math.PI / 180);
        var ends = _ticks.Select(tick => (At: _axis.Pixel(tick.Place), Width: LabelWidth(tick) * cos)).ToArray();
        return (
            ends.Max(label => _axis.Offset - label.At + (_angle == 0 ? label.Width / 2 : _angle < 0 ? label.Width : 0)),
            ends.Max(label => label.At + (_angle == 0 ? label.Width / 2 : _angle > 0 ? label.Width : 0) - _axis.Offset - _axis.Length));
    }

    private void DrawAcross(SvgWriter svg, double place, string colour, double width)
    {
        if (_axis.Anchor is not { } across)
            return;
        var at = _axis.Pixel(place);
        Stroke(svg, _axis.IsX ? (at, across.Offset, at, across.Offset + across.Length) : (across.Offset, at, across.Offset + across.Length, at), colour, width);
    }

    private void DrawLine(SvgWriter svg, double at) => Stroke(
        svg, _axis.IsX ? (_axis.Offset, at, _axis.Offset + _axis.Length, at) : (at, _axis.Offset, at, _axis.Offset + _axis.Length),
        _style["linecolor"].Text("#444"), _style["linewidth"].Number(1));

    private static void Stroke(SvgWriter svg, (double X0, double Y0, double X1, double Y1) line, string colour, double width) => svg.Empty(
        "path", ("d", $"M{SvgWriter.Number(line.X0)},{SvgWriter.Number(line.Y0)}L{SvgWriter.Number(line.X1)},{SvgWriter.Number(line.Y1)}"),
        ("stroke", colour), ("stroke-width", width), ("shape-rendering", "crispEdges"));

    private void DrawLabels(SvgWriter svg)
    {
        var colour = _style["tickfont.color"].Text(_ink);
        foreach (var tick in _ticks)
        {
            var (at, size) = (_axis.Pixel(tick.Place), FontSize(tick));
            var start = Line + Outwards * (TickLength + Gap);
            if (!_axis.IsX)
            {
                TextBlock.Draw(svg, tick.Label, start, at, size, colour, _axis.Side == "left" ? 1 : 0);
            }
            else if (_angle == 0)
            {
                TextBlock.Baseline(svg, tick.Label, at, _axis.Side == "bottom" ? start + size : start - 0.3 * size, size, colour, 0.5);
            }
            else
            {
                TextBlock.Draw(svg, tick.Label, at, start + Outwards * size / 2, size, colour, _angle > 0 == (_axis.Side == "bottom") ? 0 : 1, 0.5, _angle);
            }
        }
    }

    private void DrawTitle(SvgWriter svg)
    {
        var (middle, away) = (_axis.Offset + _axis.Length / 2, TitleDepth);
        // the letters stand on the far side below and at the right, else on the near side
        var at = Line + Outwards * away + (Outwards > 0 ? 0.665 : -0.315) * TitleSize;
        var lines = RichText.Lines(Title).Length - 1;
        if (Outwards < 0)
            at -= lines * TitleSize * TextSize.LineHeight;
        var colour = _style["title.font.color"].Text(_ink);
        if (_axis.IsX)
            TextBlock.Baseline(svg, Title, middle, at, TitleSize, colour, 0.5);
        else
            TextBlock.Baseline(svg, Title, at, middle, TitleSize, colour, 0.5, $"rotate(-90 {SvgWriter.Number(at)} {SvgWriter.Number(middle)})");
    }
}
