using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// Steps between convolutions whose channels are neighbours in memory, <c>[clips, frames, bins, channels]</c>: a register holds those of
/// one bin.
/// </summary>
internal static class Pixels
{
    /// <summary>max(floor, x · scale + shift)</summary>
    /// <param name="x"><c>[clips, frames, bins, channels]</c></param>
    /// <param name="norm">Scale and shift of each channel; neither where null.</param>
    /// <param name="floor">0 for ReLU, −∞ for none.</param>
    /// <param name="target">As x.</param>
    internal static void Normalise(Tensor x, ChannelNorm? norm, float floor, Tensor target) => Write(PixelLines.Scaled(x, norm, floor), target);

    /// <summary>Writes all frames.</summary>
    internal static void Write(FrameSource source, Tensor target)
    {
        var frames = (int)target.size(1);
        PixelLines.Each(target, (line, y) => source(line / frames, line % frames, y));
    }

    /// <summary>x = x · gate + max(floor, skipped · scale + shift)</summary>
    /// <param name="x"><c>[clips, frames, bins, channels]</c></param>
    /// <param name="gates"><c>[clips, channels]</c></param>
    /// <param name="skipped">As x.</param>
    /// <param name="norm">Scale and shift of each channel; neither where null.</param>
    /// <param name="floor">0 for ReLU, −∞ for none.</param>
    internal static void Add(Tensor x, float[] gates, Tensor skipped, ChannelNorm? norm, float floor)
    {
        var (frames, channels, length) = ((int)x.size(1), (int)x.size(3), (int)(x.size(2) * x.size(3)));
        var (from, (scale, shift)) = (Floats.Of(skipped), PixelLines.Of(norm, channels));
        PixelLines.Each(x, (line, sum) => PixelLines.Add(
            sum, gates.AsSpan(line / frames * channels, channels), from[(long)line * length, length], scale, shift, floor, sum));
    }

    /// <summary>The frames of max(floor, x · scale + shift), max-pooled with windows of 2 × 2; one that hangs over the end is cut off there.</summary>
    /// <param name="x"><c>[clips, frames, bins, channels]</c></param>
    /// <param name="norm">Scale and shift of each channel; neither where null.</param>
    /// <param name="floor">0 for ReLU, −∞ for none.</param>
    internal static FrameSource Pooled(Tensor x, ChannelNorm? norm, float floor)
    {
        var (frames, bins, line) = ((int)x.size(1), (int)x.size(2), (int)(x.size(2) * x.size(3)));
        var (from, (scale, shift)) = (Floats.Of(x), PixelLines.Of(norm, (int)x.size(3)));
        return (clip, frame, y) =>
        {
            var rows = Math.Min(2, frames - 2 * frame);
            PixelLines.MaxPool(from[((long)clip * frames + 2 * frame) * line, rows * line], rows, bins, window: 2, scale, shift, floor, y);
        };
    }
}
