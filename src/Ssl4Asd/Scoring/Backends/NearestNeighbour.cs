namespace Ssl4Asd.Scoring.Backends;

/// <summary>
/// The nearest training embedding: min_i D(x, y_i), 0 … 1. scikit-learn's <c>NearestNeighbors(metric="cosine")</c>
/// finds the same neighbour, at twice the distance.
/// </summary>
public sealed record NearestNeighbour : Backend
{
    /// <summary>Over all training embeddings.</summary>
    public NearestNeighbour() : base("nearest") { }

    internal override double Combine(double distance, double density, double slope) => distance;
}
