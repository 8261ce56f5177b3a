using Ssl4Asd.Models.Fast.Winograd;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Ssl4Asd.Models.Fast;

/// <summary>The mean of each channel of each clip, from sums over frames; joined in their order, so that threads change nothing.</summary>
internal sealed class ClipMeans(TileGrid grid, int channels)
{
    private readonly float[] _sums = new float[grid.Clips * grid.Frames * channels];

    /// <summary>Takes one frame: a <see cref="FrameAction"/>.</summary>
    internal void Set(int line, Span<float> values) => PixelSums.Sums(values, _sums.AsSpan(line * channels, channels));

    /// <summary>The means, <c>[clips, channels]</c>.</summary>
    internal float[] Join()
    {
        var result = new float[grid.Clips * channels];
        for (var clip = 0; clip < grid.Clips; clip++)
        {
            var mean = result.AsSpan(clip * channels, channels);
            for (var line = clip * grid.Frames; line < (clip + 1) * grid.Frames; line++)
                TensorPrimitives.Add(mean, _sums.AsSpan(line * channels, channels), mean);
            TensorPrimitives.Divide(mean, grid.Frames * grid.Bins, mean);
        }
        return result;
    }
}
