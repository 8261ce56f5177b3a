namespace Ssl4Asd.Presets;

/// <summary>
/// The challenge's baseline (Harada et al., 2023), an autoencoder for each machine type; all numbers are those of its published code
/// (nttcslab/dcase2023_task2_baseline_ae).
/// </summary>
public sealed record AutoencoderOptions
{
    /// <summary>Mel bands of a frame; at least 1.</summary>
    public int Bands { get; init; } = 128;

    /// <summary>Neighbouring frames that are reconstructed together; at least 1.</summary>
    public int Frames { get; init; } = 5;

    /// <summary>Units of the eight hidden layers; at least 1.</summary>
    public int Hidden { get; init; } = 128;

    /// <summary>Units of the bottleneck; at least 1.</summary>
    public int Bottleneck { get; init; } = 8;

    /// <summary>Passes over all windows of a machine type; at least 1.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>Windows a step; at least 2.</summary>
    public int BatchSize { get; init; } = 256;

    /// <summary>Step size of Adam; above 0.</summary>
    public double LearningRate { get; init; } = 1e-3;

    internal void Validate()
    {
        Check.That(Bands >= 1, nameof(Bands), Bands, "at least 1");
        Check.That(Frames >= 1, nameof(Frames), Frames, "at least 1");
        Check.That(Hidden >= 1, nameof(Hidden), Hidden, "at least 1");
        Check.That(Bottleneck >= 1, nameof(Bottleneck), Bottleneck, "at least 1");
        Check.That(Epochs >= 1, nameof(Epochs), Epochs, "at least 1");
        Check.That(BatchSize >= 2, nameof(BatchSize), BatchSize, "at least 2 (batch normalisation needs two windows)");
        Check.That(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "above 0");
    }
}
