using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Ssl;

/// <summary>The axis along which StatEx takes its statistics.</summary>
public enum StatExAxis
{
    /// <summary>
    /// One mean and one standard deviation for each frame, over all bins: "temporal" StatEx, since statistics that vary
    /// over time move from clip to clip. The variant of the paper.
    /// </summary>
    Temporal,

    /// <summary>One mean and one standard deviation for each bin, over all frames. Only in the third ablation (section 4.3).</summary>
    Frequency,
}

/// <summary>
/// Statistics exchange (paper, section 3.2; Chen et al., ICASSP 2023), in the paper's variant:
/// x = (x₁ − μ₁) / σ₁ · σ₂ + μ₂ over the complete frequency band, with the label rule of <see cref="ExchangeLabels"/>.
/// </summary>
/// <example>
/// One frame [1, 2, 3] (μ = 2, σ = 0.816) with a partner frame [10, 20, 30] (μ = 20, σ = 8.16) becomes [10, 20, 30];
/// a frame [1, 3, 2] becomes [10, 30, 20]: the shape is the clip's own, level and spread are the partner's.
/// </example>
public static class StatEx
{
    /// <summary>Standard deviations below this count as silence; keeps a silent frame finite. Not in the paper.</summary>
    public const double SmallestDeviation = 1e-8;

    /// <summary>Gives each chosen spectrogram the statistics of its partner (<see cref="Partners"/>).</summary>
    /// <param name="spectrograms"><c>[batch, frames, bins]</c></param>
    /// <param name="exchanged">Which clips are exchanged: booleans <c>[batch]</c>; the others stay as they are.</param>
    /// <param name="axis">What a statistic covers.</param>
    /// <returns><c>[batch, frames, bins]</c></returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public static Tensor Exchange(Tensor spectrograms, Tensor exchanged, StatExAxis axis = StatExAxis.Temporal)
    {
        Shapes.Require(spectrograms.dim() == 3, nameof(spectrograms), "[batch, frames, bins]", spectrograms);
        Shapes.RequireMask(exchanged, spectrograms.size(0));
        if (axis == StatExAxis.Temporal && FrameExchange.Fits(spectrograms))
            return FrameExchange.Apply(spectrograms, exchanged);
        using var smallest = SmallestDeviation.ToScalar();
        using var two = 2.ToScalar();
        using var scope = NewDisposeScope();
        var over = axis == StatExAxis.Temporal ? 2L : 1L;
        var mean = spectrograms.mean([over], keepdim: true);                           // [batch, frames, 1] or [batch, 1, bins]
        var deviation = (spectrograms - mean).pow_(two).mean([over], keepdim: true).sqrt();
        // x₁ · σ₂/σ₁ + (μ₂ − μ₁ · σ₂/σ₁); a clip that is not exchanged is multiplied by 1
        var mask = exchanged.view(-1, 1, 1);
        var ratio = where(mask, Partners.Of(deviation) / deviation.clamp_min(smallest), ones_like(deviation));
        var offset = where(mask, Partners.Of(mean) - mean * ratio, zeros_like(mean));
        return (spectrograms * ratio).add_(offset, Scalars.One).MoveToOuterDisposeScope();
    }

    /// <summary>Full StatEx: each clip along its own axis. Only in the third ablation (paper, section 4.3).</summary>
    /// <param name="spectrograms"><c>[batch, frames, bins]</c></param>
    /// <param name="exchanged">Booleans <c>[batch]</c>.</param>
    /// <param name="frequency">Which clips use <see cref="StatExAxis.Frequency"/>, booleans <c>[batch]</c>; the others <see cref="StatExAxis.Temporal"/>.</param>
    /// <returns><c>[batch, frames, bins]</c></returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public static Tensor Exchange(Tensor spectrograms, Tensor exchanged, Tensor frequency)
    {
        Shapes.RequireMask(frequency, spectrograms.size(0));
        using var overBins = Exchange(spectrograms, exchanged);
        using var overFrames = Exchange(spectrograms, exchanged, StatExAxis.Frequency);
        using var mask = frequency.view(-1, 1, 1);
        return where(mask, overFrames, overBins);
    }

    /// <summary>Exchanges spectrograms and triples their labels.</summary>
    /// <param name="spectrograms"><c>[batch, frames, bins]</c></param>
    /// <param name="labels">Soft labels, <c>[batch, classes]</c>.</param>
    /// <param name="exchanged">Booleans <c>[batch]</c>.</param>
    /// <param name="frequency">Which clips use the frequency axis; none where null.</param>
    /// <returns>Spectrograms in the same shape and labels <c>[batch, 3 · classes]</c>.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public static (Tensor Spectrograms, Tensor Labels) Apply(Tensor spectrograms, Tensor labels, Tensor exchanged, Tensor? frequency = null)
    {
        using var partners = Partners.Of(labels);
        return (frequency is null ? Exchange(spectrograms, exchanged) : Exchange(spectrograms, exchanged, frequency),
            ExchangeLabels.Triple(labels, partners, exchanged));
    }
}
