using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>One application of the <see cref="SpectrumBranch"/>: three stages by hand, the dense layers by autograd.</summary>
internal sealed class SpectrumPass : IDisposable
{
    private readonly List<SpectrumStage> _stages = [];
    private readonly List<PatchLayout> _layouts = [];
    private readonly Tensor _last;

    /// <summary>Computes the half embedding.</summary>
    /// <param name="branch">The layers.</param>
    /// <param name="magnitudes">Spectra <c>[batch, bins]</c>, contiguous.</param>
    /// <param name="isRecorded">Whether there will be a backward step.</param>
    internal SpectrumPass(SpectrumBranch branch, Tensor magnitudes, bool isRecorded)
    {
        var (clips, positions) = (magnitudes.size(0), magnitudes.size(1));
        var layout = new PatchLayout(branch.Stages[0].Convolution, clips, positions);
        var input = layout.NewInput();
        var (from, to) = (Floats.Of(magnitudes), Floats.Of(input));
        Work.Each((int)clips, b => from[b * positions, (int)positions].CopyTo(to[b * layout.ClipLength + layout.Before, (int)positions]));
        for (var i = 0; i < branch.Stages.Count; i++)
        {
            var (convolution, squeezeExcitation) = branch.Stages[i];
            var stage = new SpectrumStage(convolution, squeezeExcitation, layout, input);
            _stages.Add(stage);
            _layouts.Add(layout);
            if (i + 1 == branch.Stages.Count)
                break;
            layout = new PatchLayout(branch.Stages[i + 1].Convolution, clips, layout.Outputs);
            input = layout.NewInput();
            stage.Apply(input, layout.Before * layout.InChannels, layout.ClipLength);
            if (!isRecorded)
                stage.Dispose();
        }
        _last = Activation.New(clips, layout.Outputs, layout.OutChannels);
        _stages[^1].Apply(_last, 0, layout.Outputs * layout.OutChannels);
        using var gradients = set_grad_enabled(isRecorded);
        using var channelsFirst = _last.requires_grad_(isRecorded).transpose(1, 2);
        Output = branch.Dense(channelsFirst).DetachFromDisposeScope();
    }

    /// <summary>Half an embedding, <c>[batch, 128]</c>, with the gradient function of what autograd did.</summary>
    internal Tensor Output { get; }

    /// <summary>Goes on where autograd has ended.</summary>
    internal void Backward()
    {
        var gradient = _last.grad!.contiguous().DetachFromDisposeScope();
        var (start, stride) = (0L, _layouts[^1].Outputs * _layouts[^1].OutChannels);
        for (var i = _stages.Count - 1; i >= 0; i--)
        {
            var output = i + 1 < _stages.Count ? _stages[i + 1].Input : _last;
            var next = _stages[i].Backward(gradient, output, start, stride, ofInput: i > 0);
            gradient.Dispose();
            if (i + 1 < _stages.Count)
                _stages[i + 1].Dispose(); // its input was the output of this one
            if (next is null)
                return;
            (gradient, start, stride) = (next, _layouts[i].Before * _layouts[i].InChannels, _layouts[i].ClipLength);
        }
    }

    /// <summary>Frees what the backward step would have needed.</summary>
    public void Dispose()
    {
        _stages.ForEach(stage => stage.Dispose());
        _last.Dispose();
        Output.Dispose();
    }
}
