using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>One application of the <see cref="SpectrogramBranch"/> in training: stem and residual blocks by hand, the rest by autograd.</summary>
internal sealed class SpectrogramPass : IDisposable
{
    private readonly Scratch _scratch = new();
    private readonly StemPass _stem;
    private readonly Activation _stemOutput;
    private readonly List<BlockPass> _blocks = [];
    private readonly Tensor _frames;
    private readonly Tensor _last;

    /// <summary>Computes the half embedding.</summary>
    /// <param name="branch">The layers.</param>
    /// <param name="frames">Spectrograms <c>[batch, frames, bins]</c>, contiguous; owned from now on.</param>
    /// <param name="subtractTemporalMean">Whether the mean of each bin over the frames of a clip is subtracted first.</param>
    internal SpectrogramPass(SpectrogramBranch branch, Tensor frames, bool subtractTemporalMean)
    {
        _frames = frames;
        var clips = (int)frames.size(0);
        _stem = new StemPass(branch, frames, subtractTemporalMean);
        _stemOutput = _stem.Output with { Chunks = [.. _stem.Output.Chunks.Select(ChannelsFirst)] };
        var activation = _stemOutput;
        foreach (var block in branch.Blocks)
        {
            var pass = new BlockPass(block, activation, clips, _scratch);
            _blocks.Add(pass);
            activation = pass.Output;
        }
        _last = Normalised(activation, clips);
        Output = branch.Pool(_last.requires_grad_()).DetachFromDisposeScope();
    }

    /// <summary>Half an embedding, <c>[batch, 128]</c>, with the gradient function of what autograd did.</summary>
    internal Tensor Output { get; }

    // blocks want their chunks the one way, the stem the other
    private static Tensor ChannelsFirst(Tensor chunk)
    {
        using var first = chunk.permute(0, 3, 1, 2);
        return first.contiguous().DetachFromDisposeScope();
    }

    private static Tensor ChannelsLast(Tensor chunk)
    {
        using var last = chunk.permute(0, 2, 3, 1);
        return last.contiguous().DetachFromDisposeScope();
    }

    private static Tensor Normalised(Activation activation, int clips)
    {
        var (channels, size) = (activation.Channels, activation.Frames * activation.Bins);
        var result = Activation.New(clips, channels, activation.Frames, activation.Bins);
        var (to, first) = (Floats.Of(result), 0L);
        foreach (var chunk in activation.Chunks)
        {
            var (from, start) = (Floats.Of(chunk), first);
            Work.Each((int)chunk.size(0) * channels, row =>
                Rows.Scale(from[(long)row * size, size], activation.Norm.Scale[row % channels], activation.Norm.Shift[row % channels], to[(start + row) * size, size]));
            first += chunk.size(0) * channels;
        }
        return result;
    }

    /// <summary>Whether autograd has come to its end.</summary>
    internal bool HasGradient
    {
        get
        {
            using var gradient = _last.grad;
            return gradient is not null;
        }
    }

    /// <summary>Goes on where autograd has ended.</summary>
    internal void Backward()
    {
        using var gradient = _last.grad!.contiguous();
        Tensor[] chunks = [.. Activation.Split((int)gradient.size(0)).Select(part => gradient.narrow(0, part.First, part.Count).clone().DetachFromDisposeScope())];
        for (var i = _blocks.Count - 1; i >= 0; i--)
        {
            chunks = _blocks[i].Backward(chunks);
            _blocks[i].Dispose();
        }
        Tensor[] last = [.. chunks.Select(ChannelsLast)];
        _stem.Backward(last);
        Array.ForEach(chunks, chunk => chunk.Dispose());
        Array.ForEach(last, chunk => chunk.Dispose());
        _stem.Dispose();
    }

    /// <summary>Frees what the backward step would have needed.</summary>
    public void Dispose()
    {
        _blocks.ForEach(block => block.Dispose());
        _stem.Dispose();
        Array.ForEach(_stemOutput.Chunks, chunk => chunk.Dispose());
        _last.Dispose();
        _frames.Dispose();
        _scratch.Dispose();
        Output.Dispose();
    }
}
