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
    private readonly PatchConvolution _convolution;

    /// <summary>Prepares the kernel.</summary>
    /// <param name="layer">A layer of one input channel.</param>
    /// <param name="arithmetic">What computes it; the best where null.</param>
    internal StemConvolution(SameConv2d layer, TileArithmetic? arithmetic = null) => (_layer, _convolution) = (layer, new PatchConvolution(layer, arithmetic));

    /// <summary>Normalises and convolves all clips.</summary>
    /// <param name="norm">The input normalisation.</param>
    /// <param name="frames">Spectrograms <c>[clips, frames, bins]</c>, contiguous.</param>
    /// <param name="action">Called for each line of windows, on several threads; the lines of a task in their order.</param>
    internal void Each(InputNorm norm, torch.Tensor frames, StemWindow action)
    {
        var (clips, inputFrames, bins) = ((int)frames.size(0), (int)frames.size(1), (int)frames.size(2));
        var shape = StemShape.Of(inputFrames, bins, _layer);
        var tasks = (shape.PooledFrames + LinesOfTask - 1) / LinesOfTask;
        var (linesLength, frameLength) = (_convolution.LinesLength(bins, 2 * LinesOfTask + 2), _convolution.FrameLength(bins));
        var spectrograms = Floats.Of(frames);
        Work.Each(clips * tasks, task =>
        {
            var (clip, first) = (task / tasks, task % tasks * LinesOfTask);
            var end = Math.Min(first + LinesOfTask, shape.PooledFrames);
            var last = end < shape.PooledFrames ? 2 * end : shape.ConvolvedFrames - 1; // of the frames that are convolved here
            var lines = Memory.Of(linesLength + 4L * frameLength);
            var window = lines + linesLength;
            var (factors, offsets) = norm.Of(clip, withParameters: true);
            _convolution.Read(
                (_, frame, line) => TensorPrimitives.MultiplyAdd(spectrograms[((long)clip * inputFrames + frame) * bins, bins], factors, offsets, line),
                clip, (inputFrames, bins), 2 * first, last + 1 - 2 * first, lines);
            for (var line = first; line < end; line++)
            {
                var count = line == end - 1 ? last + 1 - 2 * line : 3;
                for (var i = line == first ? 0 : 1; i < count; i++)
                    _convolution.Convolve(lines, bins, 2 * (line - first) + i, window + i * frameLength);
                action(clip, line, new Span<float>(window, count * frameLength), frameLength);
                new Span<float>(window + 2 * frameLength, frameLength).CopyTo(new Span<float>(window, frameLength));
            }
        });
    }
}
