namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>A text of one line or several.</summary>
internal static class TextBlock
{
    // From the middle of a line to the bottom of its letters, in font sizes.
    private const double Middle = 0.35;

    /// <param name="svg">The picture.</param>
    /// <param name="text">May hold markup.</param>
    /// <param name="x">In pixels.</param>
    /// <param name="y">In pixels.</param>
    /// <param name="size">Of the font.</param>
    /// <param name="colour">Of the letters.</param>
    /// <param name="align">What is at x: 0 the left end, 0.5 the middle, 1 the right end.</param>
    /// <param name="rise">What is at y: 0 the top, 0.5 the middle, 1 the bottom.</param>
    /// <param name="angle">Clockwise around (x, y), in degrees.</param>
    /// <param name="weight">bold, or null.</param>
    public static void Draw(
        SvgWriter svg, string text, double x, double y, double size, string colour, double align = 0, double rise = 0.5,
        double angle = 0, string? weight = null)
    {
        var lines = RichText.Lines(text);
        var height = size * TextSize.LineHeight;
        var first = y - rise * height * lines.Length + height / 2 + Middle * size;
        var turn = angle == 0 ? null : $"rotate({SvgWriter.Number(angle)} {SvgWriter.Number(x)} {SvgWriter.Number(y)})";
        Baseline(svg, text, x, first, size, colour, align, turn, weight);
    }

    /// <summary>The same by the bottom of the first line's letters.</summary>
    public static void Baseline(
        SvgWriter svg, string text, double x, double y, double size, string colour, double align, string? transform = null, string? weight = null)
    {
        var lines = RichText.Lines(text);
        var inside = lines.Length == 1
            ? RichText.Svg(text)
            : string.Concat(lines.Select((line, i) =>
                $"<tspan x=\"{SvgWriter.Number(x)}\" y=\"{SvgWriter.Number(y + i * size * TextSize.LineHeight)}\">{RichText.Svg(line)}</tspan>"));
        svg.Element(
            "text", inside, ("x", x), ("y", y), ("font-size", $"{SvgWriter.Number(size)}px"), ("fill", colour),
            ("text-anchor", align == 0 ? null : align == 1 ? "end" : "middle"), ("transform", transform), ("font-weight", weight));
    }
}
