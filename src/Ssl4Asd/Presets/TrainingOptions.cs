namespace Ssl4Asd.Presets;

/// <summary>How the network is trained (paper, section 2).</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over all training clips; at least 1. The paper uses 10.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Clips a step; at least 2, since batch normalisation needs two. The paper uses 64.</summary>
    public int BatchSize { get; init; } = 64;

    /// <summary>Step size of Adam; above 0.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Adam's ε; above 0. Keras's value.</summary>
    public double AdamEpsilon { get; init; } = 1e-7;

    /// <summary>
    /// λ of the penalty λ·Σw² on the kernels of both branches, squeeze-and-excitation and heads excepted; 0 or more.
    /// Its gradient is 2λ·w, which is a weight decay of 2λ in Adam.
    /// </summary>
    public double WeightPenalty { get; init; } = 1e-5;

    internal void Validate()
    {
        Check.That(Epochs >= 1, nameof(Epochs), Epochs, "at least 1");
        Check.That(BatchSize >= 2, nameof(BatchSize), BatchSize, "at least 2 (batch normalisation needs two clips)");
        Check.That(LearningRate > 0 && double.IsFinite(LearningRate), nameof(LearningRate), LearningRate, "above 0");
        Check.That(AdamEpsilon > 0 && double.IsFinite(AdamEpsilon), nameof(AdamEpsilon), AdamEpsilon, "above 0");
        Check.That(WeightPenalty >= 0 && double.IsFinite(WeightPenalty), nameof(WeightPenalty), WeightPenalty, "0 or more");
    }
}
