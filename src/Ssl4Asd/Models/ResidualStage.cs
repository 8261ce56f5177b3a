using Ssl4Asd.Presets;
using static TorchSharp.torch;

namespace Ssl4Asd.Models;

/// <summary>Two residual blocks with the same number of channels; all stages but the first halve frames and bins.</summary>
public sealed class ResidualStage : nn.Module<Tensor, Tensor>
{
    private readonly ResidualBlock block1;
    private readonly ResidualBlock block2;

    /// <summary>Creates a stage.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output.</param>
    /// <param name="strided">Whether the first block halves frames and bins.</param>
    /// <param name="options">What its blocks are made of.</param>
    /// <param name="inner1">What the inner BN of the first block is applied to.</param>
    /// <param name="inner2">The same for the second block.</param>
    /// <param name="outerNorm">Whether BN follows the addition of the second block.</param>
    public ResidualStage(
        long inChannels, long outChannels, bool strided, NetworkOptions options,
        InnerNorm inner1 = InnerNorm.BeforeReLU, InnerNorm inner2 = InnerNorm.BeforeReLU, bool outerNorm = true)
        : base(nameof(ResidualStage))
    {
        block1 = new ResidualBlock(inChannels, outChannels, strided, options, inner1);
        block2 = new ResidualBlock(outChannels, outChannels, strided: false, options, inner2, outerNorm);
        RegisterComponents();
    }

    internal IReadOnlyList<ResidualBlock> Blocks => [block1, block2];

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var inner = block1.call(input);
        return block2.call(inner);
    }
}
