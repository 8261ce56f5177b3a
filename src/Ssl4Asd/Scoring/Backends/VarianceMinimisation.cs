using System.Numerics.Tensors;

namespace Ssl4Asd.Scoring.Backends;

/// <summary>
/// Variance minimisation, VarMin: min_i (D(x, y_i) − α·b_i) with the α that leaves the normalised distances of the training clips the
/// least variance, α = Cov(d, b) / Var(b), where d_z is the distance of training clip z to its nearest other reference and b_z
/// the b of that reference (arXiv 2602.18777).
/// </summary>
/// <remarks>α = 0, so that nothing is normalised, where b hardly differs: Var(b) ≤ 10⁻¹², as where all references are equal.</remarks>
public sealed record VarianceMinimisation : Backend
{
    /// <summary>K = 2 over all training embeddings.</summary>
    public VarianceMinimisation() : base("varmin") => Density = LocalDensity.Nearest(2);

    internal override bool HasSlope => true;

    internal override double Combine(double distance, double density, double slope) => distance - slope * density;

    internal override double Slope(IReadOnlyList<double> distances, IReadOnlyList<double> densities) => LeastSquares([.. distances], [.. densities]);

    /// <summary>Cov(d, b) / Var(b); 0 where b hardly differs.</summary>
    internal static double LeastSquares(double[] distances, double[] densities)
    {
        if (densities.Length == 0) return 0;
        TensorPrimitives.Subtract(distances, TensorPrimitives.Sum<double>(distances) / distances.Length, distances);
        TensorPrimitives.Subtract(densities, TensorPrimitives.Sum<double>(densities) / densities.Length, densities);
        var variance = TensorPrimitives.Dot<double>(densities, densities) / densities.Length;
        return variance <= LeastVariance ? 0 : TensorPrimitives.Dot<double>(distances, densities) / densities.Length / variance;
    }

    private const double LeastVariance = 1e-12;
}
