namespace Ssl4Asd.Notebooks.Rendering.Svg.Traces;

/// <summary>Upright or lying bars; where they stand is settled with those of the other traces, see <see cref="BarArrangement"/>.</summary>
internal class BarTrace(TraceSource source) : Trace(source)
{
    private ErrorBars? _errors;
    private string[] _colours = [];

    public virtual bool IsLying => Style["orientation"].Is("h");

    /// <summary>The axis that bars stand side by side on.</summary>
    public Axis Along => IsLying ? Y : X;

    /// <summary>The axis of their heights.</summary>
    public Axis Upward => IsLying ? X : Y;

    /// <summary>Where they stand: the middle of all that stand at the same place.</summary>
    public double[] Places { get; protected set; } = [];

    /// <summary>Heights; negative ones go down.</summary>
    public double[] Heights { get; protected set; } = [];

    /// <summary>Where they begin: zero, or the end of the bar below.</summary>
    public double[] Bases { get; set; } = [];

    /// <summary>From <see cref="Places"/> to the middle of the bar.</summary>
    public double Shift { get; set; }

    public double[] Widths { get; set; } = [];

    /// <summary>Of each bar if the trace gives them.</summary>
    public double[]? GivenWidths { get; private set; }

    public bool HasBases => Style["base"].Exists;

    public bool IsStacked => Layout["barmode"].Text() is "stack" or "relative";

    /// <summary>The width of a bin where bars are bins.</summary>
    public virtual double? BinWidth => null;

    public override int Layer => 1;

    /// <summary>Reads places and heights.</summary>
    public virtual void Read()
    {
        var (along, upward) = IsLying ? (Style["y"], Style["x"]) : (Style["x"], Style["y"]);
        var count = Math.Max(Count(along), Count(upward));
        Places = PlacesOf(Along, along, count);
        Heights = [.. upward.Items.Select(Node.NumberOf)];
        count = Math.Min(Places.Length, Heights.Length);
        (Places, Heights) = (Places[..count], Heights[..count]);
        Bases = Style["base"].Numbers(count, 0);
        GivenWidths = Style["width"].Exists ? Style["width"].Numbers(count, double.NaN) : null;
    }

    // BarArrangement reads and settles the bars before.
    public override void Measure()
    {
        var count = Heights.Length;
        _errors = ErrorBars.Of(Style, Upward, count, "#444");
        _colours = [.. Style["marker.color"].Texts(count).Select(colour => colour ?? TurnColour)];
        Upward.Extremes.IsZeroBased = true;
        for (var i = 0; i < count; i++)
        {
            if (!double.IsFinite(Places[i]) || !double.IsFinite(Heights[i]))
                continue;
            if (Upward.Kind == AxisKind.Logarithmic)
            {
                Upward.Extremes.Include(Upward.Place(Bases[i] + Heights[i]), padded: true);
                Upward.Extremes.Include(Upward.Place(Bases[i]), padded: true);
            }
            else
            {
                Upward.Extremes.IncludeFromZero(Bases[i]);
                Upward.Extremes.IncludeFromZero(Bases[i] + Heights[i], Style["textposition"].Is("outside") && !IsLying ? 16 : 0);
            }
        }
        _errors?.Measure(Tops);
    }

    private double[] Tops => [.. Bases.Zip(Heights, (start, height) => Upward.Place(start + height))];

    public override void Draw(SvgWriter svg)
    {
        var line = Style["marker.line"];
        var width = line["width"].Number(0);
        svg.Open(
            "g", ("class", "bars"), ("opacity", Opacity < 1 ? Opacity : null), ("fill-opacity", Style["marker.opacity"].Number()),
            ("stroke", width > 0 ? line["color"].Text("#444") : null), ("stroke-width", width > 0 ? width : null));
        for (var i = 0; i < Heights.Length; i++)
        {
            if (Box(i) is not var (x0, y0, x1, y1))
                continue;
            svg.Empty(
                "rect", ("x", Math.Min(x0, x1)), ("y", Math.Min(y0, y1)), ("width", Math.Abs(x1 - x0)), ("height", Math.Abs(y1 - y0)),
                ("fill", _colours[i]));
        }
        svg.Close("g");
        _errors?.Draw(svg, Tops, [.. Places.Select(place => Along.Pixel(place + Shift))]);
        DrawTexts(svg);
    }

    public override void DrawSign(SvgWriter svg, double x, double y)
    {
        var width = Style["marker.line.width"].Number(0);
        DrawSquare(
            svg, x, y, _colours.FirstOrDefault(Style["marker.color"].IsArray ? TurnColour : Style["marker.color"].Text(TurnColour)),
            width > 0 ? Style["marker.line.color"].Text("#444") : null, width);
    }

    /// <summary>The corners of a bar in pixels; null if it has none.</summary>
    public (double X0, double Y0, double X1, double Y1)? Box(int i)
    {
        var (middle, half) = (Places[i] + Shift, Widths[i] / 2);
        var (start, end) = (Upward.Place(Bases[i]), Upward.Place(Bases[i] + Heights[i]));
        if (!double.IsFinite(middle) || !double.IsFinite(end) || double.IsNaN(start))
            return null;
        var (a0, a1) = (Along.Pixel(middle - half), Along.Pixel(middle + half));
        var (u0, u1) = (Upward.Pixel(start), Upward.Pixel(end));
        return IsLying ? (u0, a0, u1, a1) : (a0, u0, a1, u1);
    }

    private void DrawTexts(SvgWriter svg)
    {
        var position = Style["textposition"].Text("auto");
        if (!Style["text"].Exists || position == "none")
            return;
        var texts = Style["text"].Texts(Heights.Length);
        var font = Style["textfont"].Else(Layout["font"]).Else(Layout["template.layout.font"]);
        var size = font["size"].Number(12);
        for (var i = 0; i < Heights.Length; i++)
        {
            if (texts[i] is not { Length: > 0 } text || Box(i) is not var (x0, y0, x1, y1))
                continue;
            var (width, height) = (TextSize.Width(text, size), TextSize.Height(text, size));
            var fits = Math.Abs(x1 - x0) > width + 6 && Math.Abs(y1 - y0) > height + 6;
            var inside = position == "inside" || (position == "auto" && fits);
            var colour = inside ? Style["textfont.color"].Text(Colour.Of(_colours[i]).Contrast) : font["color"].Text("#444");
            if (IsLying)
                TextBlock.Draw(svg, text, x1 + (inside == x1 >= x0 ? -3 : 3), (y0 + y1) / 2, size, colour, inside == x1 >= x0 ? 1 : 0);
            else
                TextBlock.Draw(svg, text, (x0 + x1) / 2, y1 + (inside == y1 <= y0 ? 3 : -3), size, colour, 0.5, inside == y1 <= y0 ? 0 : 1);
        }
    }
}
