using Ssl4Asd.Scoring.Backends;

namespace Ssl4Asd.Scoring;

/// <summary>The references of one section, ready to compare with: centres first, then target-domain embeddings.</summary>
internal sealed class SectionScorer
{
    private readonly Backend _backend;
    private readonly double[] _densities;
    private readonly double _slope;

    /// <param name="section">Its densities and slope.</param>
    /// <param name="references">The directions of its references, <see cref="Directions"/>, which several scorers may share.</param>
    /// <param name="backend">How distances become scores.</param>
    public SectionScorer(SectionReferences section, double[][] references, Backend backend)
    {
        (References, _backend, _slope) = (references, backend, section.Slope);
        _densities = section.Densities.Count == 0 ? new double[references.Length] : [.. section.Densities];
    }

    public double[][] References { get; }

    public static double[][] Directions(SectionReferences section) => [.. Cosine.NormaliseRows(section.Centres), .. Cosine.NormaliseRows(section.Targets)];

    /// <summary>[references], D to each.</summary>
    /// <param name="embedding">[dim], any length.</param>
    public double[] Distances(ReadOnlySpan<float> embedding)
    {
        var unit = Cosine.Normalise(embedding);
        return Array.ConvertAll(References, reference => Cosine.HalfDistance(unit, reference));
    }

    /// <summary>The anomaly score.</summary>
    /// <param name="distances">What <see cref="Distances"/> gives for these references.</param>
    public double Score(double[] distances) => _backend.Score(distances, _densities, _slope);
}
