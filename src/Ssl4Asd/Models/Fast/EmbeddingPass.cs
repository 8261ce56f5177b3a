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
    private const int FewClips = 4;    // that a thread embeds together: their activations then stay in the cache,
    private const int FewFrames = 600; // and calls of libtorch do not count

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

    /// <summary>Embeds clips, each thread a few at a time.</summary>
    /// <param name="frames">Spectrograms <c>[clips, frames, bins]</c>, contiguous.</param>
    /// <returns>Half an embedding, <c>[clips, 128]</c>.</returns>
    internal Tensor Embed(Tensor frames)
    {
        using var scope = NewDisposeScope();
        var (clips, few) = ((int)frames.size(0), (int)Math.Clamp(FewFrames / frames.size(1), 1, FewClips));
        var parts = new Tensor[(clips + few - 1) / few];
        void SetPart(int part)
        {
            using var noGradients = no_grad(); // a thread's own setting
            using var some = frames.narrow(0, part * few, Math.Min(few, clips - part * few));
            parts[part] = Blocks(some);
        }
        if (parts.Length < get_num_threads()) // then the loops within are split
            for (var part = 0; part < parts.Length; part++)
                SetPart(part);
        else
            Work.Each(parts.Length, SetPart);
        var last = cat(parts, dim: 0);
        Array.ForEach(parts, part => part.Dispose());
        return _branch.Pool(last.permute(0, 3, 1, 2)).MoveToOuterDisposeScope();
    }

    // the output of the last block, normalised; the caller disposes of it
    private Tensor Blocks(Tensor frames)
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
        Pixels.Normalise(x, norm, floor, last);
        return last.DetachFromDisposeScope();
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
        private readonly PatchConvolution? _strided = layers.Skip is null ? null : new PatchConvolution(layers.Conv1);
        private readonly Kernel _kernel2 = Kernel.Forward(layers.Conv2.Weight);
        private readonly PatchConvolution? _skip = layers.Skip is null ? null : new PatchConvolution(layers.Skip);
        private readonly ChannelNorm _norm1 = ChannelNorm.OfRunning(layers.Norm1);

        /// <summary>What is to be applied to the output.</summary>
        internal ChannelNorm Norm { get; } = ChannelNorm.OfRunning(layers.Norm!);

        /// <summary>Applies the block to max(floor, x normalised).</summary>
        internal Tensor Apply(Tensor x, ChannelNorm? norm, float floor)
        {
            using var scope = NewDisposeScope();
            var rectified = PixelLines.Scaled(x, norm, 0);
            var between = _kernel1 is null ? _strided!.Apply(rectified, (int)x.size(0), ((int)x.size(1), (int)x.size(2))) : Convolve(rectified, Grid(x), _kernel1);
            var means = new ClipMeans(Grid(between), _kernel2.OutChannels);
            var y = Convolve(PixelLines.Scaled(between, _norm1, 0), Grid(between), _kernel2, layers.Se is null ? null : means.Set);
            var gates = new Gates(layers.Se, means.Join, (int)y.size(0), _kernel2.OutChannels);
            if (_skip is null)
                Pixels.Add(y, gates.Output, x, norm, floor);
            else
                Pixels.Add(y, gates.Output, _skip.Apply(Pixels.Pooled(x, norm, floor), (int)y.size(0), ((int)y.size(1), (int)y.size(2))), null, float.NegativeInfinity);
            return y.MoveToOuterDisposeScope();
        }

        private static Tensor Convolve(FrameSource input, TileGrid grid, Kernel kernel, FrameAction? done = null)
        {
            var result = empty(grid.Clips, grid.Frames, grid.Bins, kernel.OutChannels);
            Convolution.Apply(grid, input, kernel, result, done);
            return result;
        }

        private static TileGrid Grid(Tensor x) => new((int)x.size(0), (int)x.size(1), (int)x.size(2));

        public void Dispose()
        {
            _kernel1?.Dispose();
            _kernel2.Dispose();
        }
    }
}
