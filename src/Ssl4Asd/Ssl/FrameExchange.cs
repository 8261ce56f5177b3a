using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Ssl4Asd.Ssl;

/// <summary>Temporal <see cref="StatEx"/> on a CPU, frame by frame while each is in the cache: two passes over memory instead of one for each operator.</summary>
internal static class FrameExchange
{
    /// <summary>Whether spectrograms can be exchanged so.</summary>
    internal static bool Fits(Tensor spectrograms) => Magnitudes.Fit(spectrograms);

    /// <summary>See <see cref="StatEx.Exchange(Tensor, Tensor, StatExAxis)"/>.</summary>
    internal static Tensor Apply(Tensor spectrograms, Tensor exchanged)
    {
        using var given = spectrograms.contiguous();
        using var chosen = exchanged.cpu();
        var (clips, frames, bins) = ((int)given.size(0), (int)given.size(1), (int)given.size(2));
        var result = empty(clips, frames, bins);
        var (from, to, isExchanged) = (Floats.Of(given), Floats.Of(result), chosen.data<bool>().ToArray());
        var (means, deviations) = (new float[clips * frames], new float[clips * frames]);
        Work.Each(clips, clip =>
        {
            for (var frame = clip * frames; frame < (clip + 1) * frames; frame++)
            {
                var x = from[(long)frame * bins, bins];
                var y = to[(long)frame * bins, bins];
                means[frame] = TensorPrimitives.Sum<float>(x) / bins;
                TensorPrimitives.Subtract(x, means[frame], y);
                deviations[frame] = MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(y) / bins);
            }
        });
        Work.Each(clips, clip =>
        {
            for (var frame = 0; frame < frames; frame++)
            {
                var (own, partner) = (clip * frames + frame, Partners.Of(clip, clips) * frames + frame);
                var x = from[(long)own * bins, bins];
                var y = to[(long)own * bins, bins];
                if (!isExchanged[clip])
                {
                    x.CopyTo(y);
                    continue;
                }
                var ratio = deviations[partner] / MathF.Max(deviations[own], (float)StatEx.SmallestDeviation);
                TensorPrimitives.Multiply(x, ratio, y);
                TensorPrimitives.Add(y, means[partner] - means[own] * ratio, y);
            }
        });
        return result;
    }
}
