using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// Steps between convolutions whose channels are neighbours in memory, <c>[clips, frames, bins, channels]</c>: the layout that
/// libtorch's convolutions compute fastest forwards.
/// </summary>
internal static class Pixels
{
    /// <summary><c>[clips, channels, frames, bins]</c> as <c>[clips, frames, bins, channels]</c>, contiguous; a copy only if the numbers do not lie so.</summary>
    internal static Tensor ChannelsLast(Tensor x)
    {
        using var last = x.detach().permute(0, 2, 3, 1);
        return last.contiguous();
    }

    /// <summary>max(floor, x · scale + shift), written between margins.</summary>
    /// <param name="x"><c>[clips, frames, bins, channels]</c></param>
    /// <param name="norm">Scale and shift of each channel; neither where null.</param>
    /// <param name="floor">0 for ReLU, −∞ for none.</param>
    /// <param name="target"><c>[clips, frames and margins, bins and margins, channels]</c></param>
    /// <param name="before">Frames and bins of the margin before.</param>
    internal static void Normalise(Tensor x, ChannelNorm? norm, float floor, Tensor target, (long Frames, long Bins) before)
    {
        var (frames, channels, length) = ((int)x.size(1), (int)x.size(3), (int)(x.size(2) * x.size(3)));
        var (from, to) = (Floats.Of(x), Floats.Of(target));
        var (targetFrames, targetLength) = (target.size(1), target.size(2) * channels);
        var (scale, shift) = PixelLines.Of(norm, channels);
        Work.Each((int)x.size(0) * frames, line => PixelLines.Scale(
            from[(long)line * length, length], scale, shift, floor,
            to[(line / frames * targetFrames + line % frames + before.Frames) * targetLength + before.Bins * channels, length]));
    }

    /// <summary>x = x · gate + max(floor, skipped · scale + shift)</summary>
    /// <param name="x"><c>[clips, frames, bins, channels]</c></param>
    /// <param name="gates"><c>[clips, channels]</c></param>
    /// <param name="skipped">As x.</param>
    /// <param name="norm">Scale and shift of each channel; neither where null.</param>
    /// <param name="floor">0 for ReLU, −∞ for none.</param>
    internal static void Add(Tensor x, Tensor gates, Tensor skipped, ChannelNorm? norm, float floor)
    {
        var (frames, channels, length) = ((int)x.size(1), (int)x.size(3), (int)(x.size(2) * x.size(3)));
        var (factors, from, (scale, shift)) = (Floats.Of(gates), Floats.Of(skipped), PixelLines.Of(norm, channels));
        PixelLines.Each(x, (line, sum) => PixelLines.Add(
            sum, factors[(long)(line / frames) * channels, channels], from[(long)line * length, length], scale, shift, floor, sum));
    }

    /// <summary>Max-pools max(floor, x · scale + shift) with stride 2.</summary>
    /// <param name="x"><c>[clips, frames, bins, channels]</c></param>
    /// <param name="norm">Scale and shift of each channel; neither where null.</param>
    /// <param name="floor">0 for ReLU, −∞ for none.</param>
    /// <param name="window">Frames and bins of a window; one that hangs over the end is cut off there.</param>
    /// <param name="result">Receives <c>[clips, frames, bins, channels]</c>.</param>
    /// <returns><paramref name="result"/></returns>
    internal static Tensor MaxPool(Tensor x, ChannelNorm? norm, float floor, int window, Tensor result)
    {
        var (inFrames, inBins, channels) = ((int)x.size(1), (int)x.size(2), (int)x.size(3));
        var (frames, bins) = ((int)result.size(1), (int)result.size(2));
        var (from, to, (scales, shifts)) = (Floats.Of(x), Floats.Of(result), PixelLines.Of(norm, channels));
        Work.Each((int)x.size(0) * frames, line =>
        {
            var (clip, first) = (line / frames, line % frames * 2);
            var rows = Math.Min(window, inFrames - first);
            PixelLines.MaxPool(
                from[((long)clip * inFrames + first) * inBins * channels, rows * inBins * channels], rows, inBins, window, scales, shifts, floor,
                to[(long)line * bins * channels, bins * channels]);
        });
        return result;
    }
}
