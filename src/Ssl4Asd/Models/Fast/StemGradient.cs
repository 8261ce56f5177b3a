using System.Runtime.Intrinsics;
using Ssl4Asd.Features.Fast;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// The gradients of the first convolution's kernel and of the input normalisation before it, without the gradient of the
/// input itself. With x̂ the normalised input and X = γ·x̂ + β what is convolved, one product for each bin j of the output,
/// P[o, ky, kx, j] = Σ over clips and frames i of ∂y[o, i, j] · x̂[2i + ky, 2j + kx], gives both: that of the kernel is
/// Σ_j γ · P, that of γ is Σ W · P over all (o, ky, kx, j) that meet the bin. Those of β need Σ ∂y instead of P.
/// </summary>
internal sealed unsafe class StemGradient
{
    /// <summary>Rows and columns of the kernel.</summary>
    internal const int Kernel = 7;

    /// <summary>Its stride.</summary>
    internal const int Stride = 2;

    /// <summary>Neighbouring bins of the output that are computed at a time.</summary>
    internal const int Lanes = 8;

    private const int Block = 32; // frames whose numbers stay in the first cache meanwhile

    private readonly StemShape _shape;
    private readonly int _frames;
    private readonly int _bins;
    private readonly int _channels;

    internal StemGradient(StemShape shape, int frames, int bins, int channels)
    {
        (_shape, _frames, _bins, _channels) = (shape, frames, bins, channels);
        _gradient = new float[Groups * shape.ConvolvedFrames * channels * Lanes];
        _even = new float[PaddedFrames * LineLength];
        _odd = new float[PaddedFrames * LineLength];
        _products = new float[Groups * Kernel * channels * Kernel * Lanes];
        _sums = new float[Groups * Kernel * channels * Lanes];
    }

    private readonly float[] _gradient; // [groups, frames, channels, lanes]
    private readonly float[] _even;     // [padded frames, line]
    private readonly float[] _odd;
    private readonly float[] _products;
    private readonly float[] _sums;

    private int Groups => (_shape.ConvolvedBins + Lanes - 1) / Lanes;

    private int PaddedFrames => (_shape.ConvolvedFrames - 1) * Stride + Kernel;

    // even (or odd) bins of a padded frame of the input, as far as the last group reaches
    private int LineLength => Groups * Lanes + Lanes;

    private int GroupStride => _shape.ConvolvedFrames * FrameStride;

    private int FrameStride => _channels * Lanes;

    /// <summary>Sets the gradient of the convolution's output in one frame of one channel to x · slope + offset.</summary>
    internal void SetGradient(int frame, int channel, ReadOnlySpan<float> x, float slope, float offset)
    {
        var (s, o) = (Vector256.Create(slope), Vector256.Create(offset));
        fixed (float* from = x, start = _gradient)
        {
            var to = start + frame * FrameStride + channel * Lanes;
            var j = 0;
            for (; j <= x.Length - Lanes; j += Lanes, to += GroupStride)
                Vector256.FusedMultiplyAdd(Vector256.Load(from + j), s, o).Store(to);
            for (; j < x.Length; j++)
                to[j % Lanes] = from[j] * slope + offset;
        }
    }

    /// <summary>Adds what came through one line of pooling windows, times a factor, to their largest numbers.</summary>
    /// <param name="frame">The first frame of the windows.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="gradient">One number for each window.</param>
    /// <param name="largest">Which number of the window was the largest, 0 … 8.</param>
    /// <param name="factor">The factor.</param>
    internal void AddPooled(int frame, int channel, ReadOnlySpan<float> gradient, ReadOnlySpan<byte> largest, float factor)
    {
        var (groupStride, frameStride) = (GroupStride, FrameStride);
        var rows = stackalloc int[9] { 0, 0, 0, frameStride, frameStride, frameStride, 2 * frameStride, 2 * frameStride, 2 * frameStride };
        var columns = stackalloc int[9] { 0, 1, 2, 0, 1, 2, 0, 1, 2 };
        fixed (float* start = _gradient, g = gradient)
        {
            fixed (byte* places = largest)
            {
                var corner = start + frame * frameStride + channel * Lanes;
                for (var j = 0; j < gradient.Length; j++)
                {
                    var bin = 2 * j + columns[places[j]];
                    corner[rows[places[j]] + (bin >> 3) * groupStride + (bin & (Lanes - 1))] += factor * g[j];
                }
            }
        }
    }

    /// <summary>Sets one frame of x̂.</summary>
    /// <param name="frame">Frame of the input.</param>
    /// <param name="line">Its bins, with the padding before them and at least as much behind: <see cref="PaddedBins"/>.</param>
    internal void SetInput(int frame, ReadOnlySpan<float> line)
    {
        var start = (frame + _shape.FramesBefore) * LineLength;
        for (var m = 0; m < LineLength; m += Lanes)
        {
            var (even, odd) = Neighbours.EvenAndOdd(line, 2 * m);
            even.CopyTo(_even, start + m);
            odd.CopyTo(_odd, start + m);
        }
    }

    /// <summary>Numbers of a line for <see cref="SetInput"/>.</summary>
    internal int PaddedBins => 2 * LineLength;

    /// <summary>Adds the clip whose input and output gradient have been set.</summary>
    internal void AddClip()
    {
        fixed (float* gradient = _gradient, even = _even, odd = _odd, products = _products, sums = _sums)
        {
            var inputStep = (long)Stride * LineLength;
            for (var group = 0; group < Groups; group++)
            {
                AddSums(gradient + group * GroupStride, sums + group * Kernel * FrameStride);
                for (var frame = 0; frame < _shape.ConvolvedFrames; frame += Block)
                {
                    var count = Math.Min(Block, _shape.ConvolvedFrames - frame);
                    for (var ky = 0; ky < Kernel; ky++)
                    {
                        var input = (frame * Stride + ky) * LineLength + group * Lanes;
                        for (var o = 0; o < _channels; o += 4)
                        {
                            var tile = gradient + group * GroupStride + frame * FrameStride + o * Lanes;
                            var target = products + ((group * Kernel + ky) * _channels + o) * Kernel * Lanes;
                            CorrelationKernels.AddEven(tile, FrameStride, even + input, inputStep, count, target);
                            CorrelationKernels.AddEven(tile + 2 * Lanes, FrameStride, even + input, inputStep, count, target + 2 * Kernel * Lanes);
                            CorrelationKernels.AddOdd(tile, FrameStride, odd + input, inputStep, count, target);
                        }
                    }
                }
            }
        }
    }

    // over all frames, less those where a row of the kernel does not meet the input
    private void AddSums(float* gradient, float* sums)
    {
        for (var o = 0; o < FrameStride; o += Lanes)
        {
            var all = Vector256<float>.Zero;
            for (var i = 0; i < _shape.ConvolvedFrames; i++)
                all += Vector256.Load(gradient + i * FrameStride + o);
            for (var ky = 0; ky < Kernel; ky++)
            {
                var sum = all;
                for (var i = 0; i < _shape.ConvolvedFrames && i * Stride + ky < _shape.FramesBefore; i++)
                    sum -= Vector256.Load(gradient + i * FrameStride + o);
                for (var i = _shape.ConvolvedFrames - 1; i >= 0 && i * Stride + ky >= _shape.FramesBefore + _frames; i--)
                    sum -= Vector256.Load(gradient + i * FrameStride + o);
                var target = sums + ky * FrameStride + o;
                (Vector256.Load(target) + sum).Store(target);
            }
        }
    }

    /// <summary>Adds up parts, in their order, and hands the gradients to the parameters.</summary>
    /// <param name="parts">Each of some clips.</param>
    /// <param name="branch">The layers.</param>
    internal static void Finish(StemGradient[] parts, SpectrogramBranch branch)
    {
        var weights = ChannelNorm.Values(branch.Conv.Weight).ToArray();
        var (gammas, betas) = (ChannelNorm.Values(branch.InputNorm.weight).ToArray(), ChannelNorm.Values(branch.InputNorm.bias!).ToArray());
        var (ofWeights, ofGammas, ofBetas) = (new double[weights.Length], new double[gammas.Length], new double[betas.Length]);
        foreach (var part in parts)
            part.AddTo(weights, gammas, betas, ofWeights, ofGammas, ofBetas);
        Gradients.Add(branch.Conv.Weight, [.. ofWeights.Select(g => (float)g)]);
        Gradients.Add(branch.InputNorm.weight, [.. ofGammas.Select(g => (float)g)]);
        Gradients.Add(branch.InputNorm.bias!, [.. ofBetas.Select(g => (float)g)]);
    }

    private void AddTo(float[] weights, float[] gammas, float[] betas, double[] ofWeights, double[] ofGammas, double[] ofBetas)
    {
        for (var column = 0; column < _shape.ConvolvedBins; column++)
        {
            for (var ky = 0; ky < Kernel; ky++)
            {
                for (var o = 0; o < _channels; o++)
                {
                    var row = (column / Lanes * Kernel + ky) * _channels + o;
                    double sum = _sums[row * Lanes + column % Lanes];
                    for (var kx = 0; kx < Kernel; kx++)
                    {
                        var bin = column * Stride + kx - _shape.BinsBefore;
                        if (bin < 0 || bin >= _bins)
                            continue;
                        var tap = (o * Kernel + ky) * Kernel + kx;
                        double product = _products[(row * Kernel + kx) * Lanes + column % Lanes];
                        ofWeights[tap] += gammas[bin] * product + betas[bin] * sum;
                        ofGammas[bin] += weights[tap] * product;
                        ofBetas[bin] += weights[tap] * sum;
                    }
                }
            }
        }
    }
}
