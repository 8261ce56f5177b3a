using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast.Stem;

/// <summary>The first convolution of the branch with its input normalisation, channels last (<see cref="Pixels"/>), without autograd.</summary>
internal sealed class StemConvolution : IDisposable
{
    /// <summary>Clips at a time. What the convolution leaves is large; so few of it stay in the cache until they are pooled.</summary>
    internal const int FewClips = 2;

    private readonly SameConv2d _layer;
    private readonly Tensor _kernel;

    /// <summary>Prepares the kernel.</summary>
    internal StemConvolution(SameConv2d layer)
    {
        _layer = layer;
        using var noGradients = no_grad();
        _kernel = Pixels.Kernel(layer.Weight).DetachFromDisposeScope();
    }

    /// <summary>Normalises and convolves <see cref="FewClips"/> clips, or those that are left: <c>[count, frames, bins, channels]</c>.</summary>
    /// <param name="norm">The input normalisation.</param>
    /// <param name="frames">Spectrograms <c>[clips, frames, bins]</c>, contiguous.</param>
    /// <param name="first">The first clip.</param>
    internal Tensor Apply(InputNorm norm, Tensor frames, int first)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var shape = StemShape.Of((int)frames.size(1), (int)frames.size(2), _layer);
        var input = norm.Apply(frames, first, Math.Min(FewClips, (int)frames.size(0) - first));
        if (!shape.IsSymmetric)
            input = nn.functional.pad(input, [shape.BinsBefore, shape.BinsAfter, shape.FramesBefore, shape.FramesAfter]);
        return Pixels.Convolve(input.permute(0, 2, 3, 1), _kernel, _layer.Stride, shape.IsSymmetric ? shape.FramesBefore : 0).MoveToOuterDisposeScope();
    }

    /// <summary>Frees the kernel.</summary>
    public void Dispose() => _kernel.Dispose();
}
