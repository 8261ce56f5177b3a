namespace Ssl4Asd.Scoring.Backends;

/// <summary>
/// Local density normalisation, LDN, as a ratio: min_i D(x, y_i) / b_i, 0 and more, 1 where x is as far from a reference as its
/// neighbours are; the minimum is over the normalised distances (Wilkinghoff et al., arXiv 2509.10951).
/// </summary>
/// <remarks>b_i of duplicate references is 0, and counts as <see cref="Backend.Epsilon"/>: beside them a distance of 10⁻⁶ is a score of 10⁶.</remarks>
public sealed record DensityRatio : Backend
{
    /// <summary>K = 1 over all training embeddings.</summary>
    public DensityRatio() : base("ldn") => Density = LocalDensity.Nearest(1);

    internal override double Combine(double distance, double density, double slope) => distance / Math.Max(density, Epsilon);
}
