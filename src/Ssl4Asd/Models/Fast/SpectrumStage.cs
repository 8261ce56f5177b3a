using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// One application of convolution, ReLU and squeeze-and-excitation of the spectrum branch, channels last, as matrix products
/// (<see cref="PatchLayout"/>).
/// </summary>
internal sealed unsafe class SpectrumStage : IDisposable
{
    private const int FewNumbers = 1 << 20; // of a convolution's output: they stay in the cache, or nearly, where 8 clips have more

    private readonly SameConv1d _convolution;
    private readonly SqueezeExcitation? _squeezeExcitation;
    private readonly PatchLayout _layout;
    private readonly Tensor _input;
    private readonly Tensor _matrix;
    private readonly IReadOnlyList<(int First, int Count)> _parts;
    private readonly Gates[] _gates;

    /// <summary>Prepares the kernel.</summary>
    /// <param name="convolution">The convolution.</param>
    /// <param name="squeezeExcitation">What follows its ReLU, if anything does.</param>
    /// <param name="layout">Where the input lies.</param>
    /// <param name="input">The input, owned from now on.</param>
    /// <param name="together">Clips that are computed together; as many as are fast where null.</param>
    internal SpectrumStage(SameConv1d convolution, SqueezeExcitation? squeezeExcitation, PatchLayout layout, Tensor input, int? together = null)
    {
        (_convolution, _squeezeExcitation, _layout, _input) = (convolution, squeezeExcitation, layout, input);
        _matrix = layout.Matrix(convolution.Weight);
        _parts = Activation.Split(Clips, together ?? (int)Math.Max(Activation.ChunkSize, FewNumbers / ClipLength));
        _gates = new Gates[_parts.Count];
    }

    /// <summary>The input: the output of the stage before.</summary>
    internal Tensor Input => _input;

    private int Channels => (int)_layout.OutChannels;

    private int Clips => (int)_layout.Clips;

    private long ClipLength => _layout.PaddedOutputs * Channels;

    /// <summary>Computes the output, a few clips at a time: what the convolution leaves is kept nowhere.</summary>
    /// <param name="target">Receives <c>[positions, channels]</c> of each clip.</param>
    /// <param name="start">Where the first clip starts.</param>
    /// <param name="clipStride">From one clip to the next.</param>
    internal void Apply(Tensor target, long start, long clipStride)
    {
        using var convolved = empty(_parts[0].Count * ClipLength);
        var (from, to) = (Floats.Of(convolved), Floats.Of(target));
        for (var k = 0; k < _parts.Count; k++)
        {
            var (first, count) = _parts[k];
            fixed (float* x = Start(_input), w = Start(_matrix), y = Start(convolved)) // rows that reach into the next clip mean nothing
                MatrixProduct.Multiply(
                    _layout.Patches(x + first * _layout.ClipLength), new(w, Channels, 1), new(y, Channels, 1), count * (int)_layout.PaddedOutputs, Channels, _layout.PatchLength, isSum: false);
            var gates = _gates[k] = new Gates(_squeezeExcitation, () => Means(from, count), count, Channels);
            Work.Each(count, i =>
            {
                var gate = gates.Output.AsSpan(i * Channels, Channels);
                for (var p = 0; p < _layout.Outputs; p++)
                {
                    var y = to[start + (first + i) * clipStride + (long)p * Channels, Channels];
                    TensorPrimitives.Max(from[i * ClipLength + (long)p * Channels, Channels], 0f, y);
                    TensorPrimitives.Multiply(y, gate, y);
                }
            });
        }
    }

    // of the channels of a few clips after ReLU
    private float[] Means(Floats convolved, int clips)
    {
        var means = new float[clips * Channels];
        Work.Each(clips, i =>
        {
            var sum = means.AsSpan(i * Channels, Channels);
            var positive = new float[Channels];
            for (var p = 0; p < _layout.Outputs; p++)
            {
                TensorPrimitives.Max(convolved[i * ClipLength + (long)p * Channels, Channels], 0f, positive);
                TensorPrimitives.Add(sum, positive, sum);
            }
            TensorPrimitives.Divide(sum, _layout.Outputs, sum);
        });
        return means;
    }

    /// <summary>Adds the gradients of the parameters.</summary>
    /// <param name="gradient">That of the output.</param>
    /// <param name="output">What <see cref="Apply"/> wrote; laid out as the gradient.</param>
    /// <param name="start">Where the first clip starts.</param>
    /// <param name="clipStride">From one clip to the next.</param>
    /// <param name="ofInput">Whether the gradient of the input is wanted.</param>
    /// <returns>The gradient of the input in its layout, or null; the caller disposes of it.</returns>
    internal Tensor? Backward(Tensor gradient, Tensor output, long start, long clipStride, bool ofInput)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        using var memory = empty(_parts[0].Count * ClipLength);
        using var matrix = empty(Channels, _layout.PatchLength);
        var result = ofInput ? _layout.NewInput() : null;
        for (var k = 0; k < _parts.Count; k++) // while they are in the cache
        {
            var (first, count) = _parts[k];
            ConvolvedGradient(_gates[k], Floats.Of(gradient), Floats.Of(output), start + first * clipStride, clipStride, Floats.Of(memory), count);
            var (rows, place) = (count * (int)_layout.PaddedOutputs, first * _layout.ClipLength);
            fixed (float* x = Start(_input), y = Start(memory), w = Start(matrix))
                MatrixProduct.Multiply(new(y, 1, Channels), _layout.Patches(x + place), new(w, _layout.PatchLength, 1), Channels, _layout.PatchLength, rows, isSum: first > 0);
            if (result is not null)
                AddInputGradient(memory, result, place, rows);
        }
        using var weights = _layout.Weight(matrix);
        Gradients.Add(_convolution.Weight, weights);
        return result;
    }

    // the gradients of the means of the channels
    private float[] BackwardGates(Gates gates, Floats gradient, Floats output, long start, long clipStride, int clips)
    {
        var ofGates = new float[clips * Channels];
        Work.Each(gates.AreComputed ? clips : 0, i =>
        {
            var sum = ofGates.AsSpan(i * Channels, Channels);
            for (var p = 0; p < _layout.Outputs; p++)
            {
                var place = start + i * clipStride + (long)p * Channels;
                TensorPrimitives.MultiplyAdd(output[place, Channels], gradient[place, Channels], sum, sum);
            }
            Gates.Undo(sum, gates.Output.AsSpan(i * Channels, Channels));
        });
        return gates.Backward(ofGates);
    }

    // the gradient of the convolution's output, for a few clips
    private void ConvolvedGradient(Gates gates, Floats gradient, Floats output, long start, long clipStride, Floats result, int clips)
    {
        var ofMeans = BackwardGates(gates, gradient, output, start, clipStride, clips);
        Work.Each(clips, i =>
        {
            var gate = gates.Output.AsSpan(i * Channels, Channels);
            var mean = new float[Channels];
            var g = new float[Channels];
            TensorPrimitives.Divide(ofMeans.AsSpan(i * Channels, Channels), _layout.Outputs, mean);
            for (var p = 0; p < _layout.Outputs; p++)
            {
                var place = start + i * clipStride + (long)p * Channels;
                TensorPrimitives.MultiplyAdd(gradient[place, Channels], gate, mean, g);
                Vectors.Mask(g, output[place, Channels], result[i * ClipLength + (long)p * Channels, Channels]);
            }
            result[i * ClipLength + _layout.Outputs * Channels, (int)(ClipLength - _layout.Outputs * Channels)].Clear();
        });
    }

    private void AddInputGradient(Tensor gradient, Tensor result, long place, int rows)
    {
        fixed (float* y = Start(gradient), w = Start(_matrix), x = Start(result))
            for (var part = 0L; part < _layout.Overlap; part++) // patches do not overlap within a stride
                MatrixProduct.Multiply(
                    new(y, Channels, 1), new(w + part * _layout.Step * Channels, 1, Channels), new(x + place + part * _layout.Step, _layout.Step, 1),
                    rows, _layout.Step, Channels, isSum: true);
    }

    private static Span<float> Start(Tensor tensor) => Floats.Of(tensor)[0, 1];

    /// <summary>Frees what the backward step would have needed.</summary>
    public void Dispose()
    {
        _matrix.Dispose();
        _input.Dispose();
    }
}
