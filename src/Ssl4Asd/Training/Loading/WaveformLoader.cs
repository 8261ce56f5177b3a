using Ssl4Asd.Audio;
using static TorchSharp.torch;

namespace Ssl4Asd.Training.Loading;

/// <summary>Clips of a store as batches on a device, each ready when it is asked for.</summary>
internal static class WaveformLoader
{
    /// <summary>
    /// Loads batches: from the store, one batch ahead in the background while the caller works with the one before; or out of
    /// recordings that are on the device already. The numbers are the same.
    /// </summary>
    /// <param name="store">The recordings.</param>
    /// <param name="clipSamples">Samples of a clip.</param>
    /// <param name="batches">The clips of each batch; asked for by the calling thread.</param>
    /// <param name="device">Where the waveforms go.</param>
    /// <param name="resident">The same recordings on that device, if they are there.</param>
    /// <returns>Waveforms <c>[batch, samples]</c>, in the order of the batches; the caller disposes them (or its dispose scope does).</returns>
    /// <exception cref="InputException">The file that holds the store is damaged.</exception>
    internal static IEnumerable<Tensor> Load(
        ClipStore store, int clipSamples, IEnumerable<ClipCut[]> batches, Device device, ResidentRecordings? resident)
        => resident is null ? OneAhead(store, clipSamples, batches, device) : batches.Select(cuts => resident.Cut(cuts, clipSamples));

    private static IEnumerable<Tensor> OneAhead(ClipStore store, int clipSamples, IEnumerable<ClipCut[]> batches, Device device)
    {
        using var plan = batches.GetEnumerator();
        HostBatch? Begin() => plan.MoveNext() ? new HostBatch(store, clipSamples, plan.Current) : null;
        HostBatch? ready = null, next = null;
        try
        {
            next = Begin();
            while (next is not null)
            {
                (ready, next) = (next, null);
                ready.Wait();
                next = Begin();
                yield return ready.Take(device);
            }
        }
        finally
        {
            ready?.Dispose();
            next?.Dispose();
        }
    }
}
