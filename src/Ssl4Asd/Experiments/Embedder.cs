using Ssl4Asd.Audio;
using Ssl4Asd.Models;
using Ssl4Asd.Presets;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments;

/// <summary>
/// Recordings to embeddings, without randomness: a recording that is shorter than the clip is tiled from its start,
/// a longer one is cut at the clip's length. (The published code draws a random offset here too: <see cref="CropRule.Once"/>.)
/// </summary>
public static class Embedder
{
    /// <summary>Embeds all recordings of a store.</summary>
    /// <param name="network">The trained network; left in evaluation mode.</param>
    /// <param name="preset">The preset it was trained with.</param>
    /// <param name="store">The recordings.</param>
    /// <param name="device">Where the network is.</param>
    /// <param name="offsets">Where each recording is cut (<see cref="Training.FixedCrops"/>); at its start unless given.</param>
    /// <param name="report">Told how far the work is.</param>
    /// <param name="stop">Ends the work between two batches.</param>
    /// <returns><c>[recordings, 256]</c>, not normalised.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was raised.</exception>
    public static float[,] Embed(
        EmbeddingNetwork network, Preset preset, ClipStore store, Device device, IReadOnlyList<int>? offsets = null,
        Action<WorkProgress>? report = null, CancellationToken stop = default)
    {
        network.eval();
        using var noGradients = no_grad();
        var embeddings = new float[store.Count, EmbeddingNetwork.Dim];
        for (var start = 0; start < store.Count; start += preset.Training.BatchSize)
        {
            stop.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var count = Math.Min(preset.Training.BatchSize, store.Count - start);
            var waveforms = new float[count * preset.ClipSamples];
            for (var i = 0; i < count; i++)
                store.CopyClip(start + i, offsets?[start + i] ?? 0, waveforms.AsSpan(i * preset.ClipSamples, preset.ClipSamples));
            var batch = network.call(tensor(waveforms, [count, preset.ClipSamples], device: device)).cpu();
            Buffer.BlockCopy(batch.data<float>().ToArray(), 0, embeddings, start * EmbeddingNetwork.Dim * sizeof(float), count * EmbeddingNetwork.Dim * sizeof(float));
            report?.Invoke(new WorkProgress("embedding", start + count, store.Count));
        }
        return embeddings;
    }
}
