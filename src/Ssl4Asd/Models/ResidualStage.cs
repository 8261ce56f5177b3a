using static TorchSharp.torch;

namespace Ssl4Asd.Models;

/// <summary>Two residual blocks with the same number of channels; all stages but the first halve frames and bins.</summary>
public sealed class ResidualStage : nn.Module<Tensor, Tensor>
{
    private readonly ResidualBlock block1;
    private readonly ResidualBlock block2;

    /// <summary>Creates a stage.</summary>
    public ResidualStage(long inChannels, long outChannels, bool strided) : base(nameof(ResidualStage))
    {
        block1 = new ResidualBlock(inChannels, outChannels, strided);
        block2 = new ResidualBlock(outChannels, outChannels, strided: false);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var inner = block1.call(input);
        return block2.call(inner);
    }
}
