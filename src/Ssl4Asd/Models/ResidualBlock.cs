using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ssl4Asd.Models;

/// <summary>
/// One block of the spectrogram branch (facts: "residual stage"):
/// ReLU → Conv 3×3 → BN → ReLU → Conv 3×3 → SE, added to the skip path, then BN. The skip path is the input itself or,
/// in a strided block, max-pool 2 ("same") → Conv 1×1.
/// </summary>
public sealed class ResidualBlock : nn.Module<Tensor, Tensor>
{
    private readonly SameConv2d conv1;
    private readonly BatchNorm2d norm1;
    private readonly SameConv2d conv2;
    private readonly SqueezeExcitation se;
    private readonly SameConv2d? skip;
    private readonly BatchNorm2d norm;

    /// <summary>Creates a block; <paramref name="strided"/> halves frames and bins and may change the channels.</summary>
    public ResidualBlock(long inChannels, long outChannels, bool strided) : base(nameof(ResidualBlock))
    {
        conv1 = new SameConv2d(inChannels, outChannels, kernel: 3, stride: strided ? 2 : 1);
        norm1 = BatchNorm.Of2d(outChannels);
        conv2 = new SameConv2d(outChannels, outChannels, kernel: 3);
        se = new SqueezeExcitation(outChannels);
        skip = strided ? new SameConv2d(inChannels, outChannels, kernel: 1) : null;
        norm = BatchNorm.Of2d(outChannels);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var inner = norm1.call(conv1.call(input.relu())).relu_();
        inner = se.call(conv2.call(inner));
        // ceil_mode lets the last window hang over the end, which is what "same" does for a kernel of 2
        var outer = skip is null ? input : skip.call(nn.functional.max_pool2d(input, [2L, 2L], ceil_mode: true));
        return norm.call(inner.add_(outer)).MoveToOuterDisposeScope();
    }
}
