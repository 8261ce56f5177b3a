using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast.Winograd;

/// <summary>A kernel of 3 × 3, transformed.</summary>
internal sealed class Kernel : IDisposable
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
        var (first, second) = ((int)weight.size(0), (int)weight.size(1));
        var (inputs, outputs) = isBackward ? (first, second) : (second, first);
        var (width, position) = (Products.Columns, inputs * outputs);
        var values = Activation.New(TileGrid.Positions, outputs / width, inputs, width);
        using var given = weight.contiguous();
        var (from, to) = (Floats.Of(given), Floats.Of(values));
        Work.Each(outputs / width * inputs, line =>
        {
            Span<float> u = stackalloc float[TileGrid.Positions];
            for (var lane = 0; lane < width; lane++)
            {
                var (input, output) = (line % inputs, line / inputs * width + lane);
                Transforms.OfKernel(from[(isBackward ? (long)input * second + output : (long)output * second + input) * 9, 9], isBackward, u);
                for (var p = 0; p < u.Length; p++)
                    to[(long)p * position + line * width + lane, 1][0] = u[p];
            }
        });
        return new Kernel(values, inputs, outputs);
    }

    public void Dispose() => _values.Dispose();
}
