using Ssl4Asd.Audio;
using Ssl4Asd.Ssl;
using static TorchSharp.torch;

namespace Ssl4Asd.Training.Loading;

/// <summary>
/// One batch of waveforms that a background thread fills. The memory is asked for by the thread that uses it: dispose scopes
/// belong to a thread, and so do glibc's arenas (<see cref="Experiments.AllocatorTuning"/>). The other thread writes samples
/// and calls nothing of libtorch.
/// </summary>
internal sealed unsafe class HostBatch : IDisposable
{
    private readonly Tensor _waveforms;
    private readonly Task _filling;
    private volatile bool _isUnwanted;
    private bool _isTaken;

    /// <summary>Begins to fill.</summary>
    /// <param name="store">The recordings; to be kept until <see cref="Take"/> or <see cref="Dispose"/>.</param>
    /// <param name="clipSamples">Samples of a clip.</param>
    /// <param name="cuts">The clips; at least one.</param>
    internal HostBatch(ClipStore store, int clipSamples, ClipCut[] cuts)
    {
        // no scope that ends meanwhile may take it
        _waveforms = empty([cuts.Length, clipSamples]).DetachFromDisposeScope();
        var first = Address(_waveforms);
        _filling = Task.Run(() =>
        {
            for (var i = 0; i < cuts.Length && !_isUnwanted; i++)
            {
                var clip = new Span<float>((float*)first + (long)i * clipSamples, clipSamples);
                store.CopyClip(cuts[i].Recording, cuts[i].Offset, clip);
                PitchStretch.Apply(clip, cuts[i].Combination, store.SampleRate);
            }
        });
    }

    /// <summary>Waits until it is full.</summary>
    /// <exception cref="InputException">The file that holds the store is damaged.</exception>
    internal void Wait() => _filling.GetAwaiter().GetResult();

    /// <summary>The waveforms <c>[batch, samples]</c> on a device, in the caller's dispose scope. Call <see cref="Wait"/> first.</summary>
    internal Tensor Take(Device device)
    {
        _isTaken = true;
        return _waveforms.MoveToOtherDisposeScope(CurrentDisposeScope).ToDevice(device);
    }

    /// <summary>Ends the work and frees what was not taken.</summary>
    public void Dispose()
    {
        _isUnwanted = true;
        Task.WaitAny(_filling); // whatever went wrong, nobody wants to know any more
        if (!_isTaken)
            _waveforms.Dispose();
    }

    // of the first row: a span of all of them may not exceed 2 GB
    private static nint Address(Tensor waveforms)
    {
        using var row = waveforms.narrow(0, 0, 1);
        fixed (byte* first = row.bytes)
            return (nint)first;
    }
}
