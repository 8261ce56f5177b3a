using System.Numerics;
using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast.Winograd;

/// <summary>The gradient of a <see cref="Kernel"/>, while it is summed up: one part for each thread, joined in their order.</summary>
internal sealed unsafe class KernelGradient(int inChannels, int outChannels) : IDisposable
{
    private readonly Tensor[] _parts =
        [.. Enumerable.Range(0, get_num_threads()).Select(_ => zeros(TileGrid.Positions, inChannels, outChannels).DetachFromDisposeScope())];

    internal int InChannels => inChannels;

    internal int OutChannels => outChannels;

    /// <summary>The sums of a thread, <c>[36, in channels, out channels]</c>.</summary>
    internal Floats Of(int part) => Floats.Of(_parts[part]);

    /// <summary>The gradient of the kernel, <c>[out channels, in channels, 3, 3]</c>; the caller disposes of it.</summary>
    internal Tensor Finish()
    {
        using var scope = NewDisposeScope();
        var sum = _parts.Aggregate((sum, part) => sum.add(part, Scalars.One));
        var result = empty(3, 3, inChannels, outChannels);
        var (from, to, position) = (Floats.Of(sum), Floats.Of(result), (long)inChannels * outChannels);
        Work.Each(inChannels, input =>
        {
            fixed (float* u = from[(long)input * outChannels, 1], g = to[(long)input * outChannels, 1])
                for (var output = 0; output < outChannels; output += Vector<float>.Count)
                    Transforms.OfKernelGradient(u + output, position, g + output, position);
        });
        return result.permute(3, 2, 0, 1).contiguous().DetachFromDisposeScope();
    }

    public void Dispose() => Array.ForEach(_parts, part => part.Dispose());
}
