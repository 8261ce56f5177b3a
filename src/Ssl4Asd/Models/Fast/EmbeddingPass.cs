using Ssl4Asd.Features.Fast;
using Ssl4Asd.Models.Fast.Stem;
using Ssl4Asd.Models.Fast.Winograd;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// The <see cref="SpectrogramBranch"/> in evaluation mode, channels last (<see cref="Pixels"/>). What depends on parameters only
/// is prepared once for all clips.
/// </summary>
internal sealed class EmbeddingPass : IDisposable
{
    private readonly SpectrogramBranch _branch;
    private readonly bool _subtractTemporalMean;
    private readonly StemConvolution _stem;
    private readonly ChannelNorm _stemNorm;
    private readonly List<Block> _blocks;

    /// <summary>Prepares kernels and normalisations.</summary>
    /// <param name="branch">The layers.</param>
    /// <param name="subtractTemporalMean">Whether the mean of each bin over the frames of a clip is subtracted first.</param>
    internal EmbeddingPass(SpectrogramBranch branch, bool subtractTemporalMean)
    {
        (_branch, _subtractTemporalMean) = (branch, subtractTemporalMean);
        using var scope = NewDisposeScope();
        _stem = new StemConvolution(branch.Conv);
        _stemNorm = ChannelNorm.OfRunning(branch.Norm);
        _blocks = [.. branch.Blocks.Select(block => new Block(block))];
    }

    /// <summary>Embeds a few clips.</summary>
    /// <param name="frames">Spectrograms <c>[clips, frames, bins]</c>, contiguous.</param>
    /// <returns>Half an embedding, <c>[clips, 128]</c>.</returns>
    internal Tensor Embed(Tensor frames)
    {
        using var scope = NewDisposeScope();
        var x = Stem(frames);
        var (norm, floor) = ((ChannelNorm?)null, 0f); // the stem's output has been normalised already
        foreach (var block in _blocks)
        {
            var y = block.Apply(x, norm, floor);
            x.Dispose();
            (x, norm, floor) = (y, block.Norm, float.NegativeInfinity);
        }
        var last = empty(x.shape);
        Pixels.Normalise(x, norm, floor, last, (0, 0));
        return _branch.Pool(last.permute(0, 3, 1, 2)).MoveToOuterDisposeScope();
    }

    private Tensor Stem(Tensor frames)
    {
        var (clips, shape) = ((int)frames.size(0), StemShape.Of((int)frames.size(1), (int)frames.size(2), _branch.Conv));
        var norm = new InputNorm(_branch.InputNorm, frames, _subtractTemporalMean, isTraining: false);
        var channels = (int)_branch.Conv.Weight.size(0);
        var pooled = empty(clips, shape.PooledFrames, shape.PooledBins, channels);
        var (lines, length) = (Floats.Of(pooled), shape.PooledBins * channels);
        _stem.Each(norm, frames, (clip, line, convolved, frameLength) => PixelLines.MaxPool(
            convolved[..(3 * frameLength)], 3, frameLength / channels, 3, _stemNorm.Scale, _stemNorm.Shift, 0, lines[((long)clip * shape.PooledFrames + line) * length, length]));
        return pooled;
    }

    /// <summary>Frees what was prepared.</summary>
    public void Dispose() => _blocks.ForEach(block => block.Dispose());

    // A residual block.
    private sealed class Block(ResidualBlock layers) : IDisposable
    {
        private readonly Kernel? _kernel1 = layers.Skip is null ? Kernel.Forward(layers.Conv1.Weight) : null;
        private readonly Tensor? _strided = layers.Skip is null ? null : Pixels.Kernel(layers.Conv1.Weight).DetachFromDisposeScope();
        private readonly Kernel _kernel2 = Kernel.Forward(layers.Conv2.Weight);
        private readonly Tensor? _skip = layers.Skip is null ? null : Pixels.Kernel(layers.Skip.Weight).DetachFromDisposeScope();
        private readonly ChannelNorm _norm1 = ChannelNorm.OfRunning(layers.Norm1);
        private StridedInput? _input;

        /// <summary>What is to be applied to the output.</summary>
        internal ChannelNorm Norm { get; } = ChannelNorm.OfRunning(layers.Norm!);

        /// <summary>Applies the block to max(floor, x normalised).</summary>
        internal Tensor Apply(Tensor x, ChannelNorm? norm, float floor)
        {
            using var scope = NewDisposeScope();
            var between = _kernel1 is null ? Strided(x, norm) : Convolve(x, norm, _kernel1);
            var means = new ClipMeans(Grid(between), _kernel2.OutChannels);
            var y = Convolve(between, _norm1, _kernel2, layers.Se is null ? null : means.Set);
            using var computed = new Gates(layers.Se, means.Join, y.size(0), _kernel2.OutChannels, isRecorded: false);
            var gates = computed.Output;
            if (_skip is null)
            {
                Pixels.Add(y, gates, x, norm, floor);
                return y.MoveToOuterDisposeScope();
            }
            var pooled = Pixels.MaxPool(x, norm, floor, window: 2, empty(x.size(0), (x.size(1) + 1) / 2, (x.size(2) + 1) / 2, x.size(3)));
            Pixels.Add(y, gates, Pixels.Convolve(pooled, _skip, 1, 0), null, float.NegativeInfinity);
            return y.MoveToOuterDisposeScope();
        }

        // ReLU of the normalised input, convolved
        private static Tensor Convolve(Tensor x, ChannelNorm? norm, Kernel kernel, FrameAction? done = null)
        {
            var result = empty(x.size(0), x.size(1), x.size(2), kernel.OutChannels);
            Convolution.Apply(Grid(x), PixelLines.Scaled(x, norm, 0), kernel, result, done);
            return result;
        }

        private static TileGrid Grid(Tensor x) => new((int)x.size(0), (int)x.size(1), (int)x.size(2));

        private Tensor Strided(Tensor x, ChannelNorm? norm)
        {
            _input ??= new StridedInput(layers.Conv1, x.size(1), x.size(2));
            return Pixels.Convolve(_input.Write(x, norm).permute(0, 2, 3, 1), _strided!, layers.Conv1.Stride, 0);
        }

        public void Dispose()
        {
            _kernel1?.Dispose();
            _strided?.Dispose();
            _kernel2.Dispose();
            _skip?.Dispose();
            _input?.Dispose();
        }
    }
}
