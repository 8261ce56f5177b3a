using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// One application of a batch normalisation as a scale and a shift for each channel, with what its backward step needs. The
/// layer keeps parameters and running statistics.
/// </summary>
internal sealed class ChannelNorm
{
    private readonly BatchNorm _layer;
    private readonly double[] _means;
    private readonly double[] _inverseDeviations;
    private readonly double _count;

    private ChannelNorm(BatchNorm layer, double[] means, double[] variances, double count)
    {
        (_layer, _means, _count) = (layer, means, count);
        _inverseDeviations = [.. variances.Select(v => 1 / Math.Sqrt(v + layer.Epsilon))];
        Weights = Scales(layer);
        var biases = Shifts(layer);
        Scale = new float[means.Length];
        Shift = new float[means.Length];
        Centres = [.. means.Select(m => (float)m)];
        for (var c = 0; c < means.Length; c++)
        {
            Scale[c] = (float)(Weights[c] * _inverseDeviations[c]);
            Shift[c] = (float)(biases[c] - means[c] * Weights[c] * _inverseDeviations[c]);
        }
    }

    /// <summary>Normalises with the statistics of a batch and moves the running ones, as in training.</summary>
    internal static ChannelNorm OfBatch(BatchNorm layer, (double[] Means, double[] Squares, double Count) moments)
    {
        var (means, squares, count) = moments;
        var momentum = BatchNorm.Momentum;
        var runningMeans = Values(layer.RunningMean);
        var runningVariances = Values(layer.RunningVariance);
        for (var c = 0; c < means.Length; c++)
        {
            runningMeans[c] = (float)((1 - momentum) * runningMeans[c] + momentum * means[c]);
            runningVariances[c] = (float)((1 - momentum) * runningVariances[c] + momentum * squares[c] / (count - 1));
        }
        layer.CountBatch();
        return new ChannelNorm(layer, means, [.. squares.Select(s => s / count)], count);
    }

    /// <summary>Normalises with the running statistics, as in evaluation.</summary>
    internal static ChannelNorm OfRunning(BatchNorm layer) => new(
        layer, [.. Values(layer.RunningMean).ToArray().Select(v => (double)v)], [.. Values(layer.RunningVariance).ToArray().Select(v => (double)v)], double.NaN);

    /// <summary>The parameters γ.</summary>
    internal float[] Weights { get; }

    /// <summary>What x is multiplied by, for each channel.</summary>
    internal float[] Scale { get; }

    /// <summary>What is then added.</summary>
    internal float[] Shift { get; }

    /// <summary>The mean of each channel, as the sums of <see cref="GradientSums"/> want it.</summary>
    internal float[] Centres { get; }

    /// <summary>Scale and shift without γ and β: to mean 0 and deviation 1.</summary>
    internal (float Scale, float Shift) Standard(int channel)
        => ((float)_inverseDeviations[channel], (float)(-_means[channel] * _inverseDeviations[channel]));

    /// <summary>
    /// Adds the gradients of γ and β, and gives the numbers that turn the gradient g of the output into that of the input x:
    /// factor · g + slope · x + offset.
    /// </summary>
    /// <param name="gradient">For each channel Σ g and Σ g · (x − mean), over the whole batch.</param>
    internal (float[] Factor, float[] Slope, float[] Offset) Backward(GradientSums gradient)
    {
        var (sums, dots) = gradient.Join();
        var channels = sums.Length;
        var (factor, slope, offset) = (new float[channels], new float[channels], new float[channels]);
        var weightGradient = new float[channels];
        for (var c = 0; c < channels; c++)
        {
            var inverse = _inverseDeviations[c];
            dots[c] -= (_means[c] - Centres[c]) * sums[c]; // the rows were centred at a float
            var scale = Weights[c] * inverse;
            var pull = scale * inverse * inverse * dots[c] / _count;
            factor[c] = (float)scale;
            slope[c] = (float)-pull;
            offset[c] = (float)(pull * _means[c] - scale * sums[c] / _count);
            weightGradient[c] = (float)(dots[c] * inverse);
        }
        AddGradients(_layer, weightGradient, [.. sums.Select(s => (float)s)]);
        return (factor, slope, offset);
    }

    /// <summary>γ of each channel.</summary>
    internal static float[] Scales(BatchNorm layer) => layer.Weight is { } weight ? Values(weight).ToArray() : [.. Enumerable.Repeat(1f, (int)layer.RunningMean.size(0))];

    /// <summary>β of each channel.</summary>
    internal static float[] Shifts(BatchNorm layer) => layer.Bias is { } bias ? Values(bias).ToArray() : new float[layer.RunningMean.size(0)];

    /// <summary>Adds gradients to those of γ and β, where the layer has them.</summary>
    internal static void AddGradients(BatchNorm layer, float[] ofScales, float[] ofShifts)
    {
        if (layer.Weight is { } weight)
            Gradients.Add(weight, ofScales);
        if (layer.Bias is { } bias)
            Gradients.Add(bias, ofShifts);
    }

    internal static Span<float> Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.bytes);
}
