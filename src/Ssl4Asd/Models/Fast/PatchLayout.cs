using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// How the input of a 1-D convolution lies in memory so that the convolution is one matrix product: channels last, each clip
/// padded to a whole number of strides. The patches are the rows of a matrix, each a stride behind the one before it, so that they overlap.
/// </summary>
internal readonly unsafe record struct PatchLayout
{
    internal PatchLayout(SameConv1d convolution, long clips, long positions)
    {
        (Clips, Kernel, Stride) = (clips, convolution.Kernel, convolution.Stride);
        (OutChannels, InChannels) = (convolution.Weight.size(0), convolution.Weight.size(1));
        (Before, _) = SamePadding.Of(positions, Kernel, Stride);
        Outputs = SamePadding.OutputLength(positions, Stride);
    }

    internal long Clips { get; }

    internal long Kernel { get; }

    internal long Stride { get; }

    internal long InChannels { get; }

    internal long OutChannels { get; }

    /// <summary>Zeros before the first position.</summary>
    internal long Before { get; }

    /// <summary>Positions of the output.</summary>
    internal long Outputs { get; }

    /// <summary>Strides in a kernel: so many patches reach over each position.</summary>
    internal long Overlap => Kernel / Stride;

    /// <summary>Positions of one clip in the product; those after <see cref="Outputs"/> mean nothing.</summary>
    internal long PaddedOutputs => Outputs + Overlap - 1;

    /// <summary>Numbers of a patch.</summary>
    internal int PatchLength => (int)(Kernel * InChannels);

    /// <summary>From one patch to the next.</summary>
    internal int Step => (int)(Stride * InChannels);

    /// <summary>Numbers of one clip with its padding.</summary>
    internal long ClipLength => PaddedOutputs * Step;

    /// <summary>Whether a convolution can be computed so.</summary>
    internal static bool Fits(SameConv1d convolution)
        => convolution.Kernel % convolution.Stride == 0
            && convolution.Weight.size(0) % MatrixProduct.PanelColumns == 0
            && convolution.Stride * convolution.Weight.size(1) % MatrixProduct.PanelColumns == 0;

    /// <summary>Memory for the input: all clips, and what the last patches reach for beyond.</summary>
    internal Tensor NewInput() => zeros(Clips * ClipLength + PatchLength - Step).DetachFromDisposeScope();

    /// <summary>All patches: <c>[rows, kernel · in channels]</c>.</summary>
    internal Strided Patches(float* input) => new(input, Step, 1);

    /// <summary>The kernel as a matrix: <c>[kernel · in channels, out channels]</c>.</summary>
    internal Tensor Matrix(Tensor weight)
    {
        var matrix = Activation.New(Kernel, InChannels, OutChannels);
        var (kernel, inputs, outputs) = ((int)Kernel, (int)InChannels, (int)OutChannels);
        var (source, target) = (Floats.Of(weight), Floats.Of(matrix));
        Work.Each(inputs, i =>
        {
            fixed (float* x = source[(long)i * kernel, 1], y = target[(long)i * outputs, 1])
                MatrixProduct.Transpose(x, (long)inputs * kernel, y, (long)inputs * outputs, outputs, kernel);
        });
        return matrix;
    }

    /// <summary>The gradient of the kernel: <c>[out channels, kernel · in channels]</c> as <c>[out channels, in channels, kernel]</c>.</summary>
    internal Tensor Weight(Tensor matrix)
    {
        var weight = Activation.New(OutChannels, InChannels, Kernel);
        var (kernel, inputs, length) = ((int)Kernel, (int)InChannels, PatchLength);
        var (source, target) = (Floats.Of(matrix), Floats.Of(weight));
        Work.Each((int)OutChannels, o =>
        {
            fixed (float* x = source[(long)o * length, length], y = target[(long)o * length, length])
                MatrixProduct.Transpose(x, inputs, y, kernel, kernel, inputs);
        });
        return weight;
    }
}
