namespace Ssl4Asd.Presets;

/// <summary>What differs between the embedding networks of systems; all else is the paper's (section 2).</summary>
public sealed record NetworkOptions
{
    /// <summary>Numbers of each branch's half of an embedding; at least 1. 128 in the paper, 256 in direct-act (arXiv 2509.10951).</summary>
    public int HalfWidth { get; init; } = 128;

    /// <summary>Whether squeeze-and-excitation follows the convolutions of both branches, as in the paper; not in direct-act.</summary>
    public bool SqueezeExcitation { get; init; } = true;

    /// <summary>
    /// Whether the batch normalisations of the spectrogram branch have a scale and a shift that are trained, as in the paper; not in
    /// direct-act. Those of the spectrum branch have.
    /// </summary>
    public bool AffineNormalisation { get; init; } = true;

    /// <summary>Numbers of an embedding.</summary>
    public int Dim => 2 * HalfWidth;

    internal void Validate() => Check.That(HalfWidth is >= 1 and <= 4096, nameof(HalfWidth), HalfWidth, "in 1 … 4096");
}
