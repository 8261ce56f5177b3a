using Ssl4Asd.Audio;
using Ssl4Asd.Models;
using Ssl4Asd.Presets;
using Ssl4Asd.Training.Loading;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments;

/// <summary>
/// Recordings to embeddings, without randomness: a recording that is shorter than the clip is tiled from its start,
/// a longer one is cut at the clip's length. (The published code draws a random offset here too: <see cref="CropRule.Once"/>.)
/// </summary>
public static class Embedder
{
    /// <summary>Embeds all recordings of a store. The next batch is loaded in the background.</summary>
    /// <param name="network">The trained network; left in evaluation mode.</param>
    /// <param name="preset">The preset it was trained with.</param>
    /// <param name="store">The recordings.</param>
    /// <param name="device">Where the network is.</param>
    /// <param name="offsets">Where each recording is cut (<see cref="Training.FixedCrops"/>); at its start unless given.</param>
    /// <param name="report">Told how far the work is.</param>
    /// <param name="stop">Ends the work between two batches.</param>
    /// <param name="resident">The same recordings on that device, if they are there.</param>
    /// <returns><c>[recordings, dim]</c>, not normalised.</returns>
    /// <exception cref="InputException">The file that holds the recordings is damaged.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was raised.</exception>
    public static float[,] Embed(
        EmbeddingNetwork network, Preset preset, ClipStore store, Device device, IReadOnlyList<int>? offsets = null,
        Action<WorkProgress>? report = null, CancellationToken stop = default, ResidentRecordings? resident = null)
    {
        network.eval();
        using var noGradients = no_grad();
        using var scope = NewDisposeScope();
        var embeddings = new float[store.Count, network.Dim];
        var batches = Enumerable.Range(0, store.Count).Select(i => new ClipCut(i, offsets?[i] ?? 0)).Chunk(preset.Training.BatchSize);
        var done = 0;
        Tensor? unread = null;
        foreach (var waveforms in WaveformLoader.Load(store, preset.ClipSamples, batches, device, resident))
        {
            stop.ThrowIfCancellationRequested();
            Tensor batch;
            using (waveforms)
            using (NewDisposeScope())
                batch = network.call(waveforms).MoveToOuterDisposeScope();
            Read(); // the batch before, while a GPU works on this one
            unread = batch;
        }
        Read();
        return embeddings;

        void Read()
        {
            if (unread is null)
                return;
            using var inner = NewDisposeScope();
            var values = unread.cpu().data<float>().ToArray();
            unread.Dispose();
            Buffer.BlockCopy(values, 0, embeddings, done * network.Dim * sizeof(float), values.Length * sizeof(float));
            done += values.Length / network.Dim;
            report?.Invoke(new WorkProgress("embedding", done, store.Count));
        }
    }
}
