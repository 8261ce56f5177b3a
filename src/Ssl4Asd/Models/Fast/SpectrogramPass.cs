using Ssl4Asd.Models.Fast.Stem;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>One application of the <see cref="SpectrogramBranch"/> in training: stem and residual blocks by hand, the rest by autograd.</summary>
internal sealed class SpectrogramPass : IDisposable
{
    private readonly StemPass _stem;
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
        var activation = _stem.Output;
        foreach (var block in branch.Blocks)
        {
            var pass = new BlockPass(block, activation, clips);
            _blocks.Add(pass);
            activation = pass.Output;
        }
        _last = Normalised(activation, clips);
        using var channelsFirst = _last.requires_grad_().permute(0, 3, 1, 2);
        Output = branch.Pool(channelsFirst).DetachFromDisposeScope();
    }

    /// <summary>Half an embedding, <c>[batch, 128]</c>, with the gradient function of what autograd did.</summary>
    internal Tensor Output { get; }

    private static Tensor Normalised(Activation activation, int clips)
    {
        var result = Activation.New(clips, activation.Frames, activation.Bins, activation.Channels);
        var first = 0L;
        foreach (var chunk in activation.Chunks)
        {
            using var part = result.narrow(0, first, chunk.size(0));
            Pixels.Normalise(chunk, activation.Norm, float.NegativeInfinity, part);
            first += chunk.size(0);
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
        _stem.Backward(chunks);
        Array.ForEach(chunks, chunk => chunk.Dispose());
        _stem.Dispose();
    }

    /// <summary>Frees what the backward step would have needed.</summary>
    public void Dispose()
    {
        _blocks.ForEach(block => block.Dispose());
        _stem.Dispose();
        _last.Dispose();
        _frames.Dispose();
        Output.Dispose();
    }
}
