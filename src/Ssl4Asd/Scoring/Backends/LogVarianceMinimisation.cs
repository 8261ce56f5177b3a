namespace Ssl4Asd.Scoring.Backends;

/// <summary>
/// Variance minimisation in logarithms, the form that is used together with LDN: min_i (ln D(x, y_i) − α·ln b_i), α as in
/// <see cref="VarianceMinimisation"/> from ln d and ln b (arXiv 2602.18777). α = 1 is the logarithm of the
/// <see cref="DensityRatio"/>; scores are negative as a rule.
/// </summary>
/// <remarks>
/// ln takes at least <see cref="Backend.Epsilon"/>: duplicate references have ln b = −27.6, and clips that equal a reference tie there.
/// </remarks>
public sealed record LogVarianceMinimisation : Backend
{
    /// <summary>K = 2 over all training embeddings.</summary>
    public LogVarianceMinimisation() : base("log-varmin") => Density = LocalDensity.Nearest(2);

    internal override bool HasSlope => true;

    internal override double Combine(double distance, double density, double slope) => Log(distance) - slope * Log(density);

    internal override double Slope(IReadOnlyList<double> distances, IReadOnlyList<double> densities) =>
        VarianceMinimisation.LeastSquares([.. distances.Select(Log)], [.. densities.Select(Log)]);

    private static double Log(double distance) => Math.Log(Math.Max(distance, Epsilon));
}
