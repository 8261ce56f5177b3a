using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ssl4Asd.Models;

/// <summary>
/// Squeeze-and-excitation: weighs each channel by a number in (0, 1) that is computed from the means of all channels:
/// mean → Dense C/16 → ReLU → Dense C → sigmoid → scale. Any number of axes after the channels.
/// </summary>
public sealed class SqueezeExcitation : nn.Module<Tensor, Tensor>
{
    /// <summary>Channels for each unit of the bottleneck.</summary>
    public const int Ratio = 16;

    private readonly Linear squeeze;
    private readonly Linear excite;

    /// <summary>Creates the block for inputs with that many channels; at least <see cref="Ratio"/>.</summary>
    public SqueezeExcitation(long channels) : base(nameof(SqueezeExcitation))
    {
        squeeze = nn.Linear(channels, channels / Ratio, hasBias: false);
        excite = nn.Linear(channels / Ratio, channels, hasBias: false);
        RegisterComponents();
    }

    /// <summary>The weights of the first dense layer, <c>[channels / 16, channels]</c>.</summary>
    internal Parameter Squeeze => squeeze.weight;

    /// <summary>Those of the second, <c>[channels, channels / 16]</c>.</summary>
    internal Parameter Excite => excite.weight;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var means = input.flatten(2).mean([2L]);
        var weights = excite.call(squeeze.call(means).relu_()).sigmoid();     // [batch, channels]
        long[] broadcast = [.. weights.shape, .. Enumerable.Repeat(1L, (int)input.dim() - 2)];
        return (input * weights.view(broadcast)).MoveToOuterDisposeScope();
    }
}
