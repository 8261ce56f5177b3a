using Ssl4Asd.Audio;
using Ssl4Asd.Ssl;
using Ssl4Asd.Training.Loading;
using static TorchSharp.torch;

namespace Ssl4Asd.Training;

/// <summary>The recordings to train with and the class of each, as shuffled batches of fixed-length clips.</summary>
public sealed class TrainingClips
{
    private readonly ClipStore _store;
    private readonly IReadOnlyList<int> _classOf;
    private readonly IReadOnlyList<int>? _offsets;
    private readonly IReadOnlyList<int> _which;
    private readonly ResidentRecordings? _resident;
    private readonly double? _pitchStretch;

    /// <summary>Joins recordings and classes.</summary>
    /// <param name="store">The recordings.</param>
    /// <param name="classOf">For each recording its class, 0 … <paramref name="classes"/> − 1.</param>
    /// <param name="classes">Number of classes; at least 2.</param>
    /// <param name="clipSamples">Samples of a clip.</param>
    /// <param name="offsets">Where each recording is cut (<see cref="FixedCrops"/>); anew in each epoch unless given.</param>
    /// <param name="resident">The same recordings on the device of training, if they are there; not disposed.</param>
    /// <param name="pitchStretch">Probability that a clip is shifted or stretched (<see cref="PitchStretch"/>), which then makes classes; none is where null.</param>
    /// <param name="which">The recordings that are trained on; all where null.</param>
    /// <exception cref="ArgumentException">Numbers of recordings and classes differ, or a class is out of range.</exception>
    public TrainingClips(ClipStore store, IReadOnlyList<int> classOf, int classes, int clipSamples, IReadOnlyList<int>? offsets = null, ResidentRecordings? resident = null, double? pitchStretch = null, IReadOnlyList<int>? which = null)
    {
        _which = which ?? [.. Enumerable.Range(0, store.Count)];
        if (store.Count != classOf.Count || _which.Any(clip => classOf[clip] < 0 || classOf[clip] >= classes))
            throw new ArgumentException($"Expected for each of the {store.Count} recordings a class in 0 … {classes - 1}.", nameof(classOf));
        (_store, _classOf, Classes, ClipSamples, _offsets, _resident, _pitchStretch) = (store, classOf, classes, clipSamples, offsets, resident, pitchStretch);
    }

    /// <summary>Number of recordings that are trained on.</summary>
    public int Count => _which.Count;

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Samples of a clip.</summary>
    public int ClipSamples { get; }

    /// <summary>
    /// The sizes of the batches of one epoch: all full but the last. A last batch of one joins the one before, since
    /// batch normalisation needs two clips.
    /// </summary>
    public static IReadOnlyList<int> BatchSizes(int count, int batchSize)
    {
        List<int> sizes = [.. Enumerable.Repeat(batchSize, count / batchSize)];
        var rest = count % batchSize;
        if (rest == 1 && sizes.Count > 0)
            sizes[^1]++;
        else if (rest > 0)
            sizes.Add(rest);
        return sizes;
    }

    /// <summary>
    /// One pass over all recordings, in random order, each cut (or tiled and cut) at a random or at its fixed offset. The next
    /// batch is loaded in the background.
    /// </summary>
    /// <param name="batchSize">Clips a batch.</param>
    /// <param name="order">Decides the order.</param>
    /// <param name="crops">Decides the offsets.</param>
    /// <param name="device">Where the tensors go.</param>
    /// <param name="combinations">Decides who is shifted and stretched; needed where clips are.</param>
    /// <returns>
    /// Waveforms <c>[batch, samples]</c> and one-hot labels <c>[batch, classes]</c>, of shifted and stretched clips
    /// <c>[batch, combinations · classes]</c>; the caller disposes them.
    /// </returns>
    /// <exception cref="InputException">The file that holds the recordings is damaged.</exception>
    public IEnumerable<(Tensor Waveforms, Tensor Labels)> Epoch(int batchSize, Random order, Random crops, Device device, Random? combinations = null)
    {
        var shuffled = _which.ToArray();
        order.Shuffle(shuffled);
        // all drawn here: what is random depends on no other thread
        ClipCut[] cuts = [.. shuffled.Select(clip => new ClipCut(clip, Offset(clip, crops), _pitchStretch is { } p ? PitchStretch.Draw(combinations!, p) : 0))];
        var begin = 0;
        List<ClipCut[]> batches = [.. BatchSizes(Count, batchSize).Select(size => cuts[begin..(begin += size)])];
        var done = 0;
        foreach (var waveforms in WaveformLoader.Load(_store, ClipSamples, batches, device, _resident))
            yield return (waveforms, Labels(batches[done++], device));
    }

    private int Offset(int clip, Random crops)
        => _offsets is not null ? _offsets[clip] : (int)crops.NextInt64(_store.MaxOffset(clip, ClipSamples) + 1L);

    private Tensor Labels(ClipCut[] clips, Device device)
    {
        var columns = Classes * (_pitchStretch is null ? 1 : PitchStretch.Combinations.Count);
        var labels = new float[clips.Length * columns];
        for (var i = 0; i < clips.Length; i++)
            labels[i * columns + clips[i].Combination * Classes + _classOf[clips[i].Recording]] = 1;
        return tensor(labels, [clips.Length, columns]).ToDevice(device);
    }
}
