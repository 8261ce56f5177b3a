namespace Ssl4Asd.Notebooks.Rendering.Svg.Traces;

/// <summary>How the points of a line are joined.</summary>
internal static class LineShape
{
    /// <summary>Adds a run of points, in pixels, to a path that is at the first of them already.</summary>
    /// <param name="path">The path.</param>
    /// <param name="points">Without gaps.</param>
    /// <param name="shape">linear, hv, vh, hvh, vhv or spline.</param>
    /// <param name="smoothing">Of splines: 0 … 1.3.</param>
    public static void Join(PathWriter path, IReadOnlyList<(double X, double Y)> points, string shape, double smoothing)
    {
        for (var i = 1; i < points.Count; i++)
        {
            var ((x0, y0), (x1, y1)) = (points[i - 1], points[i]);
            switch (shape)
            {
                case "hv":
                    path.Line(x1, y0);
                    break;
                case "vh":
                    path.Line(x0, y1);
                    break;
                case "hvh":
                    path.Line((x0 + x1) / 2, y0);
                    path.Line((x0 + x1) / 2, y1);
                    break;
                case "vhv":
                    path.Line(x0, (y0 + y1) / 2);
                    path.Line(x1, (y0 + y1) / 2);
                    break;
                case "spline":
                    Curve(path, points, i, smoothing / 6);
                    continue;
                default:
                    break;
            }
            path.Line(x1, y1);
        }
    }

    /// <summary>
    /// Runs of neighbours that have both coordinates. Of many points in one column of pixels only the first, lowest, highest and
    /// last are kept: no more could be seen.
    /// </summary>
    public static IEnumerable<List<(double X, double Y)>> Runs(IReadOnlyList<(double X, double Y)> points)
    {
        var run = new List<(double X, double Y)>();
        foreach (var point in points)
        {
            if (double.IsFinite(point.X) && double.IsFinite(point.Y))
            {
                run.Add(point);
            }
            else if (run.Count > 0)
            {
                yield return Thinned(run);
                run = [];
            }
        }
        if (run.Count > 0)
            yield return Thinned(run);
    }

    private static List<(double X, double Y)> Thinned(List<(double X, double Y)> run)
    {
        const int Dense = 3000;
        if (run.Count < Dense || run.Zip(run.Skip(1)).Any(pair => pair.Second.X < pair.First.X))
            return run;
        var thinned = new List<(double X, double Y)>();
        foreach (var column in run.Index().GroupBy(point => Math.Floor(point.Item.X)))
        {
            var (low, high) = (column.MinBy(point => point.Item.Y), column.MaxBy(point => point.Item.Y));
            thinned.AddRange(new[] { column.First(), low, high, column.Last() }.DistinctBy(point => point.Index)
                .OrderBy(point => point.Index).Select(point => point.Item));
        }
        return thinned;
    }

    // The tangent at a point is along the line between its neighbours.
    private static void Curve(PathWriter path, IReadOnlyList<(double X, double Y)> points, int i, double pull)
    {
        var (before, from, to, after) = (points[Math.Max(0, i - 2)], points[i - 1], points[i], points[Math.Min(points.Count - 1, i + 1)]);
        path.Curve(
            from.X + (to.X - before.X) * pull, from.Y + (to.Y - before.Y) * pull,
            to.X - (after.X - from.X) * pull, to.Y - (after.Y - from.Y) * pull, to.X, to.Y);
    }
}
