using Ssl4Asd.Features.Fast;
using Ssl4Asd.Models.Fast.Winograd;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// A convolution of a strided block in training (<see cref="PatchConvolution"/>): the first, or that of the other path. Its input is read once more
/// for the backward step instead of kept.
/// </summary>
internal sealed unsafe class StridedConvolution : IDisposable
{
    private readonly SameConv2d _layer;
    private readonly Func<int, FrameSource> _source;
    private readonly TileArithmetic _arithmetic;
    private readonly PatchConvolution _forward;
    private readonly (int Size, int Stride, int Inputs, int Outputs) _kernel;
    private readonly (int Frames, int Bins) _size;     // of the input,
    private readonly (int Frames, int Bins) _output;   // and of the output
    private readonly (int Frames, int Bins) _before;   // zeros before the input
    private Tensor[] _sums = [];                       // the gradient of the kernel, [lines, numbers of a line, outputs]: a part for each thread
    private float[]? _turned;                          // the kernel, [lines, numbers of a line / columns, outputs, columns]

    /// <summary>Prepares the kernel.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="size">Frames and bins of its input.</param>
    /// <param name="source">Gives the input of a chunk.</param>
    /// <param name="arithmetic">What computes it; the best where null.</param>
    internal StridedConvolution(SameConv2d layer, (int Frames, int Bins) size, Func<int, FrameSource> source, TileArithmetic? arithmetic = null)
    {
        (_layer, _size, _source, _arithmetic, _forward) = (layer, size, source, arithmetic ?? TileArithmetic.Best, new PatchConvolution(layer, arithmetic));
        _kernel = ((int)layer.Kernel, (int)layer.Stride, (int)layer.Weight.size(1), (int)layer.Weight.size(0));
        _output = ((int)SamePadding.OutputLength(_size.Frames, _kernel.Stride), (int)SamePadding.OutputLength(_size.Bins, _kernel.Stride));
        _before = ((int)SamePadding.Of(_size.Frames, _kernel.Size, _kernel.Stride).Before, (int)SamePadding.Of(_size.Bins, _kernel.Size, _kernel.Stride).Before);
    }

    private int LineLength => _kernel.Size * _kernel.Inputs; // of a patch

    private int Step => _kernel.Stride * _kernel.Inputs; // from one patch to the next

    private int FrameLength => _output.Bins * _kernel.Outputs;

    /// <summary>Convolves a chunk of so many clips: <c>[clips, frames, bins, out channels]</c>; the caller disposes of it.</summary>
    internal Tensor Apply(int chunk, int clips) => _forward.Apply(_source(chunk), clips, _size).DetachFromDisposeScope();

    /// <summary>The backward step of a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="gradient">That of its output.</param>
    /// <param name="done">Gets clip · frames + frame and the gradient of that frame of the input; in any order, by any thread.</param>
    internal void Backward(int chunk, Tensor gradient, FrameAction done)
    {
        if (_sums.Length == 0)
            _sums = [.. Enumerable.Range(0, get_num_threads()).Select(_ => zeros(_kernel.Size, LineLength, _kernel.Outputs).DetachFromDisposeScope())];
        Work.SplitThenEach((int)gradient.size(0) * _output.Frames, KernelSums(chunk, gradient), (int)gradient.size(0) * _size.Frames, InputGradient(gradient, done));
    }

    // adds a part of the output's frames to its sums
    private Action<int, int, int> KernelSums(int chunk, Tensor gradient)
    {
        var (source, g, frames) = (_source(chunk), Floats.Of(gradient), _output.Frames);
        var (lines, lineLength, width) = (_forward.LinesLength(_size.Bins, PatchConvolution.FramesOfTask), _forward.LineLength(_size.Bins), _arithmetic.Columns(_kernel.Outputs));
        return (part, from, to) =>
        {
            var sums = Floats.Of(_sums[part]);
            var memory = Memory.Of(lines + FrameLength);
            var packed = memory + lines;
            for (var (frame, count) = (from, 0); frame < to; frame += count)
            {
                count = Math.Min(Math.Min(PatchConvolution.FramesOfTask, to - frame), frames - frame % frames);
                _forward.Read(source, frame / frames, _size, frame % frames, count, memory);
                for (var i = 0; i < count; i++)
                {
                    fixed (float* given = g[(long)(frame + i) * FrameLength, FrameLength])
                        for (var column = 0; column < _kernel.Outputs; column += width)
                            MatrixProduct.PackPanel(new(given, _kernel.Outputs, 1), 0, column, packed + column * _output.Bins, _output.Bins, width);
                    for (var line = 0; line < _kernel.Size; line++)
                        fixed (float* sum = sums[(long)line * LineLength * _kernel.Outputs, 1])
                            _arithmetic.Multiply(
                                memory + (long)(i * _kernel.Stride + line) * lineLength, 1, Step, packed, sum, _kernel.Outputs, LineLength, _kernel.Outputs, _output.Bins, isSum: true);
                }
            }
        };
    }

    // computes one frame
    private Action<int> InputGradient(Tensor gradient, FrameAction done)
    {
        var (g, kernel) = (Floats.Of(gradient), _turned ??= Turned());
        var (rows, length) = (ProductRows.Of(_output.Bins), _size.Bins * _kernel.Inputs);
        var lineLength = Math.Max((rows - 1) * Step + LineLength, _before.Bins * _kernel.Inputs + length);
        return i =>
        {
            var line = Memory.Of(lineLength + rows * _kernel.Outputs);
            var frame = new Span<float>(line + lineLength, rows * _kernel.Outputs);
            new Span<float>(line, lineLength).Clear();
            frame[FrameLength..].Clear();
            var (clip, position) = (i / _size.Frames, i % _size.Frames + _before.Frames);
            for (var k = position % _kernel.Stride; k < _kernel.Size; k += _kernel.Stride) // lines of the kernel that met this frame
            {
                var t = (position - k) / _kernel.Stride;
                if (position < k || t >= _output.Frames)
                    continue;
                g[((long)clip * _output.Frames + t) * FrameLength, FrameLength].CopyTo(frame);
                fixed (float* weights = &kernel[k * LineLength * _kernel.Outputs]) // patches overlap: each is added by itself
                    _arithmetic.Multiply(line + lineLength, _kernel.Outputs, 1, weights, line, Step, rows, LineLength, _kernel.Outputs, isSum: true);
            }
            done(i, new Span<float>(line + _before.Bins * _kernel.Inputs, length));
        };
    }

    private float[] Turned()
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var columns = _arithmetic.Columns(LineLength);
        var lines = _layer.Weight.permute(2, 0, 3, 1).contiguous().view(_kernel.Size, _kernel.Outputs, LineLength / columns, columns);
        return ChannelNorm.Values(lines.permute(0, 2, 1, 3).contiguous()).ToArray();
    }

    /// <summary>Adds the gradient of the kernel, when all chunks are done.</summary>
    internal void Finish()
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var sum = _sums.Aggregate((sum, part) => sum.add(part, Scalars.One));
        Gradients.Add(_layer.Weight, sum.view(_kernel.Size, _kernel.Size, _kernel.Inputs, _kernel.Outputs).permute(3, 2, 0, 1).contiguous());
    }

    public void Dispose() => Array.ForEach(_sums, part => part.Dispose());
}
