namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>What the colours of a heatmap mean, beside the plot.</summary>
/// <param name="style">Of the bar.</param>
/// <param name="layout">Of the figure.</param>
/// <param name="scale">The colours.</param>
/// <param name="low">The number of the first colour.</param>
/// <param name="high">The number of the last.</param>
/// <param name="id">Of the gradient in the page.</param>
/// <param name="isShown">Whether it is drawn.</param>
internal sealed class ColourBar(Node style, Node layout, ColourScale scale, double low, double high, string id, bool isShown)
{
    private const double Pad = 10;
    private const double MarginPad = 12;

    public ColourScale Scale => scale;

    public double Low => low;

    public double High => high;

    public bool IsShown => isShown;

    private double Size => style["tickfont.size"].Number(layout["font.size"].Number(12));

    private double TitleSize => style["title.font.size"].Number(14);

    private string Title => style["title"].IsText ? style["title"].Text("") : style["title.text"].Text("");

    private double Thickness => style["thickness"].Number(30);

    private double X => style["x"].Number(1.02);

    public Push Push(Area plot)
    {
        var labels = Ticks(plot).Select(tick => TextSize.Width(tick.Label, Size)).DefaultIfEmpty(0).Max();
        var width = 2 * Pad + Math.Max(Thickness + labels, TextSize.Width(Title, TitleSize));
        var isRight = style["xanchor"].Text("left") == "left";
        return new Push((X, X), (0, 1), Left: isRight ? 0 : width + MarginPad, Right: isRight ? width + MarginPad : 0);
    }

    public void Draw(SvgWriter svg, Area plot)
    {
        var ink = style["tickfont.color"].Text(layout["font.color"].Text(layout["template.layout.font.color"].Text("#444")));
        var (left, (top, bottom)) = (Left(plot), Ends(plot));
        svg.Open("linearGradient", ("id", id), ("x1", "0"), ("y1", "1"), ("x2", "0"), ("y2", "0"));
        for (var i = 0; i <= 32; i++)
            svg.Empty("stop", ("offset", i / 32.0), ("stop-color", scale.At(i / 32.0).ToString()));
        svg.Close("linearGradient");
        var outline = style["outlinewidth"].Number(1);
        svg.Empty(
            "rect", ("x", left), ("y", top), ("width", Thickness), ("height", bottom - top), ("fill", $"url(#{id})"),
            ("stroke", outline > 0 ? style["outlinecolor"].Text("#444") : null), ("stroke-width", outline > 0 ? outline : null));
        foreach (var tick in Ticks(plot))
            TextBlock.Draw(svg, tick.Label, left + Thickness + 0.27 * Size, bottom - (tick.Place - low) / (high - low) * (bottom - top), Size, ink);
        if (Title.Length > 0)
            TextBlock.Baseline(svg, Title, left, BoxTop(plot) + Pad + 0.96 * TitleSize, TitleSize, style["title.font.color"].Text(ink), 0);
    }

    private double Left(Area plot)
    {
        var anchor = style["xanchor"].Text("left");
        var outer = 2 * Pad + Thickness;
        return plot.X(X) + Pad - (anchor == "right" ? outer : anchor == "center" ? outer / 2 : 0);
    }

    private double Length(Area plot) =>
        style["lenmode"].Is("pixels") ? style["len"].Number(plot.Height) : style["len"].Number(1) * plot.Height;

    private double BoxTop(Area plot) => plot.Y(style["y"].Number(0.5)) - Length(plot) * style["yanchor"].Text("middle") switch
    {
        "top" => 0,
        "bottom" => 1,
        _ => 0.5,
    };

    private (double Top, double Bottom) Ends(Area plot)
    {
        var title = Title.Length == 0 ? 0 : RichText.Lines(Title).Length * TitleSize * TextSize.LineHeight + 0.2 * TitleSize;
        var top = BoxTop(plot) + Pad + title;
        return (top, Math.Max(top + 1, BoxTop(plot) + Length(plot) - Pad));
    }

    private IReadOnlyList<Tick> Ticks(Area plot)
    {
        if (style["tickvals"].IsArray)
        {
            double[] values = [.. style["tickvals"].Items.Select(Node.NumberOf)];
            var texts = style["ticktext"].Texts(values.Length);
            return [.. values.Select((value, i) => new Tick(value, texts[i] ?? TickFormat.Number(value, Math.Max(Math.Abs(value) / 100, 1e-9), Math.Abs(value))))
                .Where(tick => tick.Place >= low && tick.Place <= high)];
        }
        var (top, bottom) = Ends(plot);
        var count = style["nticks"].Number(Math.Clamp((bottom - top) / 40, 4, 9) + 1);
        return Svg.Ticks.Linear(style, low, high, style["dtick"].Number(Svg.Ticks.Step((high - low) / count)));
    }
}
