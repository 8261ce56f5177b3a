using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Ssl;

/// <summary>
/// Statistics exchange as it was first proposed (Chen et al., ICASSP 2023): within a random subband the statistics of each frame, or
/// within a random stretch of time those of each bin, come from the partner, and each pair of classes is a class of its own. The paper's
/// variant is <see cref="StatEx"/>.
/// </summary>
public static class OriginalStatEx
{
    /// <summary>Draws a random part of an axis for each clip, as shares of its length: <c>[batch, 2]</c>, from and to in [0, 1].</summary>
    public static Tensor DrawParts(long batch, Generator generator)
    {
        using var scope = NewDisposeScope();
        return rand([batch, 2], generator: generator).sort(1).Values.MoveToOuterDisposeScope();
    }

    /// <summary>Gives a part of each chosen spectrogram the statistics of the same part of its partner (<see cref="Partners"/>).</summary>
    /// <param name="spectrograms"><c>[batch, frames, bins]</c></param>
    /// <param name="exchanged">Which clips are exchanged: booleans <c>[batch]</c>.</param>
    /// <param name="stretches">Which clips use a stretch of time and the statistics of bins, booleans <c>[batch]</c>; the others a subband and those of frames.</param>
    /// <param name="parts">Which part, <c>[batch, 2]</c> as shares of the axis; at least one bin or frame is taken.</param>
    /// <returns><c>[batch, frames, bins]</c></returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public static Tensor Exchange(Tensor spectrograms, Tensor exchanged, Tensor stretches, Tensor parts)
    {
        Shapes.Require(spectrograms.dim() == 3, nameof(spectrograms), "[batch, frames, bins]", spectrograms);
        Shapes.RequireMask(exchanged, spectrograms.size(0));
        Shapes.RequireMask(stretches, spectrograms.size(0));
        Shapes.Require(parts.dim() == 2 && parts.size(0) == spectrograms.size(0) && parts.size(1) == 2, nameof(parts), $"[{spectrograms.size(0)}, 2]", parts);
        using var scope = NewDisposeScope();
        var ofFrames = Exchange(spectrograms, exchanged, parts, axis: 2);
        var ofBins = Exchange(spectrograms, exchanged, parts, axis: 1);
        return where(stretches.view(-1, 1, 1), ofBins, ofFrames).MoveToOuterDisposeScope();
    }

    // Mean and deviation along an axis of which only a part counts.
    private static Tensor Exchange(Tensor x, Tensor exchanged, Tensor parts, int axis)
    {
        using var smallest = StatEx.SmallestDeviation.ToScalar();
        using var two = 2.ToScalar();
        var inside = Inside(parts, (int)x.size(axis)).unsqueeze(axis == 2 ? 1 : 2); // booleans
        var weights = inside.to_type(x.dtype);
        var count = weights.sum(axis, keepdim: true);
        Tensor Mean(Tensor values) => (values * weights).sum(axis, keepdim: true) / count;
        (Tensor Mean, Tensor Deviation) Statistics(Tensor values)
        {
            var mean = Mean(values);
            return (mean, Mean((values - mean).pow(two)).sqrt());
        }
        var (own, partner) = (Statistics(x), Statistics(Partners.Of(x)));
        var moved = ((x - own.Mean) / own.Deviation.clamp_min(smallest) * partner.Deviation).add(partner.Mean, Scalars.One);
        return where(inside.logical_and(exchanged.view(-1, 1, 1)), moved, x);
    }

    // [batch, length]: whether a position lies in the part, which holds at least one
    private static Tensor Inside(Tensor parts, int length)
    {
        using Scalar last = (length - 1).ToScalar(), all = length.ToScalar();
        var positions = arange(Scalars.Zero, all, Scalars.One, dtype: parts.dtype, device: parts.device).unsqueeze(0);
        var from = parts.mul(all).narrow(1, 0, 1).floor().clamp_max(last);
        var to = parts.mul(all).narrow(1, 1, 1).ceil();
        return positions.ge(from).logical_and(positions.lt(maximum(to, from.add(Scalars.One, Scalars.One))));
    }

    /// <summary>A class for each pair: y_i for (i, i) of a clip as it was, y_i · y'_j for (i, j) of one with its partner's statistics.</summary>
    /// <param name="labels">Soft labels y, <c>[batch, classes]</c>.</param>
    /// <param name="exchanged">Which clips were exchanged: booleans <c>[batch]</c>.</param>
    /// <returns><c>[batch, classes²]</c>, pair (i, j) at i · classes + j; the sum over a clip stays 1 where it was.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public static Tensor Pairs(Tensor labels, Tensor exchanged)
    {
        Shapes.Require(labels.dim() == 2, nameof(labels), "[batch, classes]", labels);
        Shapes.RequireMask(exchanged, labels.size(0));
        using var scope = NewDisposeScope();
        var pairs = labels.unsqueeze(2) * Partners.Of(labels).unsqueeze(1); // [batch, classes, classes]
        return where(exchanged.view(-1, 1, 1), pairs, labels.diag_embed()).flatten(1).MoveToOuterDisposeScope();
    }
}
