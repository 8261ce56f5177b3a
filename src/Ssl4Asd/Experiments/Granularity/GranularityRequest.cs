using Ssl4Asd.Presets;
using Ssl4Asd.Training.Loading;

namespace Ssl4Asd.Experiments.Granularity;

/// <summary>
/// When self-supervision helps: the same systems on the same recordings, told apart more or less finely. The paper's argument
/// (sections 1 and 4.2) is that it makes up for an auxiliary classification that is too easy.
/// </summary>
public sealed record GranularityRequest
{
    /// <summary>The folder of the experiment; made if missing, continued if it is there.</summary>
    public required string Folder { get; init; }

    /// <summary>A data set in the DCASE layout; null for synthetic machines of <see cref="DataSeeds"/>, made in the folder.</summary>
    public string? Data { get; init; }

    /// <summary>The seeds of the synthetic machines. 0 and 1 have been looked at while the experiment was designed.</summary>
    public IReadOnlyList<int> DataSeeds { get; init; } = [2, 3, 4, 5, 6];

    /// <summary>What a class is, from coarse to fine.</summary>
    public IReadOnlyList<ClassGranularity> Classes { get; init; } = [ClassGranularity.Machine, ClassGranularity.FirstAttribute, ClassGranularity.Attributes];

    /// <summary>The baseline, and the systems that are compared with it.</summary>
    public IReadOnlyList<SystemDefinition> Systems { get; init; } = Usual;

    /// <summary>The baseline and the three systems of Table 1 that have the regular loss and another one.</summary>
    public static IReadOnlyList<SystemDefinition> Usual { get; } =
        [SystemDefinition.Baseline, SystemDefinition.Named("regular+statex"), SystemDefinition.Named("regular+featex"), SystemDefinition.Proposed];

    /// <summary>How often each is trained, with the seeds 0, 1, 2 …</summary>
    public int Seeds { get; init; } = 4;

    /// <summary>All sizes.</summary>
    public Preset Preset { get; init; } = DemoPreset.Value;

    /// <summary>Whether broken recordings are left out, instead of refusing the data set.</summary>
    public bool SkipBroken { get; init; }

    /// <summary>Replicates of the bootstrap; at least 100.</summary>
    public int Replicates { get; init; } = 10_000;

    /// <summary>Whether the training clips are kept on the device; changes no number.</summary>
    public Residency Resident { get; init; }

    /// <summary>The systems that are compared with the baseline.</summary>
    public IEnumerable<SystemDefinition> Others => Systems.Where(s => s.BaseName != SystemDefinition.Baseline.Name);

    /// <summary>Returns this request, classes in order, after checking it.</summary>
    /// <exception cref="InputException">Something is missing, twice, or out of range.</exception>
    public GranularityRequest Validate()
    {
        Check.That(Classes.Count >= 2 && Classes.Distinct().Count() == Classes.Count, nameof(Classes), string.Join(", ", Classes), "two different granularities or more");
        Check.That(Data is not null || (DataSeeds.Count > 0 && DataSeeds.Distinct().Count() == DataSeeds.Count), nameof(DataSeeds), string.Join(", ", DataSeeds), "one seed or more, none twice");
        Check.That(Systems.Count > Others.Count() && Others.Any(), nameof(Systems), string.Join(", ", Systems.Select(s => s.Name)), "baseline and others");
        if (Systems.FirstOrDefault(s => s.Autoencoder is not null) is { } autoencoder)
            throw new InputException($"{autoencoder.Name}: has neither classes nor embeddings; compare it without --granularity.");
        Check.That(Replicates >= 100, nameof(Replicates), Replicates, "at least 100");
        return this with { Classes = [.. Classes.Order()] };
    }
}
