namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>
/// How wide a text is about: the picture is laid out where no font can be asked. The widths are those of DejaVu Sans, which are
/// near those of Verdana, the first of plotly.js's fonts that is common.
/// </summary>
internal static class TextSize
{
    // In thousandths of the font's size, from the space to the tilde.
    private static readonly int[] Widths =
    [
        318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636, 636,
        636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
        603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635,
        634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
    ];

    public const string Family = "\"Open Sans\", verdana, arial, sans-serif";

    /// <summary>From one line to the next, in font sizes.</summary>
    public const double LineHeight = 1.3;

    /// <param name="text">May hold markup and line breaks.</param>
    /// <param name="size">Of the font, in pixels.</param>
    public static double Width(string text, double size) =>
        RichText.Lines(text).Max(line => RichText.Plain(line).Sum(c => c - ' ' is >= 0 and < 95 and var i ? Widths[i] : c == '−' ? 838 : 620)) * size / 1000;

    public static double Height(string text, double size) => RichText.Lines(text).Length * LineHeight * size;
}
