namespace Ssl4Asd.Experiments.Bench;

/// <summary>What several measurements of the same thing gave.</summary>
/// <param name="Min">The least.</param>
/// <param name="Median">The middle one, or the mean of the two in the middle.</param>
/// <param name="Max">The greatest.</param>
public readonly record struct Spread(double Min, double Median, double Max)
{
    /// <summary>Condenses measurements.</summary>
    /// <param name="values">At least one, none of them NaN.</param>
    /// <exception cref="ArgumentException">There is none, or one is NaN.</exception>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return new Spread(Percentile.Of(all, 0), Percentile.Of(all, 50), Percentile.Of(all, 100));
    }

    /// <summary>The same in another unit.</summary>
    public static Spread operator /(Spread spread, double by) => new(spread.Min / by, spread.Median / by, spread.Max / by);
}
