using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// How the input of a 1-D convolution lies in memory so that the convolution is a few matrix products on views: channels
/// last, each clip padded to a whole number of kernel lengths. The patches that start at 0, kernel, 2 · kernel … then are the
/// rows of one matrix, those that start at stride, stride + kernel … of the next, and so on; kernel / stride matrices.
/// </summary>
internal readonly record struct PatchLayout
{
    internal PatchLayout(SameConv1d convolution, long clips, long positions)
    {
        (Clips, Positions, Kernel, Stride) = (clips, positions, convolution.Kernel, convolution.Stride);
        (OutChannels, InChannels) = (convolution.Weight.size(0), convolution.Weight.size(1));
        (Before, _) = SamePadding.Of(positions, Kernel, Stride);
        Outputs = SamePadding.OutputLength(positions, Stride);
        PatchesOfClip = Math.Max((Before + positions + Kernel - 1) / Kernel, ((Outputs - 1) * Stride + 2 * Kernel - 1) / Kernel);
    }

    internal long Clips { get; }

    internal long Positions { get; }

    internal long Kernel { get; }

    internal long Stride { get; }

    internal long InChannels { get; }

    internal long OutChannels { get; }

    /// <summary>Zeros before the first position.</summary>
    internal long Before { get; }

    /// <summary>Positions of the output.</summary>
    internal long Outputs { get; }

    /// <summary>Rows of one matrix that belong to one clip.</summary>
    internal long PatchesOfClip { get; }

    /// <summary>How many matrices.</summary>
    internal long Phases => Kernel / Stride;

    /// <summary>Numbers of one clip with its padding.</summary>
    internal long ClipLength => PatchesOfClip * Kernel * InChannels;

    /// <summary>Positions of one clip in the product; those after <see cref="Outputs"/> mean nothing.</summary>
    internal long PaddedOutputs => PatchesOfClip * Phases;

    /// <summary>Whether a convolution can be computed so.</summary>
    internal static bool Fits(SameConv1d convolution) => convolution.Kernel % convolution.Stride == 0;

    /// <summary>Memory for the input: all clips, and what the last patches reach for beyond.</summary>
    internal Tensor NewInput() => zeros(Clips * ClipLength + (Kernel - Stride) * InChannels).DetachFromDisposeScope();

    /// <summary>Memory for the product: <c>[clips, padded outputs, out channels]</c>.</summary>
    internal Tensor NewOutput() => empty(Clips, PaddedOutputs, OutChannels).DetachFromDisposeScope();

    /// <summary>One of the matrices of patches: <c>[clips · patches, kernel · in channels]</c>, a view.</summary>
    internal Tensor Patches(Tensor input, long phase)
        => input.narrow(0, phase * Stride * InChannels, Clips * ClipLength).view(Clips * PatchesOfClip, Kernel * InChannels);

    /// <summary>The rows of the product that belong to a matrix of patches: <c>[clips · patches, out channels]</c>, a view.</summary>
    internal Tensor Rows(Tensor output, long phase) => output.view(Clips * PatchesOfClip, Phases, OutChannels).select(1, phase);

    /// <summary>The kernel as a matrix: <c>[out channels, kernel · in channels]</c>, so that it is transposed in small blocks only.</summary>
    internal Tensor Matrix(Tensor weight) => weight.permute(0, 2, 1).reshape(OutChannels, Kernel * InChannels);

    /// <summary>The other way round, for gradients.</summary>
    internal Tensor Weight(Tensor matrix) => matrix.view(OutChannels, Kernel, InChannels).permute(0, 2, 1);
}
