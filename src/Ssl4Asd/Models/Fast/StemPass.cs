using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// One application, in training, of what comes before the residual stages: input normalisation, convolution of the one channel, batch
/// normalisation, ReLU and max-pooling. The largest activations of the network, so nothing that can be left out is done:
/// normalisation and ReLU keep the order of numbers (or turn it round, where γ is negative), so they are applied to what
/// pooling has left; and the gradient of the input is needed for the parameters of its normalisation only.
/// </summary>
internal sealed class StemPass : IDisposable
{
    private const int FewClips = 2; // what the convolution leaves is large; so few of it stay in the cache until they are pooled

    private readonly SpectrogramBranch _branch;
    private readonly Tensor _frames;
    private readonly StemShape _shape;
    private readonly InputNorm _inputNorm;
    private readonly List<Tensor> _convolved = [];
    private readonly byte[][] _largest;

    /// <summary>Computes the output.</summary>
    /// <param name="branch">The layers.</param>
    /// <param name="frames">Spectrograms <c>[clips, frames, bins]</c>, contiguous; kept for the backward step, the caller disposes of them.</param>
    /// <param name="subtractTemporalMean">Whether the mean of each bin over the frames of a clip is subtracted first.</param>
    internal StemPass(SpectrogramBranch branch, Tensor frames, bool subtractTemporalMean)
    {
        (_branch, _frames) = (branch, frames);
        _shape = StemShape.Of(Frames, Bins, branch.Conv);
        _inputNorm = new InputNorm(branch.InputNorm, frames, subtractTemporalMean, isTraining: true);
        var parts = Activation.Split(Clips);
        _largest = new byte[parts.Count][];
        Output = Forward(parts);
    }

    /// <summary>What the first residual block gets.</summary>
    internal Activation Output { get; }

    private int Clips => (int)_frames.size(0);

    private int Frames => (int)_frames.size(1);

    private int Bins => (int)_frames.size(2);

    private Activation Forward(IReadOnlyList<(int First, int Count)> parts)
    {
        var channels = (int)_branch.Conv.Weight.size(0);
        var moments = new Moments(Clips, channels);
        var pooled = new Tensor[parts.Count];
        float[] signs = [.. ChannelNorm.Values(_branch.Norm.weight).ToArray().Select(w => w < 0 ? -1f : 1f)];
        var (size, pooledSize) = (_shape.ConvolvedFrames * _shape.ConvolvedBins, _shape.PooledFrames * _shape.PooledBins);
        for (var k = 0; k < parts.Count; k++)
        {
            pooled[k] = Activation.New(parts[k].Count, channels, _shape.PooledFrames, _shape.PooledBins);
            _largest[k] = new byte[pooled[k].numel()];
        }
        for (var first = 0; first < Clips; first += FewClips)
        {
            var (k, within) = Math.DivRem(first, Activation.ChunkSize);
            var convolved = Convolve(first, Math.Min(FewClips, Clips - first));
            var (values, results, largest, start) = (Floats.Of(convolved), Floats.Of(pooled[k]), _largest[k], within * channels);
            Work.Each((int)convolved.size(0) * channels, row =>
            {
                var x = values[(long)row * size, size];
                moments.Set(first * channels + row, Rows.Moments(x));
                Pooling.Max3x3(x, _shape.ConvolvedBins, signs[row % channels], results[(long)(start + row) * pooledSize, pooledSize], largest.AsSpan((start + row) * pooledSize, pooledSize));
            });
            _convolved.Add(convolved);
        }
        var norm = ChannelNorm.OfBatch(_branch.Norm, moments.Join(size));
        return new Activation(pooled, norm, IsRectified: true);
    }

    private Tensor Convolve(int first, int count)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var normalised = _inputNorm.Apply(_frames, first, count);
        return _branch.Conv.forward(normalised).contiguous().DetachFromDisposeScope();
    }

    /// <summary>Adds the gradients of the parameters.</summary>
    /// <param name="gradients">Those of the output after normalisation and ReLU; overwritten.</param>
    internal void Backward(Tensor[] gradients)
    {
        var parts = Activation.Split(Clips);
        var (channels, length) = (Output.Channels, Output.Frames * Output.Bins);
        var sums = new GradientSums(Clips, channels);
        for (var k = 0; k < parts.Count; k++)
        {
            var (g, x, first) = (Floats.Of(gradients[k]), Floats.Of(Output.Chunks[k]), parts[k].First * channels);
            Work.Each(parts[k].Count * channels, row =>
            {
                var c = row % channels;
                sums.Set(first + row, Rows.MaskedSums(
                    g[(long)row * length, length], x[(long)row * length, length], Output.Norm.Scale[c], Output.Norm.Shift[c], Output.Norm.Centre(c)));
            });
        }
        var coefficients = Output.Norm.Backward(sums);
        var clips = Work.Split(Clips, (from, to) =>
        {
            var part = new StemGradient(_shape, Frames, Bins, channels);
            var line = new float[part.PaddedBins];
            for (var clip = from; clip < to; clip++)
            {
                SetInput(part, clip, line);
                var (k, within) = (clip / Activation.ChunkSize, clip % Activation.ChunkSize);
                FillGradient(part, Floats.Of(_convolved[clip / FewClips]), clip % FewClips, Floats.Of(gradients[k]), _largest[k], within, coefficients);
                part.AddClip();
            }
            return part;
        });
        StemGradient.Finish(clips, _branch);
    }

    private void SetInput(StemGradient part, int clip, float[] line)
    {
        var source = Floats.Of(_frames);
        var (factors, offsets) = _inputNorm.Of(clip, withParameters: false);
        for (var t = 0; t < Frames; t++)
        {
            TensorPrimitives.MultiplyAdd(source[((long)clip * Frames + t) * Bins, Bins], factors, offsets, line.AsSpan(_shape.BinsBefore, Bins));
            part.SetInput(t, line);
        }
    }

    // The gradient of the convolution's output: dense through the statistics, and what came through the pooling on top.
    private void FillGradient(
        StemGradient part, Floats convolved, int convolvedClip, Floats gradient, byte[] largest, int clip, (float[] Factor, float[] Slope, float[] Offset) coefficients)
    {
        var (channels, bins, pooledBins) = (Output.Channels, _shape.ConvolvedBins, _shape.PooledBins);
        for (var i = 0; i < _shape.ConvolvedFrames; i++)
        {
            for (var c = 0; c < channels; c++)
                part.SetGradient(i, c, convolved[((long)(convolvedClip * channels + c) * _shape.ConvolvedFrames + i) * bins, bins], coefficients.Slope[c], coefficients.Offset[c]);
            if (i % 2 == 1 || i < 2)
                continue;
            for (var c = 0; c < channels; c++) // the three frames of a window are there
            {
                var start = ((clip * channels + c) * _shape.PooledFrames + i / 2 - 1) * pooledBins;
                part.AddPooled(i - 2, c, gradient[start, pooledBins], largest.AsSpan(start, pooledBins), coefficients.Factor[c]);
            }
        }
    }

    /// <summary>Frees what the backward step would have needed, output included.</summary>
    public void Dispose()
    {
        _convolved.ForEach(part => part.Dispose());
        Array.ForEach(Output?.Chunks ?? [], chunk => chunk.Dispose());
    }
}
