using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ssl4Asd.Models;

/// <summary>
/// 2-D convolution with a square kernel, TensorFlow's "same" padding and no bias: <c>[batch, in, frames, bins]</c> →
/// <c>[batch, out, ⌈frames / stride⌉, ⌈bins / stride⌉]</c>. Its kernel <c>weight</c> is <c>[out, in, kernel, kernel]</c>.
/// </summary>
public sealed class SameConv2d : nn.Module<Tensor, Tensor>
{
    private readonly long kernel;
    private readonly long stride;
    private readonly Parameter weight;

    /// <summary>Creates the layer with a kernel of zeros; see <see cref="Initialisation"/>.</summary>
    public SameConv2d(long inChannels, long outChannels, long kernel, long stride = 1) : base(nameof(SameConv2d))
    {
        (this.kernel, this.stride) = (kernel, stride);
        weight = Detached.Parameter(zeros(outChannels, inChannels, kernel, kernel));
        RegisterComponents();
    }

    internal long Kernel => kernel;

    internal long Stride => stride;

    internal Parameter Weight => weight;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var frames = SamePadding.Of(input.size(2), kernel, stride);
        var bins = SamePadding.Of(input.size(3), kernel, stride);
        if (frames.Before == frames.After && bins.Before == bins.After)
            return nn.functional.conv2d(input, weight, strides: [stride, stride], padding: [frames.Before, bins.Before]);
        using var padded = nn.functional.pad(input, [bins.Before, bins.After, frames.Before, frames.After]);
        return nn.functional.conv2d(padded, weight, strides: [stride, stride]);
    }
}
