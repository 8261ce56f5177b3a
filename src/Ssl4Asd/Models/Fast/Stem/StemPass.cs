using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast.Stem;

/// <summary>
/// One application, in training, of what comes before the residual stages: input normalisation, convolution of the one channel, batch
/// normalisation, ReLU and max-pooling, channels last (<see cref="Pixels"/>). The largest activations of the network, so nothing that can
/// be left out is done: normalisation and ReLU keep the order of numbers (or turn it round, where γ is negative), so they are
/// applied to what pooling has left; the convolution's output is not kept; and the gradient of the input is needed for the
/// parameters of its normalisation only.
/// </summary>
internal sealed class StemPass : IDisposable
{
    private readonly SpectrogramBranch _branch;
    private readonly Tensor _frames;
    private readonly StemShape _shape;
    private readonly InputNorm _inputNorm;
    private readonly int _channels;
    private readonly byte[][] _largest;

    /// <summary>Computes the output.</summary>
    /// <param name="branch">The layers.</param>
    /// <param name="frames">Spectrograms <c>[clips, frames, bins]</c>, contiguous; kept for the backward step, the caller disposes of them.</param>
    /// <param name="subtractTemporalMean">Whether the mean of each bin over the frames of a clip is subtracted first.</param>
    internal StemPass(SpectrogramBranch branch, Tensor frames, bool subtractTemporalMean)
    {
        (_branch, _frames, _channels) = (branch, frames, (int)branch.Conv.Weight.size(0));
        _shape = StemShape.Of((int)frames.size(1), (int)frames.size(2), branch.Conv);
        _inputNorm = new InputNorm(branch.InputNorm, frames, subtractTemporalMean, isTraining: true);
        var parts = Activation.Split(Clips);
        _largest = [.. parts.Select(part => GC.AllocateUninitializedArray<byte>(part.Count * PooledLength))];
        Output = Forward([.. parts.Select(part => Activation.New(part.Count, _shape.PooledFrames, _shape.PooledBins, _channels))]);
    }

    /// <summary>What the first residual block gets: chunks of <c>[clips, frames, bins, channels]</c>.</summary>
    internal Activation Output { get; }

    private int Clips => (int)_frames.size(0);

    private int PooledLineLength => _shape.PooledBins * _channels;

    private int PooledLength => _shape.PooledFrames * PooledLineLength;

    private Activation Forward(Tensor[] pooled)
    {
        var moments = new Moments(Clips * _shape.ConvolvedFrames, _channels);
        float[] signs = [.. ChannelNorm.Scales(_branch.Norm).Select(w => w < 0 ? -1f : 1f)];
        Floats[] y = [.. pooled.Select(Floats.Of)];
        new StemConvolution(_branch.Conv).Each(_inputNorm, _frames, (clip, line, convolved, frameLength) =>
        {
            var (k, start) = (clip / Activation.ChunkSize, (clip % Activation.ChunkSize * _shape.PooledFrames + line) * PooledLineLength);
            StemPooling.MaxLine(convolved[..(3 * frameLength)], signs, y[k][start, PooledLineLength], _largest[k].AsSpan(start, PooledLineLength));
            SetMoments(convolved, frameLength, clip, line, moments);
        });
        return new Activation(pooled, ChannelNorm.OfBatch(_branch.Norm, moments.Join(_shape.ConvolvedBins)), IsRectified: true);
    }

    // of the two frames that the line of windows is the first to meet; the last one does what is left
    private void SetMoments(ReadOnlySpan<float> convolved, int frameLength, int clip, int line, Moments moments)
    {
        var length = _shape.ConvolvedBins * _channels;
        var end = line == _shape.PooledFrames - 1 ? _shape.ConvolvedFrames : 2 * line + 2;
        for (var i = 2 * line; i < end; i++)
            PixelSums.Moments(convolved.Slice((i - 2 * line) * frameLength, length), _channels, moments, (clip * _shape.ConvolvedFrames + i) * _channels);
    }

    /// <summary>Adds the gradients of the parameters.</summary>
    /// <param name="gradients">Those of the output after normalisation and ReLU, laid out as it; overwritten.</param>
    internal void Backward(Tensor[] gradients)
    {
        var sums = new GradientSums(Clips * _shape.PooledFrames, _channels);
        var parts = Work.Split(Clips, (from, to) =>
        {
            var part = new StemGradient(_shape, (int)_frames.size(1), (int)_frames.size(2), _channels);
            for (var clip = from; clip < to; clip++)
            {
                var (k, within) = (clip / Activation.ChunkSize, clip % Activation.ChunkSize);
                var g = Floats.Of(gradients[k])[(long)within * PooledLength, PooledLength];
                var x = Floats.Of(Output.Chunks[k])[(long)within * PooledLength, PooledLength];
                for (var i = 0; i < _shape.PooledFrames; i++)
                {
                    var (start, length) = (i * PooledLineLength, PooledLineLength);
                    PixelSums.Masked(g.Slice(start, length), x.Slice(start, length), Output.Norm, sums, (clip * _shape.PooledFrames + i) * _channels);
                }
                part.Add(Floats.Of(_frames), clip, _inputNorm, g, _largest[k].AsSpan(within * PooledLength, PooledLength));
            }
            return part;
        });
        StemGradient.Finish(parts, _branch, Output.Norm.Backward(sums));
    }

    /// <summary>Frees what the backward step would have needed, output included.</summary>
    public void Dispose() => Array.ForEach(Output?.Chunks ?? [], chunk => chunk.Dispose());
}
