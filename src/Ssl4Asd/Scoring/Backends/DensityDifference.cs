namespace Ssl4Asd.Scoring.Backends;

/// <summary>
/// Local density normalisation, LDN, as a difference: min_i (D(x, y_i) − b_i), −1 … 1 (Wilkinghoff et al.,
/// arXiv 2509.10951). Duplicate references, whose b_i is 0, need no guard: beside them it is the distance itself.
/// </summary>
public sealed record DensityDifference : Backend
{
    /// <summary>K = 1 over all training embeddings.</summary>
    public DensityDifference() : base("ldn-difference") => Density = LocalDensity.Nearest(1);

    internal override double Combine(double distance, double density, double slope) => distance - density;
}
