using System.Numerics.Tensors;
using Ssl4Asd.Features.Fast;
using Ssl4Asd.Models.Fast.Winograd;
using TorchSharp;

namespace Ssl4Asd.Models.Fast.Stem;

/// <summary>What is done with three frames of the convolution's output, those that a line of the pooling's windows reaches.</summary>
/// <param name="clip">Which clip.</param>
/// <param name="line">Which line: the frames are 2 · line and the two after it.</param>
/// <param name="frames"><c>[3, bins, channels]</c>, and behind the last line's the one frame that no window reaches, where there is one.</param>
/// <param name="frameLength">From one frame to the next: a few bins of no meaning follow the last one.</param>
internal delegate void StemWindow(int clip, int line, Span<float> frames, int frameLength);

/// <summary>
/// The first convolution of the branch with its input normalisation, channels last (<see cref="Pixels"/>), without autograd. Its output is
/// the largest of the network, so it is never whole in memory: pooling gets it three frames at a time, while they are in the cache.
/// </summary>
internal sealed unsafe class StemConvolution
{
    private const int LinesOfTask = 8; // of windows; the frame between two tasks is computed twice

    private readonly SameConv2d _layer;
    private readonly TileArithmetic _arithmetic;
    private readonly float[] _kernel;

    /// <summary>Prepares the kernel.</summary>
    /// <param name="layer">A layer of one input channel.</param>
    /// <param name="arithmetic">What computes it; the best where null.</param>
    internal StemConvolution(SameConv2d layer, TileArithmetic? arithmetic = null)
    {
        (_layer, _arithmetic) = (layer, arithmetic ?? TileArithmetic.Best);
        var (channels, taps) = ((int)layer.Weight.size(0), (int)(layer.Kernel * layer.Kernel));
        var width = _arithmetic.Columns(channels);
        using var noGradients = torch.no_grad();
        using var given = layer.Weight.contiguous();
        var weights = ChannelNorm.Values(given);
        _kernel = new float[channels * taps]; // [channels / width, taps, width]
        for (var c = 0; c < channels; c++)
            for (var k = 0; k < taps; k++)
                _kernel[(c / width * taps + k) * width + c % width] = weights[c * taps + k];
    }

    /// <summary>Normalises and convolves all clips.</summary>
    /// <param name="norm">The input normalisation.</param>
    /// <param name="frames">Spectrograms <c>[clips, frames, bins]</c>, contiguous.</param>
    /// <param name="action">Called for each line of windows, on several threads; the lines of a task in their order.</param>
    internal void Each(InputNorm norm, torch.Tensor frames, StemWindow action)
    {
        var (clips, inputFrames, bins, channels) = ((int)frames.size(0), (int)frames.size(1), (int)frames.size(2), (int)_layer.Weight.size(0));
        var (size, stride) = ((int)_layer.Kernel, (int)_layer.Stride);
        var shape = StemShape.Of(inputFrames, bins, _layer);
        var positions = (shape.ConvolvedBins + ProductRows.Most - 1) / ProductRows.Most * ProductRows.Most;
        var (lineLength, frameLength) = ((positions - 1) * stride + size, positions * channels);
        var tasks = (shape.PooledFrames + LinesOfTask - 1) / LinesOfTask;
        var mostLines = (2 * LinesOfTask + 1) * stride + size;
        var spectrograms = Floats.Of(frames);
        Work.Each(clips * tasks, task =>
        {
            var (clip, first) = (task / tasks, task % tasks * LinesOfTask);
            var end = Math.Min(first + LinesOfTask, shape.PooledFrames);
            var last = end < shape.PooledFrames ? 2 * end : shape.ConvolvedFrames - 1; // of the frames that are convolved here
            var memory = Memory.Of((long)mostLines * lineLength + 4 * frameLength);
            var window = memory + (long)mostLines * lineLength;
            var start = 2 * first * stride - shape.FramesBefore; // the frame of the input that is first in memory
            var (factors, offsets) = norm.Of(clip, withParameters: true);
            for (var i = 0; i < (last - 2 * first) * stride + size; i++)
            {
                var line = new Span<float>(memory + (long)i * lineLength, lineLength);
                line.Clear();
                if (start + i >= 0 && start + i < inputFrames)
                    TensorPrimitives.MultiplyAdd(spectrograms[((long)clip * inputFrames + start + i) * bins, bins], factors, offsets, line.Slice(shape.BinsBefore, bins));
            }
            for (var line = first; line < end; line++)
            {
                var count = line == end - 1 ? last + 1 - 2 * line : 3;
                for (var i = line == first ? 0 : 1; i < count; i++)
                    fixed (float* kernel = _kernel)
                        _arithmetic.Patches(memory + (long)(2 * (line - first) + i) * stride * lineLength, stride, lineLength, kernel, window + i * frameLength, positions, channels, size);
                action(clip, line, new Span<float>(window, count * frameLength), frameLength);
                new Span<float>(window + 2 * frameLength, frameLength).CopyTo(new Span<float>(window, frameLength));
            }
        });
    }
}
