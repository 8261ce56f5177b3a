using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// The first convolution of a strided block in training, after ReLU of its normalised input; libtorch's. Autograd remembers
/// where an input lay, not what it was; it is cheaper to write it there again before the backward step than to keep all of them.
/// </summary>
internal sealed class StridedConvolution(SameConv2d layer, Activation input) : IDisposable
{
    private readonly Island?[] _chunks = new Island?[input.Chunks.Length];
    private readonly StridedInput _memory = new(layer, input.Frames, input.Bins);

    /// <summary>Convolves a chunk: <c>[clips, frames, bins, out channels]</c>, contiguous; the caller disposes of it.</summary>
    internal Tensor Apply(int chunk)
    {
        using var scope = NewDisposeScope();
        var given = _memory.Write(input.Chunks[chunk], input.Norm).DetachFromDisposeScope();
        var island = _chunks[chunk] = new Island(given, x => nn.functional.conv2d(x, layer.Weight, strides: [layer.Stride, layer.Stride]), isRecorded: true);
        return Pixels.ChannelsLast(island.Output).DetachFromDisposeScope();
    }

    /// <summary>Adds the gradient of the kernel.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="gradient">That of its output.</param>
    /// <param name="result">Receives that of its input after the normalisation.</param>
    internal void Backward(int chunk, Tensor gradient, Tensor result)
    {
        using var scope = NewDisposeScope();
        _memory.Write(input.Chunks[chunk], input.Norm);
        using var given = _chunks[chunk]!.Backward(gradient.permute(0, 3, 1, 2));
        var padded = Pixels.ChannelsLast(given);
        var (g, x) = (Floats.Of(padded), Floats.Of(input.Chunks[chunk]));
        var (before, frames, line, length) = (_memory.Before, padded.size(1), padded.size(2) * input.Channels, input.Bins * input.Channels);
        PixelLines.Each(result, (i, y) =>
        {
            var start = (i / input.Frames * frames + i % input.Frames + before.Frames) * line + before.Bins * input.Channels;
            PixelLines.Mask(g[start, length], x[(long)i * length, length], input.Norm, y, isSum: false);
        });
        _chunks[chunk]!.Dispose();
    }

    public void Dispose()
    {
        Array.ForEach(_chunks, chunk => chunk?.Dispose());
        _memory.Dispose();
    }
}
