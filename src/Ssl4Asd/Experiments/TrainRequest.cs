using Ssl4Asd.Presets;
using Ssl4Asd.Training.Loading;

namespace Ssl4Asd.Experiments;

/// <summary>What to train, with what, and where the run goes.</summary>
public sealed record TrainRequest
{
    /// <summary>A data set in the DCASE layout (<see cref="Data.Dataset"/>).</summary>
    public required string Data { get; init; }

    /// <summary>Folder or file of the ground truth; null: looked for in the data set and beside it.</summary>
    public string? Truth { get; init; }

    /// <summary>The run folder; made if missing.</summary>
    public required string Folder { get; init; }

    /// <summary>Losses and exchanges.</summary>
    public SystemDefinition System { get; init; } = SystemDefinition.Proposed;

    /// <summary>All sizes.</summary>
    public Preset Preset { get; init; } = DemoPreset.Value;

    /// <summary>Share of the training clips that is held out for the thresholds (<see cref="Ssl4Asd.Data.HoldOut"/>), 0 or more and below 1; where null, a fifth of adopted recordings, and nothing of other data sets.</summary>
    public double? HoldOut { get; init; }

    /// <summary>A file of classes (<see cref="PseudoLabelsFile"/>), for the clips that it names instead of what the system says; none where null.</summary>
    public string? PseudoLabels { get; init; }

    /// <summary>The seed of all randomness.</summary>
    public int Seed { get; init; }

    /// <summary>Whether the training clips are kept on the device; changes no number.</summary>
    public Residency Resident { get; init; }

    /// <summary>Whether broken recordings are left out, instead of refusing the data set.</summary>
    public bool SkipBroken { get; init; }

    /// <summary>Whether to go on with what the folder holds, instead of refusing to touch it.</summary>
    public bool Resume { get; init; }
}
