using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast.Winograd;

/// <summary>The gradient of a <see cref="Kernel"/>, while it is summed up: one part for each thread, joined in their order.</summary>
internal sealed class KernelGradient(int inChannels, int outChannels) : IDisposable
{
    private readonly Tensor?[] _parts = new Tensor?[Math.Max(1, get_num_threads())];

    /// <summary>The sums of a thread, <c>[36, in channels, out channels]</c>.</summary>
    internal Floats Of(int part) => Floats.Of(_parts[part] ??= zeros(TileGrid.Positions, inChannels, outChannels).DetachFromDisposeScope());

    /// <summary>The gradient of the kernel, <c>[out channels, in channels, 3, 3]</c>; the caller disposes of it.</summary>
    internal Tensor Finish()
    {
        var result = Activation.New(outChannels, inChannels, 3, 3);
        var (parts, target, position) = (_parts.Where(part => part is not null).Select(part => Floats.Of(part!)).ToArray(), Floats.Of(result), (long)inChannels * outChannels);
        Work.Each(inChannels, input =>
        {
            Span<float> u = stackalloc float[TileGrid.Positions];
            for (var output = 0; output < outChannels; output++)
            {
                for (var p = 0; p < u.Length; p++)
                {
                    u[p] = 0;
                    foreach (var part in parts)
                        u[p] += part[p * position + (long)input * outChannels + output, 1][0];
                }
                Transforms.OfKernelGradient(u, target[((long)output * inChannels + input) * 9, 9]);
            }
        });
        return result;
    }

    public void Dispose() => Array.ForEach(_parts, part => part?.Dispose());
}
