using System.Numerics;
using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast.Winograd;

/// <summary>A kernel of 3 × 3, transformed.</summary>
internal sealed unsafe class Kernel : IDisposable
{
    private readonly Tensor _values; // [36, out channels / Columns, in channels, Columns]

    private Kernel(Tensor values, int inChannels, int outChannels) => (_values, InChannels, OutChannels) = (values, inChannels, outChannels);

    internal int InChannels { get; }

    internal int OutChannels { get; }

    internal Floats Values => Floats.Of(_values);

    /// <summary>Whether there are enough channels.</summary>
    internal static bool Fits(Tensor weight)
        => weight.size(2) == 3 && weight.size(3) == 3 && weight.size(0) % Products.Columns == 0 && weight.size(1) % Products.Columns == 0;

    /// <summary>The kernel of a convolution.</summary>
    /// <param name="weight"><c>[out channels, in channels, 3, 3]</c></param>
    internal static Kernel Forward(Tensor weight) => Of(weight, isBackward: false);

    /// <summary>The kernel that turns the gradient of its output into that of its input.</summary>
    /// <param name="weight"><c>[out channels, in channels, 3, 3]</c></param>
    internal static Kernel Backward(Tensor weight) => Of(weight, isBackward: true);

    private static Kernel Of(Tensor weight, bool isBackward)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var given = (isBackward ? weight.flip(2, 3).permute(2, 3, 0, 1) : weight.permute(2, 3, 1, 0)).contiguous(); // [3, 3, in, out]
        var (inputs, outputs, width) = ((int)given.size(2), (int)given.size(3), Products.Columns);
        var result = Activation.New(TileGrid.Positions, outputs / width, inputs, width);
        var (from, to, position) = (Floats.Of(given), Floats.Of(result), (long)inputs * outputs);
        Work.Each(inputs, input =>
        {
            fixed (float* g = from[(long)input * outputs, 1], u = to[(long)input * width, 1])
                for (var output = 0; output < outputs; output += Vector<float>.Count)
                    Transforms.OfKernel(g + output, position, u + (long)(output / width) * inputs * width + output % width, position);
        });
        return new Kernel(result, inputs, outputs);
    }

    public void Dispose() => _values.Dispose();
}
