using Ssl4Asd.Presets;
using static TorchSharp.torch;

namespace Ssl4Asd.Models;

/// <summary>
/// One block of the spectrogram branch:
/// ReLU → Conv 3×3 → BN → ReLU → Conv 3×3 → SE, added to the skip path, then BN. The skip path is the input itself or,
/// in a strided block, max-pool 2 ("same") → Conv 1×1. The oddities of the published code are options (<see cref="Presets.ResidualVersion"/>).
/// </summary>
public sealed class ResidualBlock : nn.Module<Tensor, Tensor>
{
    private readonly SameConv2d conv1;
    private readonly BatchNorm norm1;
    private readonly SameConv2d conv2;
    private readonly SqueezeExcitation? se;
    private readonly SameConv2d? skip;
    private readonly BatchNorm? norm;
    private readonly InnerNorm innerNorm;

    /// <summary>Creates a block.</summary>
    /// <param name="inChannels">Channels of the input.</param>
    /// <param name="outChannels">Channels of the output; other than those of the input in a strided block only.</param>
    /// <param name="strided">Whether frames and bins are halved.</param>
    /// <param name="options">Whether it has SE, and what its BN are.</param>
    /// <param name="innerNorm">What the inner BN is applied to.</param>
    /// <param name="outerNorm">Whether BN follows the addition.</param>
    public ResidualBlock(
        long inChannels, long outChannels, bool strided, NetworkOptions options, InnerNorm innerNorm = InnerNorm.BeforeReLU, bool outerNorm = true)
        : base(nameof(ResidualBlock))
    {
        this.innerNorm = innerNorm;
        conv1 = new SameConv2d(inChannels, outChannels, kernel: 3, stride: strided ? 2 : 1);
        norm1 = new BatchNorm(outChannels, isAffine: options.AffineNormalisation);
        conv2 = new SameConv2d(outChannels, outChannels, kernel: 3);
        se = options.SqueezeExcitation ? new SqueezeExcitation(outChannels) : null;
        skip = strided ? new SameConv2d(inChannels, outChannels, kernel: 1) : null;
        norm = outerNorm ? new BatchNorm(outChannels, isAffine: options.AffineNormalisation) : null;
        RegisterComponents();
    }

    internal SameConv2d Conv1 => conv1;

    internal BatchNorm Norm1 => norm1;

    internal SameConv2d Conv2 => conv2;

    internal SqueezeExcitation? Se => se;

    internal SameConv2d? Skip => skip;

    internal BatchNorm? Norm => norm;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var inner = conv1.call(input.relu());
        inner = innerNorm switch
        {
            InnerNorm.BeforeReLU => norm1.call(inner).relu_(),
            InnerNorm.AfterReLU => norm1.call(inner.relu_()),
            _ => inner.relu_(),
        };
        inner = conv2.call(inner);
        inner = se is null ? inner : se.call(inner);
        // ceil_mode lets the last window hang over the end, which is what "same" does for a kernel of 2
        var outer = skip is not null ? skip.call(nn.functional.max_pool2d(input, [2L, 2L], ceil_mode: true))
            : innerNorm == InnerNorm.OnSkipPath ? norm1.call(input)
            : input;
        var sum = inner.add_(outer, Scalars.One);
        return (norm is null ? sum.alias() : norm.call(sum)).MoveToOuterDisposeScope();
    }
}

/// <summary>What the inner BN of a residual block is applied to.</summary>
public enum InnerNorm
{
    /// <summary>The output of the first convolution, then ReLU.</summary>
    BeforeReLU,

    /// <summary>The output of the first convolution after ReLU.</summary>
    AfterReLU,

    /// <summary>The input, on the skip path; only in a block that is not strided.</summary>
    OnSkipPath,
}
