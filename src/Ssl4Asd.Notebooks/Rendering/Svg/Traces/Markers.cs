namespace Ssl4Asd.Notebooks.Rendering.Svg.Traces;

/// <summary>The points of a trace: each with a size, a colour and a symbol.</summary>
internal sealed class Markers
{
    private static readonly string[] Symbols =
    [
        "circle", "square", "diamond", "cross", "x", "triangle-up", "triangle-down", "triangle-left", "triangle-right",
        "triangle-ne", "triangle-se", "triangle-sw", "triangle-nw", "pentagon", "hexagon", "hexagon2", "octagon", "star",
    ];

    private readonly double[] _sizes;
    private readonly string[] _colours;
    private readonly string[] _symbols;
    private readonly double _opacity;
    private readonly string? _outline;
    private readonly double _outlineWidth;

    /// <param name="style">What the trace says of them.</param>
    /// <param name="count">Of points.</param>
    /// <param name="colour">Of those that have none.</param>
    public Markers(Node style, int count, string colour)
    {
        _sizes = style["size"].Numbers(count, 6);
        _colours = ColoursOf(style, count, colour);
        _symbols = [.. style["symbol"].Texts(count).Select(Symbol)];
        _opacity = style["opacity"].Number(style["size"].IsArray ? 0.7 : 1);
        _outlineWidth = style["line.width"].Number(style["size"].IsArray ? 1 : 0);
        _outline = _outlineWidth > 0 ? style["line.color"].Text(style["size"].IsArray ? "#fff" : "#444") : null;
    }

    /// <summary>Pixels that a point needs around it; plotly.js takes a quarter more than the radius.</summary>
    public double Pad(int i) => 0.625 * _sizes[i];

    /// <param name="svg">The picture.</param>
    /// <param name="points">In pixels; those that are not finite are left out.</param>
    public void Draw(SvgWriter svg, IReadOnlyList<(double X, double Y)> points)
    {
        // a group for each colour, so that thousands of points stay small
        foreach (var group in points.Index().Where(point => double.IsFinite(point.Item.X) && double.IsFinite(point.Item.Y)).GroupBy(point => _colours[point.Index]))
        {
            svg.Open(
                "g", ("fill", group.Key), ("fill-opacity", _opacity < 1 ? _opacity : null), ("stroke", _outline),
                ("stroke-width", _outline is null ? null : _outlineWidth));
            foreach (var (i, (x, y)) in group)
                Draw(svg, _symbols[i], x, y, _sizes[i] / 2);
            svg.Close("g");
        }
    }

    private static string[] ColoursOf(Node style, int count, string colour)
    {
        if (!style["color"].IsArray)
            return [.. Enumerable.Repeat(style["color"].Text(colour), count)];
        var items = style["color"].Items.ToArray();
        var numbers = items.Select(Node.NumberOf).ToArray();
        if (items.Length == 0 || !numbers.Any(double.IsFinite))
            return [.. style["color"].Texts(count).Select(item => item ?? colour)];
        var scale = ColourScale.Of(style["colorscale"], style["reversescale"].Flag(false));
        var low = style["cmin"].Number(numbers.Where(double.IsFinite).Min());
        var high = style["cmax"].Number(numbers.Where(double.IsFinite).Max());
        return [.. Enumerable.Range(0, count).Select(i => i < numbers.Length && double.IsFinite(numbers[i])
            ? scale.At(high > low ? (numbers[i] - low) / (high - low) : 0.5).ToString()
            : "#444")];
    }

    private static string Symbol(string? symbol) =>
        int.TryParse(symbol, out var number)
            ? Symbols.ElementAtOrDefault(number % 100) ?? "circle"
            : symbol?.Replace("-open", "", StringComparison.Ordinal) ?? "circle";

    private static void Draw(SvgWriter svg, string symbol, double x, double y, double radius)
    {
        if (symbol == "circle")
        {
            svg.Empty("circle", ("cx", x), ("cy", y), ("r", radius));
            return;
        }
        var path = new PathWriter();
        switch (symbol)
        {
            case "diamond":
                path.Polygon(Around(x, y, radius * 1.3, 4, 0));
                break;
            case "cross":
                path.Polygon(Cross(x, y, radius * 1.2, 0));
                break;
            case "x":
                path.Polygon(Cross(x, y, radius * 1.2, Math.PI / 4));
                break;
            case "triangle-up":
                path.Polygon(Around(x, y, radius * 4 / 3, 3, 0));
                break;
            case "triangle-down":
                path.Polygon(Around(x, y, radius * 4 / 3, 3, Math.PI));
                break;
            case "pentagon":
                path.Polygon(Around(x, y, radius, 5, 0));
                break;
            case "hexagon":
                path.Polygon(Around(x, y, radius, 6, 0));
                break;
            case "star":
                path.Polygon(Star(x, y, radius * 1.4));
                break;
            default:
                path.Rectangle(x - radius, y - radius, x + radius, y + radius);
                break;
        }
        svg.Empty("path", ("d", path.ToString()));
    }

    private static (double X, double Y)[] Around(double x, double y, double radius, int corners, double turn) =>
        [.. Enumerable.Range(0, corners).Select(i => 2 * Math.PI * i / corners + turn)
            .Select(angle => (x + radius * Math.Sin(angle), y - radius * Math.Cos(angle)))];

    private static (double X, double Y)[] Star(double x, double y, double radius) =>
        [.. Around(x, y, radius, 5, 0).Zip(Around(x, y, radius * 0.382, 5, Math.PI / 5)).SelectMany(pair => new[] { pair.First, pair.Second })];

    private static (double X, double Y)[] Cross(double x, double y, double radius, double turn)
    {
        var arm = radius / 3;
        (double X, double Y)[] corners =
        [
            (arm, -radius), (arm, -arm), (radius, -arm), (radius, arm), (arm, arm), (arm, radius),
            (-arm, radius), (-arm, arm), (-radius, arm), (-radius, -arm), (-arm, -arm), (-arm, -radius),
        ];
        var (sin, cos) = Math.SinCos(turn);
        return [.. corners.Select(corner => (x + corner.X * cos - corner.Y * sin, y + corner.X * sin + corner.Y * cos))];
    }
}
