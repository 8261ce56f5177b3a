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
    private readonly Tensor _output;
    private readonly Gates _gates;

    /// <summary>Convolves and computes the weights of the channels.</summary>
    /// <param name="convolution">The convolution.</param>
    /// <param name="squeezeExcitation">What follows its ReLU, if anything does.</param>
    /// <param name="layout">Where the input lies.</param>
    /// <param name="input">The input, owned from now on.</param>
    /// <param name="isRecorded">Whether there will be a backward step.</param>
    internal SpectrumStage(SameConv1d convolution, SqueezeExcitation? squeezeExcitation, PatchLayout layout, Tensor input, bool isRecorded)
    {
        (_convolution, _layout, _input) = (convolution, layout, input);
        _output = layout.NewOutput();
        _matrix = layout.Matrix(convolution.Weight);
        fixed (float* x = Start(input), w = Start(_matrix), y = Start(_output))
            MatrixProduct.Multiply(layout.Patches(x), new(w, 1, layout.PatchLength), new(y, Channels, 1), layout.Rows, Channels, layout.PatchLength, isSum: false);
        _gates = new Gates(squeezeExcitation, Means, Clips, Channels, isRecorded);
    }

    private int Channels => (int)_layout.OutChannels;

    private int Clips => (int)_layout.Clips;

    private long ClipLength => _layout.PaddedOutputs * Channels;

    private Tensor Means()
    {
        var means = Activation.New(Clips, Channels);
        var (from, to) = (Floats.Of(_output), Floats.Of(means));
        Work.Each(Clips, b =>
        {
            var sum = to[(long)b * Channels, Channels];
            var positive = new float[Channels];
            sum.Clear();
            for (var p = 0; p < _layout.Outputs; p++)
            {
                TensorPrimitives.Max(from[b * ClipLength + (long)p * Channels, Channels], 0f, positive);
                TensorPrimitives.Add(sum, positive, sum);
            }
            TensorPrimitives.Divide(sum, _layout.Outputs, sum);
        });
        return means;
    }

    /// <summary>Writes the output of the stage.</summary>
    /// <param name="target">Receives <c>[positions, channels]</c> of each clip.</param>
    /// <param name="start">Where the first clip starts.</param>
    /// <param name="clipStride">From one clip to the next.</param>
    internal void Write(Tensor target, long start, long clipStride)
    {
        var (from, to, gates) = (Floats.Of(_output), Floats.Of(target), Floats.Of(_gates.Output));
        Work.Each(Clips, b =>
        {
            var gate = gates[(long)b * Channels, Channels];
            for (var p = 0; p < _layout.Outputs; p++)
            {
                var y = to[start + b * clipStride + (long)p * Channels, Channels];
                TensorPrimitives.Max(from[b * ClipLength + (long)p * Channels, Channels], 0f, y);
                TensorPrimitives.Multiply(y, gate, y);
            }
        });
    }

    /// <summary>Adds the gradients of the parameters.</summary>
    /// <param name="gradient">That of the output, laid out as it was written.</param>
    /// <param name="start">Where the first clip starts.</param>
    /// <param name="clipStride">From one clip to the next.</param>
    /// <param name="ofInput">Whether the gradient of the input is wanted.</param>
    /// <returns>The gradient of the input in its layout, or null; the caller disposes of it.</returns>
    internal Tensor? Backward(Tensor gradient, long start, long clipStride, bool ofInput)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        BackwardGates(Floats.Of(gradient), start, clipStride);
        using var matrix = empty(Channels, _layout.PatchLength);
        fixed (float* x = Start(_input), y = Start(_output), w = Start(matrix))
            MatrixProduct.Multiply(new(y, 1, Channels), _layout.Patches(x), new(w, _layout.PatchLength, 1), Channels, _layout.PatchLength, _layout.Rows, isSum: false);
        using var weights = _layout.Weight(matrix);
        Gradients.Add(_convolution.Weight, weights);
        return ofInput ? InputGradient() : null;
    }

    // the gradient of the convolution's output takes the place of that output
    private void BackwardGates(Floats gradient, long start, long clipStride)
    {
        var values = Floats.Of(_output);
        using var gateGradients = zeros(Clips, Channels);
        var toGates = Floats.Of(gateGradients);
        Work.Each(_gates.AreComputed ? Clips : 0, b =>
        {
            var sum = toGates[(long)b * Channels, Channels];
            var positive = new float[Channels];
            for (var p = 0; p < _layout.Outputs; p++)
            {
                TensorPrimitives.Max(values[b * ClipLength + (long)p * Channels, Channels], 0f, positive);
                TensorPrimitives.MultiplyAdd(positive, gradient[start + b * clipStride + (long)p * Channels, Channels], sum, sum);
            }
        });
        using var given = _gates.Backward(gateGradients);
        using var meanGradients = given.contiguous();
        var (gates, means) = (Floats.Of(_gates.Output), Floats.Of(meanGradients));
        Work.Each(Clips, b =>
        {
            var gate = gates[(long)b * Channels, Channels];
            var mean = new float[Channels];
            var g = new float[Channels];
            TensorPrimitives.Divide(means[(long)b * Channels, Channels], _layout.Outputs, mean);
            for (var p = 0; p < _layout.Outputs; p++)
            {
                TensorPrimitives.MultiplyAdd(gradient[start + b * clipStride + (long)p * Channels, Channels], gate, mean, g);
                var y = values[b * ClipLength + (long)p * Channels, Channels];
                Vectors.Mask(g, y, y);
            }
            values[b * ClipLength + _layout.Outputs * Channels, (int)(ClipLength - _layout.Outputs * Channels)].Clear();
        });
    }

    private Tensor InputGradient()
    {
        var result = _layout.NewInput();
        fixed (float* y = Start(_output), w = Start(_matrix), x = Start(result))
            for (var part = 0L; part < _layout.Overlap; part++) // patches do not overlap within a stride
                MatrixProduct.Multiply(
                    new(y, Channels, 1), new(w + part * _layout.Step, _layout.PatchLength, 1), new(x + part * _layout.Step, _layout.Step, 1),
                    _layout.Rows, _layout.Step, Channels, isSum: true);
        return result;
    }

    private static Span<float> Start(Tensor tensor) => Floats.Of(tensor)[0, 1];

    /// <summary>Frees what the backward step would have needed.</summary>
    public void Dispose()
    {
        _gates.Dispose();
        _matrix.Dispose();
        _output.Dispose();
        _input.Dispose();
    }
}
