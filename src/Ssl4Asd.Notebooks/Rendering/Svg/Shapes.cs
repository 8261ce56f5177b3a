namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>Lines, boxes and ellipses of the layout.</summary>
internal static class Shapes
{
    /// <summary>The axes show shapes too.</summary>
    public static void Measure(Node layout, IReadOnlyDictionary<string, Axis> axes)
    {
        foreach (var shape in Of(layout))
        {
            foreach (var (letter, reference) in ((string, string)[])[("x", shape["xref"].Text("x")), ("y", shape["yref"].Text("y"))])
            {
                if (Reference.AxisOf(axes, reference) is not { } axis)
                    continue;
                foreach (var value in (Node[])[shape[$"{letter}0"], shape[$"{letter}1"]])
                {
                    if (value.First is { } given)
                        axis.Extremes.Include(axis.Spot(given, isPlace: false), shape["line.width"].Number(2) / 2);
                }
            }
        }
    }

    /// <param name="svg">The picture.</param>
    /// <param name="layout">Of the figure.</param>
    /// <param name="places">Where things are.</param>
    /// <param name="id">Of the picture.</param>
    /// <param name="isBelow">Those below the traces, or those above.</param>
    public static void Draw(SvgWriter svg, Node layout, Reference places, string id, bool isBelow)
    {
        foreach (var shape in Of(layout).Where(shape => shape["layer"].Text("above").StartsWith("below", StringComparison.Ordinal) == isBelow))
        {
            double[] ends = [.. new[] { "x0", "x1", "y0", "y1" }.Select(name => shape[name].First is { } value
                ? places.Pixel(shape[$"{name[0]}ref"].Text($"{name[0]}"), value, name[0] == 'x', isPlace: false)
                : double.NaN)];
            if (!Array.TrueForAll(ends, double.IsFinite))
                continue;
            // what is on an axis ends with the plot
            var plot = places.PlotOf(shape["xref"].Text("x"), shape["yref"].Text("y"));
            if (plot is not null)
                svg.Open("g", ("clip-path", $"url(#{id}-plot{plot})"));
            Draw(svg, shape, ends[0], ends[1], ends[2], ends[3]);
            if (plot is not null)
                svg.Close("g");
        }
    }

    private static IEnumerable<Node> Of(Node layout) =>
        layout["shapes"].Items.Select(shape => new Node(shape).Else(layout["template.layout.shapedefaults"])).Where(shape => shape["visible"].Flag(true));

    private static void Draw(SvgWriter svg, Node shape, double x0, double x1, double y0, double y1)
    {
        var width = shape["line.width"].Number(2);
        var dash = shape["line.dash"].Text("solid") switch
        {
            "dash" => $"{SvgWriter.Number(Math.Max(9, 3 * width))}",
            "dot" => $"{SvgWriter.Number(Math.Max(3, width))}",
            "dashdot" => $"{SvgWriter.Number(Math.Max(9, 3 * width))} {SvgWriter.Number(Math.Max(3, width))}",
            _ => null,
        };
        ReadOnlySpan<(string, object?)> style =
        [
            ("fill", shape["type"].Is("line") ? "none" : shape["fillcolor"].Text("none")),
            ("stroke", width > 0 ? shape["line.color"].Text("#444") : null), ("stroke-width", width > 0 ? width : null),
            ("stroke-dasharray", dash), ("opacity", shape["opacity"].Number()),
        ];
        switch (shape["type"].Text("rect"))
        {
            case "line":
                svg.Empty("path", [("d", $"M{SvgWriter.Number(x0)},{SvgWriter.Number(y0)}L{SvgWriter.Number(x1)},{SvgWriter.Number(y1)}"), .. style]);
                break;
            case "circle":
                svg.Empty("ellipse", [("cx", (x0 + x1) / 2), ("cy", (y0 + y1) / 2), ("rx", Math.Abs(x1 - x0) / 2), ("ry", Math.Abs(y1 - y0) / 2), .. style]);
                break;
            case "rect":
                svg.Empty("rect", [("x", Math.Min(x0, x1)), ("y", Math.Min(y0, y1)), ("width", Math.Abs(x1 - x0)), ("height", Math.Abs(y1 - y0)), .. style]);
                break;
            default:
                break;
        }
    }
}
