namespace Ssl4Asd.Scoring.Backends;

/// <summary>What embeddings are compared with, for each machine and section.</summary>
public enum ReferenceChoice
{
    /// <summary>Every training embedding, of both domains: no domain label is needed.</summary>
    All,

    /// <summary>The k-means means of the source-domain training embeddings and every target-domain one (paper, section 2).</summary>
    KMeans,
}
