using Ssl4Asd.Scoring.Backends;

namespace Ssl4Asd.Scoring;

/// <summary>What the test clips of one section of one machine are compared with: plain data that a run folder can keep.</summary>
/// <param name="Machine">The machine type.</param>
/// <param name="Section">The two digits of the section.</param>
/// <param name="Centres">
/// k-means means of the length-normalised source-domain training embeddings, not normalised again (where <see cref="Choice"/> takes all, these
/// embeddings themselves); [clusters, dim], no rows without source-domain training clips.
/// </param>
/// <param name="Targets">
/// The length-normalised target-domain training embeddings; [clips, dim], no rows without target-domain training clips.
/// </param>
/// <param name="Threshold">A test clip with a greater anomaly score is decided to be anomalous.</param>
/// <param name="SourceClips">How many source-domain training clips the centres condense.</param>
public sealed record SectionReferences(
    string Machine, string Section, float[,] Centres, float[,] Targets, double Threshold, int SourceClips)
{
    /// <summary>Whether the centres are means.</summary>
    public ReferenceChoice Choice { get; init; } = ReferenceChoice.KMeans;

    /// <summary>The <see cref="LocalDensity"/> of each reference, centres first; empty where the back end takes none.</summary>
    public IReadOnlyList<double> Densities { get; init; } = [];

    /// <summary>α of the back end; 0 where it has none.</summary>
    public double Slope { get; init; }

    /// <summary>The scores that the threshold comes from; null for a run of an earlier version, which has not kept them.</summary>
    public ThresholdScores? ThresholdScores { get; init; }

    /// <summary>Why the threshold says little, as one line; null when there are enough training clips.</summary>
    public string? Notice =>
        ThresholdScores is { IsHeldOut: true } ? null
        : SourceClips == 0 ? $"{Machine} section {Section}: no source-domain training clips: the threshold comes from {Targets.GetLength(0)} target-domain clips"
        : Choice == ReferenceChoice.KMeans && SourceClips < 2 * Centres.GetLength(0) ? $"{Machine} section {Section}: {SourceClips} source-domain training clips for {Centres.GetLength(0)} centres: the threshold is too low to decide by"
        : null;
}
