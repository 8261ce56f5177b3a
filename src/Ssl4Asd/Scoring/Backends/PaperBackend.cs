namespace Ssl4Asd.Scoring.Backends;

/// <summary>
/// The paper's back end (paper, section 2): the smallest cosine distance, min_i (1 − cos(x, y_i)), 0 … 2, to the k-means
/// means of the source-domain training embeddings and to every target-domain one.
/// </summary>
public sealed record PaperBackend : Backend
{
    /// <summary>The paper's, which is <see cref="Backend.Paper"/>.</summary>
    public PaperBackend() : base("paper") => References = ReferenceChoice.KMeans;

    internal override double Combine(double distance, double density, double slope) => 2 * distance;
}
