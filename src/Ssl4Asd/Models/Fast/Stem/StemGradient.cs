using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Ssl4Asd.Models.Fast.Stem;

/// <summary>
/// The gradients of the first convolution's kernel W and of the input normalisation before it, without the gradient of the
/// input, the convolution's output y, or that of its gradient. With x̂ the normalised input and X = γ · x̂ + β what is convolved,
/// both need P[o, j] = Σ over clips and frames i of ∂y[o, i, j] · v[i, j] only, where v is the patch (<see cref="Patch"/>) of x̂:
/// the gradient of W is Σ_j of γ · P and β · (P of the indicators); those of γ and β are Σ W · P over what meets the bin.
/// Batch normalisation makes ∂y = factor · (what came through the pooling) + slope · y + offset, and y = w · v, where w is made
/// of W, γ and β. So P[o, j] = factor · (sum of the few patches that pooling chose) + (slope · w + offset · e) · Σ v · vᵀ,
/// where e picks an indicator that is always 1.
/// </summary>
internal sealed class StemGradient
{
    /// <summary>Rows and columns of the kernel.</summary>
    internal const int Kernel = 7;

    /// <summary>Its stride.</summary>
    internal const int Stride = 2;

    private readonly StemShape _shape;
    private readonly PaddedInput _input;
    private readonly Autocorrelation _products;
    private readonly InputSums _sums;
    private readonly PooledPatches _pooled;

    internal StemGradient(StemShape shape, int frames, int bins, int channels)
    {
        _shape = shape;
        _input = new PaddedInput(shape, frames, bins);
        _products = new Autocorrelation(shape, frames, bins);
        _sums = new InputSums(shape, frames, bins);
        _pooled = new PooledPatches(shape, frames, channels);
    }

    /// <summary>Adds a clip.</summary>
    /// <param name="frames">Spectrograms <c>[clips, frames, bins]</c>.</param>
    /// <param name="clip">Which clip.</param>
    /// <param name="norm">Its normalisation.</param>
    /// <param name="gradient">What comes to the pooling windows of the clip, <c>[pooled frames, pooled bins, channels]</c>.</param>
    /// <param name="largest">As <see cref="StemPooling"/> has left them.</param>
    internal void Add(Floats frames, int clip, InputNorm norm, ReadOnlySpan<float> gradient, ReadOnlySpan<byte> largest)
    {
        _input.Set(frames, clip, norm.Of(clip, withParameters: false));
        _products.Add(_input);
        _sums.Add(_input);
        _pooled.Add(_input, gradient, largest);
    }

    /// <summary>Adds up parts, in their order, and hands the gradients to the parameters.</summary>
    /// <param name="parts">Each of some clips.</param>
    /// <param name="branch">The layers.</param>
    /// <param name="coefficients">What batch normalisation makes of the gradient.</param>
    internal static void Finish(StemGradient[] parts, SpectrogramBranch branch, (float[] Factor, float[] Slope, float[] Offset) coefficients)
    {
        var all = parts[0];
        foreach (var part in parts.Skip(1))
        {
            all._products.Add(part._products);
            all._sums.Add(part._sums);
            TensorPrimitives.Add(all._pooled.Sums, part._pooled.Sums, all._pooled.Sums);
        }
        var weights = ChannelNorm.Values(branch.Conv.Weight).ToArray();
        var (gammas, betas) = (ChannelNorm.Scales(branch.InputNorm), ChannelNorm.Shifts(branch.InputNorm));
        var sums = ArrayPool<double>.Shared.Rent(all._pooled.Sums.Length); // large and needed in each step
        all.SetPatchSums(sums, weights, gammas, betas, coefficients);
        var (ofWeights, ofGammas, ofBetas) = (new double[weights.Length], new double[gammas.Length], new double[betas.Length]);
        all.EachTap(weights.Length, (row, tap, bin, value, inside) =>
        {
            var (product, sum) = (sums[row * Patch.Size + value], sums[row * Patch.Size + inside]);
            ofWeights[tap] += gammas[bin] * product + betas[bin] * sum;
            ofGammas[bin] += weights[tap] * product;
            ofBetas[bin] += weights[tap] * sum;
        });
        ArrayPool<double>.Shared.Return(sums);
        Gradients.Add(branch.Conv.Weight, [.. ofWeights.Select(g => (float)g)]);
        ChannelNorm.AddGradients(branch.InputNorm, [.. ofGammas.Select(g => (float)g)], [.. ofBetas.Select(g => (float)g)]);
    }

    // writes P: [bins, channels, patch]
    private void SetPatchSums(double[] sums, float[] weights, float[] gammas, float[] betas, (float[] Factor, float[] Slope, float[] Offset) coefficients)
    {
        var (bins, channels, length) = (_shape.ConvolvedBins, coefficients.Factor.Length, _pooled.Sums.Length);
        Array.Clear(sums, 0, length); // first for slope · w + offset · e
        EachTap(weights.Length, (row, tap, bin, value, inside) =>
        {
            double weight = coefficients.Slope[row % channels] * (double)weights[tap];
            sums[row * Patch.Size + value] = weight * gammas[bin];
            sums[row * Patch.Size + inside] += weight * betas[bin];
        });
        for (var row = 0; row < bins * channels; row++)
            sums[row * Patch.Size + Patch.Inside(_shape.FramesBefore)] += coefficients.Offset[row % channels];
        using var scope = NewDisposeScope();
        var dense = empty(bins, channels, Patch.Size, dtype: ScalarType.Float64);
        sums.AsSpan(0, length).CopyTo(Doubles(dense));
        var matrices = empty(bins, Patch.Size, Patch.Size, dtype: ScalarType.Float64); // Σ v · vᵀ
        var products = new PatchProducts(_shape, _input.Bins, _products, _sums);
        Work.Each(bins, j => products.Of(j, Doubles(matrices).Slice(j * Patch.Size * Patch.Size, Patch.Size * Patch.Size)));
        Doubles(dense.bmm(matrices)).CopyTo(sums);
        for (var row = 0; row < bins * channels; row++)
            for (var n = row * Patch.Size; n < (row + 1) * Patch.Size; n++)
                sums[n] += coefficients.Factor[row % channels] * (double)_pooled.Sums[n];
    }

    private static Span<double> Doubles(Tensor tensor) => MemoryMarshal.Cast<byte, double>(tensor.bytes);

    private delegate void TapAction(int row, int tap, int bin, int value, int inside);

    // Every weight of the kernel at every bin of the output where it meets a bin of the input: row of P, index of the weight,
    // that bin, and places in the patch.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void EachTap(int weights, TapAction action)
    {
        var channels = weights / (Kernel * Kernel);
        for (var row = 0; row < _shape.ConvolvedBins * channels; row++)
        {
            var (corner, first) = (row / channels * Stride - _shape.BinsBefore, row % channels * Kernel * Kernel);
            for (var k = 0; k < Kernel; k++)
                for (var m = Math.Max(0, -corner); m < Math.Min(Kernel, _input.Bins - corner); m++)
                    action(row, first + k * Kernel + m, corner + m, Patch.Value(k, m), Patch.Inside(k));
        }
    }
}
