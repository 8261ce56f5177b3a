using Ssl4Asd.Presets;
using static TorchSharp.torch;

namespace Ssl4Asd.Ssl;

/// <summary>
/// Feature exchange, the method that the paper proposes (section 3.3): one half of the embedding, in the paper that of the
/// spectrogram, comes from another clip, and the network has to tell whether both halves belong together, and whose they are.
/// </summary>
/// <example>
/// Two clips with the halves (a₁, b₁), (a₂, b₂) and labels y₁, y₂: exchanged, the first becomes (a₁, b₂) with the label
/// [0, y₁/2, y₂/2]; left alone, it is (a₁, b₁) with [y₁, 0, 0].
/// </example>
public static class FeatEx
{
    /// <summary>Joins both halves, one of them from the partner (<see cref="Partners"/>) where chosen, and triples the labels.</summary>
    /// <param name="spectrumHalf"><c>[batch, 128]</c></param>
    /// <param name="spectrogramHalf"><c>[batch, 128]</c></param>
    /// <param name="labels">Soft labels, <c>[batch, classes]</c>.</param>
    /// <param name="exchanged">Booleans <c>[batch]</c>.</param>
    /// <param name="moved">Which half is the partner's.</param>
    /// <returns>Embeddings <c>[batch, 256]</c> and labels <c>[batch, 3 · classes]</c>.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public static (Tensor Embeddings, Tensor Labels) Apply(Tensor spectrumHalf, Tensor spectrogramHalf, Tensor labels, Tensor exchanged, EmbeddingHalf moved = EmbeddingHalf.Spectrogram)
    {
        var batch = spectrumHalf.size(0);
        Shapes.Require(spectrumHalf.dim() == 2, nameof(spectrumHalf), "[batch, dim]", spectrumHalf);
        Shapes.Require(spectrogramHalf.dim() == 2 && spectrogramHalf.size(0) == batch, nameof(spectrogramHalf), $"[{batch}, dim]", spectrogramHalf);
        Shapes.RequireMask(exchanged, batch);
        using var scope = NewDisposeScope();
        Tensor Half(Tensor half, EmbeddingHalf which) => which == moved ? where(exchanged.unsqueeze(1), Partners.Of(half), half) : half;
        return (cat([Half(spectrumHalf, EmbeddingHalf.Spectrum), Half(spectrogramHalf, EmbeddingHalf.Spectrogram)], dim: 1).MoveToOuterDisposeScope(),
            ExchangeLabels.Triple(labels, Partners.Of(labels), exchanged).MoveToOuterDisposeScope());
    }
}
