using System.Runtime.CompilerServices;
using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Ssl4Asd.Models.Fast.Stem;

/// <summary>
/// Temporal mean normalisation and the batch normalisation of bins, together: each bin of each clip is multiplied by one
/// number and another one is added.
/// </summary>
internal sealed class InputNorm
{
    private readonly float[][] _temporalMeans;
    private readonly ChannelNorm _norm;
    private readonly int _bins;

    /// <summary>Gathers the statistics.</summary>
    /// <param name="layer">The batch normalisation of bins.</param>
    /// <param name="frames">Spectrograms <c>[clips, frames, bins]</c>, contiguous.</param>
    /// <param name="subtractTemporalMean">Whether the mean of each bin over the frames of a clip is subtracted first.</param>
    /// <param name="isTraining">Statistics of the batch, or else the running ones.</param>
    internal InputNorm(BatchNorm layer, Tensor frames, bool subtractTemporalMean, bool isTraining)
    {
        var (clips, count, bins) = ((int)frames.size(0), (int)frames.size(1), (int)frames.size(2));
        _bins = bins;
        var moments = new Moments(clips, bins);
        var values = Floats.Of(frames);
        _temporalMeans = new float[clips][];
        Work.Each(clips, b =>
        {
            var x = values[(long)b * count * bins, count * bins];
            var means = Means(x, bins);
            _temporalMeans[b] = subtractTemporalMean ? means : new float[bins];
            if (isTraining)
                SetMoments(moments, b, x, means, subtractTemporalMean);
        });
        _norm = isTraining ? ChannelNorm.OfBatch(layer, moments.Join(count)) : ChannelNorm.OfRunning(layer);
    }

    /// <summary>What each bin of a clip is multiplied by, and what is then added.</summary>
    /// <param name="clip">Which clip of the batch.</param>
    /// <param name="withParameters">With γ and β, or only to mean 0 and deviation 1.</param>
    internal (float[] Factors, float[] Offsets) Of(int clip, bool withParameters)
    {
        var (factors, offsets) = (new float[_bins], new float[_bins]);
        for (var f = 0; f < _bins; f++)
        {
            var (scale, shift) = withParameters ? (_norm.Scale[f], _norm.Shift[f]) : _norm.Standard(f);
            (factors[f], offsets[f]) = (scale, shift - scale * _temporalMeans[clip][f]);
        }
        return (factors, offsets);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float[] Means(ReadOnlySpan<float> x, int bins)
    {
        var means = new float[bins];
        for (var start = 0; start < x.Length; start += bins)
            TensorPrimitives.Add(means, x.Slice(start, bins), means);
        TensorPrimitives.Divide(means, x.Length / bins, means);
        return means;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SetMoments(Moments moments, int clip, ReadOnlySpan<float> x, float[] means, bool areSubtracted)
    {
        var (squares, differences) = (new float[means.Length], new float[means.Length]);
        for (var start = 0; start < x.Length; start += means.Length)
        {
            TensorPrimitives.Subtract(x.Slice(start, means.Length), means, differences);
            TensorPrimitives.MultiplyAdd(differences, differences, squares, squares);
        }
        for (var f = 0; f < means.Length; f++)
            moments.Set(clip * means.Length + f, (areSubtracted ? 0 : means[f], squares[f]));
    }
}
