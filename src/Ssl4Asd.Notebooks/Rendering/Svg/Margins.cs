namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>Room that something beside the plot asks for, by plotly.js's rules.</summary>
/// <param name="X">Where it is fixed, as fractions of the plot: its left and right end.</param>
/// <param name="Y">The same from the bottom: its lower and upper end.</param>
/// <param name="Left">Pixels to the left of there.</param>
/// <param name="Right">Pixels to the right of there.</param>
/// <param name="Bottom">Pixels below.</param>
/// <param name="Top">Pixels above.</param>
internal readonly record struct Push(
    (double Start, double End) X, (double Start, double End) Y, double Left = 0, double Right = 0, double Bottom = 0, double Top = 0);

internal static class Margins
{
    private const double LeastPlot = 64;

    /// <param name="width">Of the picture.</param>
    /// <param name="height">Of the picture.</param>
    /// <param name="given">The margins of the layout.</param>
    /// <param name="pushes">What asks for more.</param>
    /// <returns>What is left for the plot.</returns>
    public static Area Plot(double width, double height, (double Left, double Right, double Top, double Bottom) given, IEnumerable<Push> pushes)
    {
        Push[] all = [new Push((0, 1), (0, 1), given.Left, given.Right, given.Bottom, given.Top), .. pushes];
        var (left, right) = Widest(width, (given.Left, given.Right), [.. all.Select(push => (push.X.Start, push.Left, push.X.End, push.Right))]);
        var (bottom, top) = Widest(height, (given.Bottom, given.Top), [.. all.Select(push => (push.Y.Start, push.Bottom, push.Y.End, push.Top))]);
        return new Area(left, top, width - left - right, height - top - bottom);
    }

    // Two things fix the plot between them: the one that needs most at its start, the other at its end.
    private static (double Start, double End) Widest(
        double length, (double Start, double End) given, (double Start, double Before, double End, double After)[] pushes)
    {
        var best = given;
        foreach (var first in pushes)
        {
            foreach (var second in pushes.Where(second => second.End > first.Start))
            {
                var span = second.End - first.Start;
                var start = (first.Before * second.End + (second.After - length) * first.Start) / span;
                var end = (second.After * (1 - first.Start) + (first.Before - length) * (1 - second.End)) / span;
                if (start >= 0 && end >= 0 && start + end > best.Start + best.End)
                    best = (start, end);
            }
        }
        var excess = best.Start + best.End - Math.Max(0, length - LeastPlot);
        if (excess > 0)
            best = (best.Start * (1 - excess / (best.Start + best.End)), best.End * (1 - excess / (best.Start + best.End)));
        return (Math.Round(best.Start), Math.Round(best.End));
    }
}
