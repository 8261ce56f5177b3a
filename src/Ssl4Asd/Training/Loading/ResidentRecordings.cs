using System.Runtime.InteropServices;
using Ssl4Asd.Audio;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Training.Loading;

/// <summary>
/// All recordings of a store as one tensor of 16-bit samples on the device, which cuts clips out by itself: then no batch has
/// to be brought there. 32 KB for each second at 16 kHz.
/// </summary>
public sealed class ResidentRecordings : IDisposable
{
    private const int PieceSamples = 1 << 22;
    private readonly Tensor _samples; // int16 [samples of all recordings]
    private readonly long[] _starts;
    private readonly int[] _lengths;
    private readonly Device _device;

    private ResidentRecordings(ClipStore store, Device device)
    {
        _device = device;
        _lengths = [.. Enumerable.Range(0, store.Count).Select(store.Length)];
        _starts = new long[_lengths.Length];
        for (var i = 1; i < _starts.Length; i++)
            _starts[i] = _starts[i - 1] + _lengths[i - 1];
        _samples = empty([Samples(store)], dtype: ScalarType.Int16, device: device).DetachFromDisposeScope();
    }

    /// <summary>Brings all recordings of a store to a device, where that is wanted.</summary>
    /// <param name="store">The recordings; needed during the call only.</param>
    /// <param name="device">CPU or a CUDA device.</param>
    /// <param name="residency">Whether it is wanted.</param>
    /// <param name="reserve">Bytes that <see cref="Residency.Auto"/> leaves free, for a training step.</param>
    /// <param name="progress">Told the number of recordings done so far.</param>
    /// <param name="stop">Ends the work between two recordings.</param>
    /// <returns>The recordings on the device, or null where they stay in the store.</returns>
    /// <exception cref="InputException">The file that holds the store is damaged; or the device has no room for what has to be there.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was raised.</exception>
    public static ResidentRecordings? Place(
        ClipStore store, Device device, Residency residency, long reserve, IProgress<int>? progress = null, CancellationToken stop = default)
    {
        var bytes = sizeof(short) * Samples(store);
        if (residency == Residency.No || (residency == Residency.Auto && (device.type != DeviceType.CUDA || !HasRoom(bytes + reserve, device))))
            return null;
        if (!HasRoom(bytes, device))
            throw new InputException($"{device}: has no room for the recordings ({DiskSpace.Text(bytes)}); leave out --resident yes.");
        var recordings = new ResidentRecordings(store, device);
        try
        {
            recordings.Fill(store, progress, stop);
            return recordings;
        }
        catch
        {
            recordings.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Whether that much can be had in one piece. TorchSharp cannot ask a GPU how much is free, so it is tried; libtorch keeps
    /// the piece and makes the next tensors in it.
    /// </summary>
    internal static bool HasRoom(long bytes, Device device)
    {
        try
        {
            empty([bytes], dtype: ScalarType.Byte, device: device).Dispose();
            return true;
        }
        catch (ExternalException)
        {
            return false;
        }
    }

    /// <summary>Cuts clips as <see cref="ClipStore.CopyClip"/> does: recording[(offset + i) mod length] / 32768.</summary>
    /// <returns>Waveforms <c>[batch, samples]</c>.</returns>
    internal Tensor Cut(ClipCut[] cuts, int clipSamples)
    {
        using var scope = NewDisposeScope();
        long[] numbers = [.. cuts.Select(c => (long)c.Offset), .. cuts.Select(c => (long)_lengths[c.Recording]), .. cuts.Select(c => _starts[c.Recording])];
        using Scalar samples = clipSamples.ToScalar(), unit = (1f / 32768).ToScalar();
        var columns = tensor(numbers, [3, cuts.Length, 1]).ToDevice(_device);
        var positions = arange(Scalars.Zero, samples, Scalars.One, dtype: ScalarType.Int64, device: _device).add(columns[0], Scalars.One); // [batch, samples]
        positions.remainder_(columns[1]).add_(columns[2], Scalars.One);
        return _samples.index_select(0, positions.view(-1)).view(cuts.Length, clipSamples)
            .to_type(ScalarType.Float32).mul_(unit).MoveToOuterDisposeScope();
    }

    /// <summary>Frees the device's memory.</summary>
    public void Dispose() => _samples.Dispose();

    private static long Samples(ClipStore store) => Enumerable.Range(0, store.Count).Sum(i => (long)store.Length(i));

    private void Fill(ClipStore store, IProgress<int>? progress, CancellationToken stop)
    {
        using var piece = empty([PieceSamples], dtype: ScalarType.Int16);
        for (var i = 0; i < _starts.Length; i++)
        {
            stop.ThrowIfCancellationRequested();
            for (var done = 0L; done < _lengths[i]; done += PieceSamples)
            {
                using var scope = NewDisposeScope();
                var samples = store.Recording(i).Slice((int)done, (int)Math.Min(PieceSamples, _lengths[i] - done));
                samples.CopyTo(MemoryMarshal.Cast<byte, short>(piece.bytes));
                _samples.narrow(0, _starts[i] + done, samples.Length).copy_(piece.narrow(0, 0, samples.Length));
            }
            progress?.Report(i + 1);
        }
    }
}
