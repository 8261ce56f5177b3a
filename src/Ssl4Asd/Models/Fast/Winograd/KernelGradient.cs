using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast.Winograd;

/// <summary>The gradient of a <see cref="Kernel"/>, while it is summed up: one part for each thread, joined in their order.</summary>
internal sealed unsafe class KernelGradient(int inChannels, int outChannels, TileArithmetic? arithmetic = null) : IDisposable
{
    private readonly Tensor[] _parts =
        [.. Enumerable.Range(0, get_num_threads()).Select(_ => zeros(TileGrid.Positions, inChannels, outChannels).DetachFromDisposeScope())];

    internal TileArithmetic Arithmetic { get; } = arithmetic ?? TileArithmetic.Best;

    internal int InChannels => inChannels;

    internal int OutChannels => outChannels;

    /// <summary>The sums of a thread, <c>[36, in channels, out channels]</c>.</summary>
    internal Floats Of(int part) => Floats.Of(_parts[part]);

    /// <summary>The gradient of the kernel, <c>[out channels, in channels, 3, 3]</c>; the caller disposes of it.</summary>
    internal Tensor Finish()
    {
        using var scope = NewDisposeScope();
        var sum = _parts.Aggregate((sum, part) => sum.add(part, Scalars.One));
        var result = empty(inChannels * 9, outChannels);
        var (from, to) = (Floats.Of(sum), Floats.Of(result));
        Work.Each(inChannels, input =>
        {
            fixed (float* u = from[(long)input * outChannels, 1], g = to[9L * input * outChannels, 1])
                Arithmetic.KernelGradient(u, (long)inChannels * outChannels, g, outChannels, outChannels);
        });
        return result.t().contiguous().view(outChannels, inChannels, 3, 3).DetachFromDisposeScope();
    }

    public void Dispose() => Array.ForEach(_parts, part => part.Dispose());
}
