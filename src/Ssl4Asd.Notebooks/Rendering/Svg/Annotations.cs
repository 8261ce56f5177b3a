namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>Texts in and beside the plot, with or without an arrow.</summary>
internal static class Annotations
{
    private const double BorderPad = 1;

    /// <summary>The axes show what texts point to.</summary>
    public static void Measure(Node layout, IReadOnlyDictionary<string, Axis> axes)
    {
        foreach (var annotation in Of(layout))
        {
            foreach (var letter in (string[])["x", "y"])
            {
                if (Reference.AxisOf(axes, annotation[$"{letter}ref"].Text(letter)) is { Kind: not AxisKind.Category } axis && annotation[letter].First is { } value)
                    axis.Extremes.Include(axis.Spot(value, isPlace: true));
            }
        }
    }

    public static void Draw(SvgWriter svg, Node layout, Reference places)
    {
        foreach (var annotation in Of(layout))
        {
            if (annotation["x"].First is not { } atX || annotation["y"].First is not { } atY)
                continue;
            var x = places.Pixel(annotation["xref"].Text("x"), atX, isX: true, isPlace: true) + annotation["xshift"].Number(0);
            var y = places.Pixel(annotation["yref"].Text("y"), atY, isX: false, isPlace: true) - annotation["yshift"].Number(0);
            if (double.IsFinite(x) && double.IsFinite(y))
                Draw(svg, annotation, layout, x, y, places.Plot);
        }
    }

    private static IEnumerable<Node> Of(Node layout) =>
        layout["annotations"].Items.Select(annotation => new Node(annotation).Else(layout["template.layout.annotationdefaults"]))
            .Where(annotation => annotation["visible"].Flag(true));

    private static void Draw(SvgWriter svg, Node annotation, Node layout, double x, double y, Area plot)
    {
        var text = annotation["text"].Text("");
        var hasArrow = annotation["showarrow"].Flag(true);
        var font = annotation["font"].Else(layout["font"]).Else(layout["template.layout.font"]);
        var size = font["size"].Number(12);
        var (width, height) = (TextSize.Width(text, size) + 2 * BorderPad, TextSize.Height(text, size) + 2 * BorderPad);
        var (left, top) = (x, y);
        if (hasArrow)
            (left, top) = (x + annotation["ax"].Number(-10), y + annotation["ay"].Number(-30));
        var align = Anchor(annotation["xanchor"].Text("auto"), "left", "right", annotation["xref"].Is("paper") && !hasArrow ? (x - plot.Left) / plot.Width : 0.5);
        var rise = Anchor(annotation["yanchor"].Text("auto"), "top", "bottom", annotation["yref"].Is("paper") && !hasArrow ? 1 - (plot.Bottom - y) / plot.Height : 0.5);
        (left, top) = (left - align * width, top - rise * height);
        if (hasArrow)
            DrawArrow(svg, annotation, left + width / 2, top + height / 2, width, height, x, y);
        var border = annotation["borderwidth"].Number(annotation["bordercolor"].Exists ? 1 : 0);
        if (annotation["bgcolor"].Exists || border > 0)
        {
            svg.Empty(
                "rect", ("x", left), ("y", top), ("width", width), ("height", height), ("fill", annotation["bgcolor"].Text("none")),
                ("stroke", border > 0 ? annotation["bordercolor"].Text("#444") : null), ("stroke-width", border > 0 ? border : null));
        }
        TextBlock.Draw(
            svg, text, left + width / 2, top + height / 2, size, font["color"].Text("#444"), 0.5, 0.5, annotation["textangle"].Number(0));
    }

    /// <summary>The share of the text that is before its place.</summary>
    private static double Anchor(string anchor, string first, string last, double share) =>
        anchor == first ? 0 : anchor == last ? 1 : anchor != "auto" ? 0.5 : share <= 1 / 3.0 ? 0 : share >= 2 / 3.0 ? 1 : 0.5;

    private static void DrawArrow(SvgWriter svg, Node annotation, double fromX, double fromY, double width, double height, double x, double y)
    {
        var (dx, dy) = (x - fromX, y - fromY);
        var out1 = Math.Max(Math.Abs(dx) * 2 / width, Math.Abs(dy) * 2 / height);
        if (out1 <= 1)
            return; // the text covers the place
        var stroke = annotation["arrowwidth"].Number(1);
        var (startX, startY) = (fromX + dx / out1, fromY + dy / out1);
        var path = new PathWriter();
        path.Move(startX, startY);
        path.Line(x, y);
        if (annotation["arrowhead"].Number(1) > 0)
        {
            var length = Math.Sqrt(dx * dx + dy * dy);
            var (ux, uy, head) = (dx / length, dy / length, 3 + 2 * stroke);
            path.Move(x - head * (ux - uy * 0.6), y - head * (uy + ux * 0.6));
            path.Line(x, y);
            path.Line(x - head * (ux + uy * 0.6), y - head * (uy - ux * 0.6));
        }
        svg.Empty("path", ("d", path.ToString()), ("fill", "none"), ("stroke", annotation["arrowcolor"].Text("#444")), ("stroke-width", stroke));
    }
}
