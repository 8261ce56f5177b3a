using static TorchSharp.torch;

namespace Ssl4Asd.Ssl;

/// <summary>
/// Mixup (paper, section 3.1; Zhang et al., ICLR 2018): linear interpolation between two clips and between their
/// labels, x = λ·x₁ + (1 − λ)·x₂ and y = λ·y₁ + (1 − λ)·y₂, on raw waveforms.
/// </summary>
/// <example>
/// λ = 0.75 for a clip [1, 2, 3] of class 0 and its partner [5, 6, 7] of class 1 gives the clip [2, 3, 4] with
/// the label [0.75, 0.25].
/// </example>
public static class Mixup
{
    /// <summary>Mixes each chosen clip with its partner (<see cref="Partners"/>).</summary>
    /// <param name="waveforms"><c>[batch, samples]</c></param>
    /// <param name="labels">One-hot or soft labels, <c>[batch, classes]</c>.</param>
    /// <param name="lambda">The share λ of the clip itself, <c>[batch]</c>, in [0, 1].</param>
    /// <param name="mixed">Which clips are mixed: booleans <c>[batch]</c>; the others stay as they are.</param>
    /// <returns>Waveforms and soft labels in the same shapes; the sum of a label stays what it was.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public static (Tensor Waveforms, Tensor Labels) Apply(Tensor waveforms, Tensor labels, Tensor lambda, Tensor mixed)
    {
        var batch = waveforms.size(0);
        Shapes.Require(waveforms.dim() == 2, nameof(waveforms), "[batch, samples]", waveforms);
        Shapes.Require(labels.dim() == 2 && labels.size(0) == batch, nameof(labels), $"[{batch}, classes]", labels);
        Shapes.Require(lambda.dim() == 1 && lambda.size(0) == batch, nameof(lambda), $"[{batch}]", lambda);
        Shapes.RequireMask(mixed, batch);
        using var scope = NewDisposeScope();
        var share = where(mixed, lambda, ones_like(lambda)).unsqueeze(1); // [batch, 1]; 1 leaves a clip as it is
        return (Interpolate(waveforms, share).MoveToOuterDisposeScope(), Interpolate(labels, share).MoveToOuterDisposeScope());
    }

    private static Tensor Interpolate(Tensor x, Tensor share) => Partners.Of(x).lerp_(x, share.to_type(x.dtype));

    /// <summary>Draws λ ~ U(0, 1) for each clip: <c>[batch]</c>.</summary>
    public static Tensor DrawLambda(long batch, Generator generator) => rand(batch, generator: generator);
}
