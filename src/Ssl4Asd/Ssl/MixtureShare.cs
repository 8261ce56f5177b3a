using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Ssl;

/// <summary>
/// Mixup that asks for its coefficient alone, whoever is mixed: no class labels are needed (paper, section 3.1). Which of two clips
/// has the share λ cannot be told then, so it is the greater share that is asked for.
/// </summary>
public static class MixtureShare
{
    /// <summary>Soft labels of two classes, "one clip" and "two clips in equal shares": with s = max(λ, 1 − λ), <c>[2s − 1, 2 − 2s]</c>.</summary>
    /// <param name="lambda">The share λ of the clip itself, <c>[batch]</c>, in [0, 1].</param>
    /// <param name="mixed">Which clips were mixed: booleans <c>[batch]</c>; the others are <c>[1, 0]</c>.</param>
    /// <returns><c>[batch, 2]</c></returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public static Tensor Labels(Tensor lambda, Tensor mixed)
    {
        Shapes.Require(lambda.dim() == 1, nameof(lambda), "[batch]", lambda);
        Shapes.RequireMask(mixed, lambda.size(0));
        using var two = 2.ToScalar();
        using var scope = NewDisposeScope();
        var one = ones_like(lambda);
        var share = where(mixed, maximum(lambda, one - lambda), one);
        var single = share.mul(two) - one;
        return stack([single, one - single], dim: 1).MoveToOuterDisposeScope();
    }
}
