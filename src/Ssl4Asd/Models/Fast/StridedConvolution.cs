using Ssl4Asd.Features.Fast;
using Ssl4Asd.Models.Fast.Winograd;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// The first convolution of a strided block in training, after ReLU of its normalised input, which is read once more for the backward step
/// instead of kept (<see cref="PatchConvolution"/>).
/// </summary>
internal sealed unsafe class StridedConvolution : IDisposable
{
    private readonly SameConv2d _layer;
    private readonly Activation _input;
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
    /// <param name="input">Its input, still to be normalised.</param>
    /// <param name="arithmetic">What computes it; the best where null.</param>
    internal StridedConvolution(SameConv2d layer, Activation input, TileArithmetic? arithmetic = null)
    {
        (_layer, _input, _arithmetic, _forward) = (layer, input, arithmetic ?? TileArithmetic.Best, new PatchConvolution(layer, arithmetic));
        _kernel = ((int)layer.Kernel, (int)layer.Stride, input.Channels, (int)layer.Weight.size(0));
        _size = (input.Frames, input.Bins);
        _output = ((int)SamePadding.OutputLength(_size.Frames, _kernel.Stride), (int)SamePadding.OutputLength(_size.Bins, _kernel.Stride));
        _before = ((int)SamePadding.Of(_size.Frames, _kernel.Size, _kernel.Stride).Before, (int)SamePadding.Of(_size.Bins, _kernel.Size, _kernel.Stride).Before);
    }

    private int LineLength => _kernel.Size * _kernel.Inputs; // of a patch

    private int Step => _kernel.Stride * _kernel.Inputs; // from one patch to the next

    private int FrameLength => _output.Bins * _kernel.Outputs;

    /// <summary>Convolves a chunk: <c>[clips, frames, bins, out channels]</c>; the caller disposes of it.</summary>
    internal Tensor Apply(int chunk) => _forward.Apply(Source(chunk), (int)_input.Chunks[chunk].size(0), _size).DetachFromDisposeScope();

    private FrameSource Source(int chunk) => PixelLines.Scaled(_input.Chunks[chunk], _input.Norm, 0);

    /// <summary>The backward step of a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="gradient">That of its output.</param>
    /// <param name="result">Receives that of its input after the normalisation.</param>
    internal void Backward(int chunk, Tensor gradient, Tensor result)
    {
        if (_sums.Length == 0)
            _sums = [.. Enumerable.Range(0, get_num_threads()).Select(_ => zeros(_kernel.Size, LineLength, _kernel.Outputs).DetachFromDisposeScope())];
        AddKernelGradient(chunk, gradient);
        InputGradient(chunk, gradient, result);
    }

    private void AddKernelGradient(int chunk, Tensor gradient)
    {
        var (source, g, frames) = (Source(chunk), Floats.Of(gradient), _output.Frames);
        var (lines, lineLength, width) = (_forward.LinesLength(_size.Bins, PatchConvolution.FramesOfTask), _forward.LineLength(_size.Bins), _arithmetic.Columns(_kernel.Outputs));
        Work.Split((int)gradient.size(0) * frames, (part, from, to) =>
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
        });
    }

    private void InputGradient(int chunk, Tensor gradient, Tensor result)
    {
        var (g, x, kernel) = (Floats.Of(gradient), Floats.Of(_input.Chunks[chunk]), _turned ??= Turned());
        var (rows, length) = (ProductRows.Of(_output.Bins), _size.Bins * _kernel.Inputs);
        var lineLength = Math.Max((rows - 1) * Step + LineLength, _before.Bins * _kernel.Inputs + length);
        PixelLines.Each(result, (i, y) =>
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
            PixelLines.Mask(new Span<float>(line + _before.Bins * _kernel.Inputs, length), x[(long)i * length, length], _input.Norm, y, isSum: false);
        });
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
