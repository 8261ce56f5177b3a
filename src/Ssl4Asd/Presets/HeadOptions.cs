namespace Ssl4Asd.Presets;

/// <summary>Settings of the heads: sub-cluster AdaCos (paper, section 2 and [17]) or AdaProj, as the system has it.</summary>
public sealed record HeadOptions
{
    /// <summary>Sub-clusters (centres) of each class; at least 1. The paper uses 16.</summary>
    public int Subclusters { get; init; } = 16;

    /// <summary>Vectors that span the subspace of a class in AdaProj; at least 1. Its author uses 32.</summary>
    public int SubspaceDimension { get; init; } = 32;

    /// <summary>
    /// Upper bound of the adaptive scale s; at least 1. The published update lets s grow without bound once the
    /// target cosine passes 1/√2 (its author saw it blow up too), so ours stops here. Not in the paper.
    /// </summary>
    public double MaxScale { get; init; } = 1000;

    internal void Validate()
    {
        Check.That(Subclusters >= 1, nameof(Subclusters), Subclusters, "at least 1");
        Check.That(SubspaceDimension >= 1, nameof(SubspaceDimension), SubspaceDimension, "at least 1");
        Check.That(MaxScale >= 1 && double.IsFinite(MaxScale), nameof(MaxScale), MaxScale, "finite and at least 1");
    }
}
