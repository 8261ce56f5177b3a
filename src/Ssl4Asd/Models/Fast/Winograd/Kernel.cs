using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast.Winograd;

/// <summary>A kernel of 3 × 3, transformed.</summary>
internal sealed unsafe class Kernel : IDisposable
{
    private readonly Tensor _values; // [36, out channels / columns, in channels, columns]

    private Kernel(TileArithmetic arithmetic, Tensor values, int inChannels, int outChannels)
        => (Arithmetic, _values, InChannels, OutChannels) = (arithmetic, values, inChannels, outChannels);

    /// <summary>What computes with it: its layout depends on that.</summary>
    internal TileArithmetic Arithmetic { get; }

    internal int InChannels { get; }

    internal int OutChannels { get; }

    internal Floats Values => Floats.Of(_values);

    /// <summary>Whether there are enough channels.</summary>
    internal static bool Fits(Tensor weight)
        => weight.size(2) == 3 && weight.size(3) == 3 && weight.size(0) % TileArithmetic.Best.Lanes == 0 && weight.size(1) % TileArithmetic.Best.Lanes == 0;

    /// <summary>The kernel of a convolution.</summary>
    /// <param name="weight"><c>[out channels, in channels, 3, 3]</c></param>
    /// <param name="arithmetic">What is going to compute with it; the best where null.</param>
    internal static Kernel Forward(Tensor weight, TileArithmetic? arithmetic = null) => Of(weight, isBackward: false, arithmetic ?? TileArithmetic.Best);

    /// <summary>The kernel that turns the gradient of its output into that of its input.</summary>
    /// <param name="weight"><c>[out channels, in channels, 3, 3]</c></param>
    /// <param name="arithmetic">What is going to compute with it; the best where null.</param>
    internal static Kernel Backward(Tensor weight, TileArithmetic? arithmetic = null) => Of(weight, isBackward: true, arithmetic ?? TileArithmetic.Best);

    private static Kernel Of(Tensor weight, bool isBackward, TileArithmetic arithmetic)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var (inputs, outputs) = isBackward ? ((int)weight.size(0), (int)weight.size(1)) : ((int)weight.size(1), (int)weight.size(0));
        // [inputs, 3, 3, outputs]; a matrix is transposed in blocks
        var given = isBackward ? weight.permute(0, 2, 3, 1).contiguous() : weight.view(outputs, -1).t().contiguous();
        var (first, position) = isBackward ? (8L * outputs, -outputs) : (0L, outputs); // turned by 180° for the backward step
        var columns = arithmetic.Columns(outputs);
        var result = Activation.New(TileGrid.Positions, outputs / columns, inputs, columns);
        var (from, to) = (Floats.Of(given), Floats.Of(result));
        Work.Each(inputs, input =>
        {
            fixed (float* g = from[9L * input * outputs + first, 1], u = to[(long)input * columns, 1])
                arithmetic.Kernel(g, position, u, inputs, outputs);
        });
        return new Kernel(arithmetic, result, inputs, outputs);
    }

    public void Dispose() => _values.Dispose();
}
