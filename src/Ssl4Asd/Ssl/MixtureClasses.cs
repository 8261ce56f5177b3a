using static TorchSharp.torch;

namespace Ssl4Asd.Ssl;

/// <summary>
/// Mixtures as classes of their own (Inoue et al., DCASE 2020; Chen et al., ICASSP 2023): a clip that mixup changed is of
/// a pseudo-anomalous class instead of the classes of both. The paper tried it without gain (section 3.1).
/// </summary>
public static class MixtureClasses
{
    /// <summary>Doubles the classes of soft labels: <c>[y, 0]</c> for a clip as it was, <c>[0, y]</c> for a mixture.</summary>
    /// <param name="labels">Soft labels after mixup, <c>[batch, classes]</c>.</param>
    /// <param name="mixed">Which clips were mixed: booleans <c>[batch]</c>.</param>
    /// <returns><c>[batch, 2 · classes]</c>; the sum over a clip stays what it was.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public static Tensor Double(Tensor labels, Tensor mixed)
    {
        Shapes.Require(labels.dim() == 2, nameof(labels), "[batch, classes]", labels);
        Shapes.RequireMask(mixed, labels.size(0));
        using var scope = NewDisposeScope();
        var yes = mixed.unsqueeze(1).to_type(labels.dtype); // [batch, 1]
        return cat([labels * (ones_like(yes) - yes), labels * yes], dim: 1).MoveToOuterDisposeScope();
    }
}
