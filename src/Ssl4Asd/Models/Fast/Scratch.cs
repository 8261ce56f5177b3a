using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// Memory that the inputs of all convolutions share, one after the other. Autograd remembers where an input lay, not what it
/// was; it is cheaper to write it there again before the backward step than to keep all of them.
/// </summary>
internal sealed class Scratch : IDisposable
{
    private Tensor? _memory;

    /// <summary>A tensor over the shared memory; its numbers are undefined. Those that were handed out before are overwritten with it.</summary>
    internal Tensor New(params long[] shape)
    {
        var count = shape.Aggregate(1L, (a, b) => a * b);
        if (_memory is null || _memory.numel() < count)
        {
            _memory?.Dispose(); // whoever was given a part of it keeps that
            _memory = Activation.New(count);
        }
        using var scope = NewDisposeScope();
        return _memory.narrow(0, 0, count).view(shape).detach().DetachFromDisposeScope();
    }

    public void Dispose() => _memory?.Dispose();
}
