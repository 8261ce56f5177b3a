using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ssl4Asd.Models;

/// <summary>
/// 1-D convolution with TensorFlow's "same" padding and no bias: <c>[batch, in, positions]</c> →
/// <c>[batch, out, ⌈positions / stride⌉]</c>. Its kernel <c>weight</c> is <c>[out, in, kernel]</c>.
/// </summary>
public sealed class SameConv1d : nn.Module<Tensor, Tensor>
{
    private readonly long kernel;
    private readonly long stride;
    private readonly Parameter weight;

    /// <summary>Creates the layer with a kernel of zeros; see <see cref="Initialisation"/>.</summary>
    public SameConv1d(long inChannels, long outChannels, long kernel, long stride) : base(nameof(SameConv1d))
    {
        (this.kernel, this.stride) = (kernel, stride);
        weight = Detached.Parameter(zeros(outChannels, inChannels, kernel));
        RegisterComponents();
    }

    internal long Kernel => kernel;

    internal long Stride => stride;

    internal Parameter Weight => weight;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        var (before, after) = SamePadding.Of(input.size(2), kernel, stride);
        if (before == after)
            return nn.functional.conv1d(input, weight, stride: stride, padding: before);
        using var padded = nn.functional.pad(input, [before, after]);
        return nn.functional.conv1d(padded, weight, stride: stride);
    }
}
