namespace Ssl4Asd.Presets;

/// <summary>
/// What is trained: which losses, and which exchanges make the classes of the self-supervised one
/// (paper, sections 3.1–3.4). A system is data; nothing else in the package knows systems by name.
/// </summary>
public sealed record SystemDefinition
{
    /// <summary>The name on the command line and in run.json.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the regular loss of the baseline is part of the total loss (paper, section 3.4).</summary>
    public bool SupervisedLoss { get; init; } = true;

    /// <summary>Probability that a clip is mixed with its partner; 0 … 1. 1 for the baseline, 0.5 with another SSL method (paper, section 3.1).</summary>
    public double MixupProbability { get; init; } = 0.5;

    /// <summary>Probability of StatEx (paper, section 3.2), or null where it is no part of the system.</summary>
    public double? StatExProbability { get; init; }

    /// <summary>Probability of FeatEx (paper, section 3.3), or null where it is no part of the system.</summary>
    public double? FeatExProbability { get; init; }

    /// <summary>Whether there is a self-supervised loss: some exchange makes new classes.</summary>
    public bool SelfSupervisedLoss => StatExProbability is not null || FeatExProbability is not null;

    /// <summary>Classes of the self-supervised head for each original class: 3 for one exchange, 9 for both (paper, section 3.4).</summary>
    public int ClassFactor => (StatExProbability is null ? 1 : 3) * (FeatExProbability is null ? 1 : 3);

    /// <summary>Returns this system after checking it.</summary>
    /// <exception cref="InputException">A probability is outside 0 … 1, or there is no loss.</exception>
    public SystemDefinition Validate()
    {
        Check.That(MixupProbability is >= 0 and <= 1, nameof(MixupProbability), MixupProbability, "in 0 … 1");
        Check.That(StatExProbability is null or (>= 0 and <= 1), nameof(StatExProbability), StatExProbability ?? 0, "in 0 … 1");
        Check.That(FeatExProbability is null or (>= 0 and <= 1), nameof(FeatExProbability), FeatExProbability ?? 0, "in 0 … 1");
        return SupervisedLoss || SelfSupervisedLoss ? this : throw new InputException($"The system {Name} has no loss; give it the supervised one, StatEx or FeatEx.");
    }

    /// <summary>The system of [15]: the supervised head alone, with mixup always on.</summary>
    public static SystemDefinition Baseline { get; } = new() { Name = "baseline", MixupProbability = 1 };

    /// <summary>Supervised loss plus one self-supervised loss over mixup, StatEx and FeatEx (paper, section 3.4).</summary>
    public static SystemDefinition Proposed { get; } = new() { Name = "proposed", StatExProbability = 0.5, FeatExProbability = 0.5 };

    /// <summary>All systems that have a name.</summary>
    public static IReadOnlyList<SystemDefinition> All { get; } = [Baseline, Proposed];

    /// <summary>Finds a system by its name, whatever the case.</summary>
    /// <exception cref="InputException">No system has that name.</exception>
    public static SystemDefinition Named(string name)
        => All.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
           ?? throw new InputException($"No system is called '{name}'; choose one of {string.Join(", ", All.Select(s => s.Name))}.");
}
