namespace Ssl4Asd.Experiments.Bench;

/// <summary>How something grows with something else: y = c·xᵃ, of which the exponent a is fitted.</summary>
public static class PowerLaw
{
    /// <summary>An exponent that is no further from 1 counts as linear.</summary>
    public const double Tolerance = 0.1;

    /// <summary>The slope of the least-squares line through the logarithms.</summary>
    /// <param name="points">At least two different x; all numbers above 0.</param>
    /// <exception cref="ArgumentException">There are fewer, or a number is not above 0.</exception>
    public static double Exponent(IReadOnlyList<(double X, double Y)> points)
    {
        if (points.Select(p => p.X).Distinct().Count() < 2 || points.Any(p => !(p.X > 0 && p.Y > 0)))
            throw new ArgumentException("expected at least two different x, and all numbers above 0", nameof(points));
        var logs = points.Select(p => (X: Math.Log(p.X), Y: Math.Log(p.Y))).ToList();
        var (x, y) = (logs.Average(p => p.X), logs.Average(p => p.Y));
        return logs.Sum(p => (p.X - x) * (p.Y - y)) / logs.Sum(p => (p.X - x) * (p.X - x));
    }

    /// <summary><c>linear</c> where the exponent is 0.9 … 1.1, otherwise <c>slower than linear</c> or <c>faster than linear</c>, said of the growth.</summary>
    public static string Word(double exponent) => exponent switch
    {
        < 1 - Tolerance => "slower than linear",
        > 1 + Tolerance => "faster than linear",
        _ => "linear",
    };
}
