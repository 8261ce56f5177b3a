using Ssl4Asd.Presets;
using Ssl4Asd.Training.Loading;

namespace Ssl4Asd.Experiments.Compare;

/// <summary>What to compare, on what, and where the results go.</summary>
public sealed record ComparisonRequest
{
    /// <summary>A data set in the DCASE layout (<see cref="Data.Dataset"/>).</summary>
    public required string Data { get; init; }

    /// <summary>Folder or file of the ground truth; null: looked for in the data set and beside it.</summary>
    public string? Truth { get; init; }

    /// <summary>The folder of the comparison; made if missing, continued if it is there.</summary>
    public required string Folder { get; init; }

    /// <summary>All sizes.</summary>
    public Preset Preset { get; init; } = DemoPreset.Value;

    /// <summary>What is compared; names differ.</summary>
    public IReadOnlyList<Variant> Variants { get; init; } = Variant.Systems;

    /// <summary>How often each is trained, with the seeds 0, 1, 2 …; 1 … 100. The paper's ensemble has 5 (section 4.4).</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>Whether the training clips are kept on the device; changes no number.</summary>
    public Residency Resident { get; init; }

    /// <summary>Whether broken recordings are left out, instead of refusing the data set.</summary>
    public bool SkipBroken { get; init; }

    /// <summary>Replicates of the bootstrap; at least 100.</summary>
    public int Replicates { get; init; } = 1000;

    /// <summary>Returns this request after checking it.</summary>
    /// <exception cref="InputException">A number is out of range.</exception>
    /// <exception cref="ArgumentException">No variant, or two of the same name.</exception>
    public ComparisonRequest Validate()
    {
        Check.That(Seeds is >= 1 and <= 100, nameof(Seeds), Seeds, "in 1 … 100");
        Check.That(Replicates >= 100, nameof(Replicates), Replicates, "at least 100");
        Preset.Validate();
        foreach (var variant in Variants)
            variant.Sizes(Preset).Validate();
        return Variants.Count > 0 && Variants.DistinctBy(v => v.Name).Count() == Variants.Count
            ? this
            : throw new ArgumentException("Expected at least one variant, and none twice.", nameof(Variants));
    }
}
