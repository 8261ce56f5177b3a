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
    private readonly SameConv1d _convolution;
    private readonly PatchLayout _layout;
    private readonly Tensor _input;
    private readonly Tensor _matrix;
    private readonly Tensor _convolved;
    private readonly Gates _gates;

    /// <summary>Convolves and computes the weights of the channels.</summary>
    /// <param name="convolution">The convolution.</param>
    /// <param name="squeezeExcitation">What follows its ReLU, if anything does.</param>
    /// <param name="layout">Where the input lies.</param>
    /// <param name="input">The input, owned from now on.</param>
    internal SpectrumStage(SameConv1d convolution, SqueezeExcitation? squeezeExcitation, PatchLayout layout, Tensor input)
    {
        (_convolution, _layout, _input) = (convolution, layout, input);
        _convolved = layout.NewOutput();
        _matrix = layout.Matrix(convolution.Weight);
        fixed (float* x = Start(input), w = Start(_matrix), y = Start(_convolved))
            MatrixProduct.Multiply(layout.Patches(x), new(w, Channels, 1), new(y, Channels, 1), layout.Rows, Channels, layout.PatchLength, isSum: false);
        _gates = new Gates(squeezeExcitation, Means, Clips, Channels);
    }

    /// <summary>The input: the output of the stage before.</summary>
    internal Tensor Input => _input;

    private int Channels => (int)_layout.OutChannels;

    private int Clips => (int)_layout.Clips;

    private long ClipLength => _layout.PaddedOutputs * Channels;

    private float[] Means()
    {
        var (from, means) = (Floats.Of(_convolved), new float[Clips * Channels]);
        Work.Each(Clips, b =>
        {
            var sum = means.AsSpan(b * Channels, Channels);
            var positive = new float[Channels];
            for (var p = 0; p < _layout.Outputs; p++)
            {
                TensorPrimitives.Max(from[b * ClipLength + (long)p * Channels, Channels], 0f, positive);
                TensorPrimitives.Add(sum, positive, sum);
            }
            TensorPrimitives.Divide(sum, _layout.Outputs, sum);
        });
        return means;
    }

    /// <summary>Writes the output of the stage; once, since what it is made of is forgotten.</summary>
    /// <param name="target">Receives <c>[positions, channels]</c> of each clip.</param>
    /// <param name="start">Where the first clip starts.</param>
    /// <param name="clipStride">From one clip to the next.</param>
    internal void Write(Tensor target, long start, long clipStride)
    {
        var (from, to, gates) = (Floats.Of(_convolved), Floats.Of(target), _gates.Output);
        Work.Each(Clips, b =>
        {
            var gate = gates.AsSpan(b * Channels, Channels);
            for (var p = 0; p < _layout.Outputs; p++)
            {
                var y = to[start + b * clipStride + (long)p * Channels, Channels];
                TensorPrimitives.Max(from[b * ClipLength + (long)p * Channels, Channels], 0f, y);
                TensorPrimitives.Multiply(y, gate, y);
            }
        });
        _convolved.Dispose();
    }

    /// <summary>Adds the gradients of the parameters.</summary>
    /// <param name="gradient">That of the output.</param>
    /// <param name="output">What <see cref="Write"/> wrote; laid out as the gradient.</param>
    /// <param name="start">Where the first clip starts.</param>
    /// <param name="clipStride">From one clip to the next.</param>
    /// <param name="ofInput">Whether the gradient of the input is wanted.</param>
    /// <returns>The gradient of the input in its layout, or null; the caller disposes of it.</returns>
    internal Tensor? Backward(Tensor gradient, Tensor output, long start, long clipStride, bool ofInput)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var ofMeans = BackwardGates(Floats.Of(gradient), Floats.Of(output), start, clipStride);
        using var memory = empty(Math.Min(Activation.ChunkSize, Clips) * ClipLength);
        using var matrix = empty(Channels, _layout.PatchLength);
        var result = ofInput ? _layout.NewInput() : null;
        foreach (var (first, count) in Activation.Split(Clips)) // while they are in the cache
        {
            ConvolvedGradient(Floats.Of(gradient), Floats.Of(output), start, clipStride, ofMeans, Floats.Of(memory), first, count);
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
    private float[] BackwardGates(Floats gradient, Floats output, long start, long clipStride)
    {
        var ofGates = new float[Clips * Channels];
        Work.Each(_gates.AreComputed ? Clips : 0, b =>
        {
            var sum = ofGates.AsSpan(b * Channels, Channels);
            for (var p = 0; p < _layout.Outputs; p++)
            {
                var place = start + b * clipStride + (long)p * Channels;
                TensorPrimitives.MultiplyAdd(output[place, Channels], gradient[place, Channels], sum, sum);
            }
            Gates.Undo(sum, _gates.Output.AsSpan(b * Channels, Channels));
        });
        return _gates.Backward(ofGates);
    }

    // the gradient of the convolution's output, for a few clips
    private void ConvolvedGradient(Floats gradient, Floats output, long start, long clipStride, float[] ofMeans, Floats result, int first, int count)
    {
        Work.Each(count, i =>
        {
            var b = first + i;
            var gate = _gates.Output.AsSpan(b * Channels, Channels);
            var mean = new float[Channels];
            var g = new float[Channels];
            TensorPrimitives.Divide(ofMeans.AsSpan(b * Channels, Channels), _layout.Outputs, mean);
            for (var p = 0; p < _layout.Outputs; p++)
            {
                var place = start + b * clipStride + (long)p * Channels;
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
        _convolved.Dispose();
        _input.Dispose();
    }
}
