namespace Ssl4Asd.Notebooks.Rendering.Svg.Traces;

/// <summary>A coloured cell for each number, as one picture, so that spectrograms stay small.</summary>
internal sealed class HeatmapTrace(TraceSource source) : Trace(source)
{
    private const int Shades = 255; // and one for gaps

    private double[][] _z = [];
    private double[] _xEdges = [];
    private double[] _yEdges = [];
    private ColourBar? _bar;

    public override int Layer => 0;

    public override bool IsInLegend => Style["showlegend"].Flag(false);

    public override ColourBar? Bar => _bar;

    public override void Measure()
    {
        _z = [.. Style["z"].Items.Select(row => new Node(row).Items.Select(Node.NumberOf).ToArray())];
        if (Style["transpose"].Flag(false))
            _z = Transposed(_z);
        double[] finite = [.. _z.SelectMany(row => row).Where(double.IsFinite)];
        if (finite.Length == 0)
            return;
        var columns = _z.Max(row => row.Length);
        _xEdges = Edges(X, Style["x"], columns);
        _yEdges = Edges(Y, Style["y"], _z.Length);
        foreach (var edge in (double[])[_xEdges[0], _xEdges[^1]])
            X.Extremes.Include(edge);
        foreach (var edge in (double[])[_yEdges[0], _yEdges[^1]])
            Y.Extremes.Include(edge);
        var (low, high) = (Style["zmin"].Number(finite.Min()), Style["zmax"].Number(finite.Max()));
        if (Style["zmid"].Number() is { } middle && !(Style["zmin"].Exists && Style["zmax"].Exists))
        {
            var reach = Math.Max(high - middle, middle - low);
            (low, high) = (middle - reach, middle + reach);
        }
        if (low == high)
            (low, high) = (low - 0.5, high + 0.5);
        var scale = ColourScale.Of(Style["colorscale"], Style["reversescale"].Flag(false));
        _bar = new ColourBar(Style["colorbar"], Layout, scale, low, high, $"{Id}-colours", Style["showscale"].Flag(true));
    }

    public override void Draw(SvgWriter svg)
    {
        if (Bar is null)
            return;
        if (Style["xgap"].Number(0) > 0 || Style["ygap"].Number(0) > 0)
            DrawCells(svg);
        else
            DrawPicture(svg);
    }

    public override void DrawSign(SvgWriter svg, double x, double y) => DrawSquare(svg, x, y, Bar?.Scale.At(0.5).ToString() ?? "none");

    private double Share(double z) => (z - Bar!.Low) / (Bar.High - Bar.Low);

    private void DrawCells(SvgWriter svg)
    {
        var (xGap, yGap) = (Style["xgap"].Number(0) / 2, Style["ygap"].Number(0) / 2);
        svg.Open("g", ("class", "heatmap"), ("opacity", Opacity < 1 ? Opacity : null));
        for (var row = 0; row < _z.Length; row++)
        {
            for (var column = 0; column < _z[row].Length; column++)
            {
                if (!double.IsFinite(_z[row][column]))
                    continue;
                var (x0, x1) = Ordered(X.Pixel(_xEdges[column]), X.Pixel(_xEdges[column + 1]));
                var (y0, y1) = Ordered(Y.Pixel(_yEdges[row]), Y.Pixel(_yEdges[row + 1]));
                svg.Empty(
                    "rect", ("x", x0 + xGap), ("y", y0 + yGap), ("width", Math.Max(0, x1 - x0 - 2 * xGap)),
                    ("height", Math.Max(0, y1 - y0 - 2 * yGap)), ("fill", Bar!.Scale.At(Share(_z[row][column])).ToString()));
            }
        }
        svg.Close("g");
    }

    private void DrawPicture(SvgWriter svg)
    {
        var (x0, x1) = Ordered(X.Pixel(_xEdges[0]), X.Pixel(_xEdges[^1]));
        var (y0, y1) = Ordered(Y.Pixel(_yEdges[0]), Y.Pixel(_yEdges[^1]));
        var columns = Samples(X, _xEdges, x0, x1);
        var rows = Samples(Y, _yEdges, y0, y1);
        var pixels = new byte[rows.Length, columns.Length];
        for (var y = 0; y < rows.Length; y++)
        {
            for (var x = 0; x < columns.Length; x++)
            {
                var row = _z[rows[y]];
                var z = columns[x] < row.Length ? row[columns[x]] : double.NaN;
                pixels[y, x] = double.IsFinite(z) ? (byte)Math.Round(Math.Clamp(Share(z), 0, 1) * (Shades - 1)) : (byte)Shades;
            }
        }
        Colour[] palette = [.. Enumerable.Range(0, Shades).Select(i => Bar!.Scale.At(i / (Shades - 1.0))), new Colour(0, 0, 0, 0)];
        var isSmooth = Style["zsmooth"].IsText;
        svg.Empty(
            "image", ("x", x0), ("y", y0), ("width", x1 - x0), ("height", y1 - y0), ("preserveAspectRatio", "none"),
            ("opacity", Opacity < 1 ? Opacity : null), ("style", isSmooth ? null : "image-rendering:pixelated"),
            ("href", $"data:image/png;base64,{Convert.ToBase64String(Png.Of(pixels, palette))}"));
    }

    /// <summary>
    /// The cell of each column or row of the picture, from the left or the top: a pixel a cell where cells are equally long and no more
    /// than the plot has pixels, else what lies in the middle of each pixel of the plot.
    /// </summary>
    private static int[] Samples(Axis axis, double[] edges, double low, double high)
    {
        var cells = edges.Length - 1;
        double[] pixels = [.. edges.Select(axis.Pixel)];
        var even = Enumerable.Range(0, edges.Length).All(i => Math.Abs(pixels[i] - (pixels[0] + (pixels[^1] - pixels[0]) * i / cells)) < 0.25);
        var count = (int)Math.Clamp(Math.Ceiling(high - low), 1, 4000);
        if (even && cells <= count)
            return [.. Enumerable.Range(0, cells).Select(i => pixels[0] <= pixels[^1] ? i : cells - 1 - i)];
        return [.. Enumerable.Range(0, count).Select(i => low + (i + 0.5) * (high - low) / count).Select(pixel =>
        {
            var isForward = pixels[0] <= pixels[^1];
            var next = Array.FindIndex(pixels, edge => isForward ? edge > pixel : edge < pixel);
            return Math.Clamp((next < 0 ? edges.Length : next) - 1, 0, cells - 1);
        })];
    }

    private static double[][] Transposed(double[][] rows) =>
        [.. Enumerable.Range(0, rows.Select(row => row.Length).DefaultIfEmpty(0).Max())
            .Select(i => rows.Select(row => i < row.Length ? row[i] : double.NaN).ToArray())];

    // Cells end half-way between their middles.
    private static double[] Edges(Axis axis, Node values, int count)
    {
        var places = PlacesOf(axis, values, count);
        if (axis.Kind != AxisKind.Category && places.Length == count + 1)
            return places; // the edges themselves
        if (places.Length < count || places.Any(place => !double.IsFinite(place)))
            places = [.. Enumerable.Range(0, count).Select(i => (double)i)];
        places = places[..count];
        if (count == 1)
            return [places[0] - 0.5, places[0] + 0.5];
        double[] between = [.. places.Zip(places.Skip(1), (a, b) => (a + b) / 2)];
        return [2 * places[0] - between[0], .. between, 2 * places[^1] - between[^1]];
    }

    private static (double Low, double High) Ordered(double a, double b) => a < b ? (a, b) : (b, a);
}
