using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// Memory for the input of a strided convolution, with "same" padding around it: that of an even number is not the same on both
/// sides, which libtorch cannot do. It is used for one chunk of clips after the other; the zeros stay.
/// </summary>
internal sealed class StridedInput(SameConv2d layer, long frames, long bins) : IDisposable
{
    private readonly (long Before, long After) _frames = SamePadding.Of(frames, layer.Kernel, layer.Stride);
    private readonly (long Before, long After) _bins = SamePadding.Of(bins, layer.Kernel, layer.Stride);
    private Tensor? _memory;

    /// <summary>What comes before the first frame and the first bin.</summary>
    internal (long Frames, long Bins) Before => (_frames.Before, _bins.Before);

    /// <summary>Writes the ReLU of the normalised x.</summary>
    /// <param name="x"><c>[clips, frames, bins, channels]</c>; no more clips than at first.</param>
    /// <param name="norm">Scale and shift of each channel; neither where null.</param>
    /// <returns><c>[clips, channels, frames, bins]</c>, padded, channels last in memory; overwritten by the next call.</returns>
    internal Tensor Write(Tensor x, ChannelNorm? norm)
    {
        _memory ??= zeros(x.size(0), frames + _frames.Before + _frames.After, bins + _bins.Before + _bins.After, x.size(3)).DetachFromDisposeScope();
        using var part = _memory.narrow(0, 0, x.size(0));
        Pixels.Normalise(x, norm, 0, part, Before);
        using var channelsFirst = part.permute(0, 3, 1, 2);
        return channelsFirst.detach();
    }

    public void Dispose() => _memory?.Dispose();
}
