using Ssl4Asd.Features.Fast;
using Ssl4Asd.Models.Fast.Winograd;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// A strided convolution with "same" padding, channels last (<see cref="Pixels"/>), without autograd: products of the patches of a few lines of
/// the input, which are read frame by frame from a function and lie in the cache.
/// </summary>
internal sealed unsafe class PatchConvolution
{
    internal const int FramesOfTask = 8; // of the output: the lines between two tasks are read twice

    private readonly TileArithmetic _arithmetic;
    private readonly int _size;
    private readonly int _stride;
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly float[] _kernel; // [outputs / columns, size · size · inputs, columns]

    /// <summary>Prepares the kernel.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="arithmetic">What computes it; the best where null.</param>
    internal PatchConvolution(SameConv2d layer, TileArithmetic? arithmetic = null)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        _arithmetic = arithmetic ?? TileArithmetic.Best;
        (_size, _stride, _inputs, _outputs) = ((int)layer.Kernel, (int)layer.Stride, (int)layer.Weight.size(1), (int)layer.Weight.size(0));
        var columns = _arithmetic.Columns(_outputs);
        var patches = layer.Weight.permute(2, 3, 1, 0).contiguous().view(-1, _outputs / columns, columns);
        _kernel = ChannelNorm.Values(patches.permute(1, 0, 2).contiguous()).ToArray();
    }

    /// <summary>Numbers of a frame of the output as <see cref="Convolve"/> writes it: one or more bins of no meaning may follow the last one.</summary>
    /// <param name="bins">Bins of the input.</param>
    internal int FrameLength(int bins) => Positions(bins) * _outputs;

    /// <summary>Numbers of a line with its margins.</summary>
    /// <param name="bins">Bins of the input.</param>
    internal int LineLength(int bins) => ((Positions(bins) - 1) * _stride + _size) * _inputs;

    /// <summary>Numbers of the lines that so many frames of the output need.</summary>
    /// <param name="bins">Bins of the input.</param>
    /// <param name="frames">Frames of the output, one after the other.</param>
    internal int LinesLength(int bins, int frames) => ((frames - 1) * _stride + _size) * LineLength(bins);

    /// <summary>Reads the lines that some frames of the output need, with zeros around the clip.</summary>
    /// <param name="source">Gives frames of the input.</param>
    /// <param name="clip">Of which clip.</param>
    /// <param name="size">Frames and bins of the input.</param>
    /// <param name="first">The first frame of the output.</param>
    /// <param name="count">How many.</param>
    /// <param name="lines">Receives them: <see cref="LinesLength"/>.</param>
    internal void Read(FrameSource source, int clip, (int Frames, int Bins) size, int first, int count, float* lines)
    {
        var (before, length) = ((int)SamePadding.Of(size.Bins, _size, _stride).Before * _inputs, LineLength(size.Bins));
        var start = first * _stride - (int)SamePadding.Of(size.Frames, _size, _stride).Before;
        for (var i = 0; i < (count - 1) * _stride + _size; i++)
        {
            var line = new Span<float>(lines + (long)i * length, length);
            if (start + i < 0 || start + i >= size.Frames)
            {
                line.Clear();
                continue;
            }
            line[..before].Clear();
            source(clip, start + i, line.Slice(before, size.Bins * _inputs));
            line[(before + size.Bins * _inputs)..].Clear();
        }
    }

    /// <summary>Computes a frame of the output.</summary>
    /// <param name="lines">From <see cref="Read"/>.</param>
    /// <param name="bins">Bins of the input.</param>
    /// <param name="index">Which of the frames that were read for.</param>
    /// <param name="frame">Receives <c>[bins, channels]</c>: <see cref="FrameLength"/>.</param>
    internal void Convolve(float* lines, int bins, int index, float* frame)
    {
        var length = LineLength(bins);
        fixed (float* kernel = _kernel)
            _arithmetic.Patches(lines + (long)index * _stride * length, _stride * _inputs, length, kernel, frame, Positions(bins), _outputs, _size * _inputs, _size);
    }

    /// <summary>Convolves whole clips.</summary>
    /// <param name="source">Gives frames of the input.</param>
    /// <param name="clips">How many.</param>
    /// <param name="size">Frames and bins of the input.</param>
    /// <returns><c>[clips, frames, bins, channels]</c></returns>
    internal Tensor Apply(FrameSource source, int clips, (int Frames, int Bins) size)
    {
        var (frames, bins) = ((int)SamePadding.OutputLength(size.Frames, _stride), (int)SamePadding.OutputLength(size.Bins, _stride));
        var result = empty(clips, frames, bins, _outputs);
        var (output, length, tasks) = (Floats.Of(result), bins * _outputs, (frames + FramesOfTask - 1) / FramesOfTask);
        var linesLength = LinesLength(size.Bins, FramesOfTask);
        Work.Each(clips * tasks, task =>
        {
            var (clip, first) = (task / tasks, task % tasks * FramesOfTask);
            var count = Math.Min(FramesOfTask, frames - first);
            var lines = Memory.Of(linesLength + FrameLength(size.Bins));
            var frame = lines + linesLength;
            Read(source, clip, size, first, count, lines);
            for (var i = 0; i < count; i++)
            {
                Convolve(lines, size.Bins, i, frame);
                new Span<float>(frame, length).CopyTo(output[((long)clip * frames + first + i) * length, length]);
            }
        });
        return result;
    }

    private int Positions(int bins) => ProductRows.Of((int)SamePadding.OutputLength(bins, _stride));
}
