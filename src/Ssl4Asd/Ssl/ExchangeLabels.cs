using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Ssl;

/// <summary>
/// The label rule that StatEx and FeatEx share (paper, sections 3.2 and 3.3): three classes for each one,
/// <c>[y, 0, 0]</c> for a clip as it was, <c>[0, y/2, y'/2]</c> for one that carries something of its partner's.
/// </summary>
public static class ExchangeLabels
{
    /// <summary>Triples the classes of soft labels.</summary>
    /// <param name="labels">Soft labels y, <c>[batch, classes]</c>.</param>
    /// <param name="partners">Soft labels y' of the partners, <c>[batch, classes]</c>.</param>
    /// <param name="exchanged">Which clips were exchanged: booleans <c>[batch]</c>.</param>
    /// <returns><c>[batch, 3 · classes]</c>; the sum over a clip stays what it was.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public static Tensor Triple(Tensor labels, Tensor partners, Tensor exchanged)
    {
        Shapes.Require(labels.dim() == 2, nameof(labels), "[batch, classes]", labels);
        Shapes.Require(partners.shape.SequenceEqual(labels.shape), nameof(partners), $"[{string.Join(", ", labels.shape)}]", partners);
        Shapes.RequireMask(exchanged, labels.size(0));
        using var oneHalf = 0.5.ToScalar();
        using var scope = NewDisposeScope();
        var yes = exchanged.unsqueeze(1).to_type(labels.dtype); // [batch, 1]
        var half = yes.mul(oneHalf);
        return cat([labels * (ones_like(yes) - yes), labels * half, partners * half], dim: 1).MoveToOuterDisposeScope();
    }
}
