using Ssl4Asd.Audio;
using Ssl4Asd.Data;

namespace Ssl4Asd.Experiments;

/// <summary>
/// A data set with its recordings: decoded once into a mapped file (<see cref="DatasetStore"/>), which this and other
/// processes share, now and later.
/// </summary>
/// <param name="dataset">The data set.</param>
/// <param name="sampleRate">Samples a second that all recordings are brought to.</param>
public sealed class DatasetRecordings(Dataset dataset, int sampleRate) : IDisposable
{
    private ClipStore? _train;
    private ClipStore? _test;

    /// <summary>Names, classes and labels.</summary>
    public Dataset Dataset { get; } = dataset;

    /// <summary>The recordings of <see cref="Dataset.TrainClips"/>, in their order.</summary>
    /// <param name="report">Told how far decoding is, where that is still to be done.</param>
    /// <param name="notice">Told, line by line, what is odd about the files; once.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="InputException">A file cannot be read, or the store not written.</exception>
    public ClipStore Train(Action<WorkProgress>? report = null, Action<string>? notice = null, CancellationToken stop = default)
        => _train ??= Open(Split.Train, Dataset.TrainClips, report, notice, stop);

    /// <summary>The recordings of <see cref="Dataset.TestClips"/>, in their order.</summary>
    /// <param name="report">Told how far decoding is, where that is still to be done.</param>
    /// <param name="notice">Told, line by line, what is odd about the files; once.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="InputException">A file cannot be read, or the store not written.</exception>
    public ClipStore Test(Action<WorkProgress>? report = null, Action<string>? notice = null, CancellationToken stop = default)
        => _test ??= Open(Split.Test, Dataset.TestClips, report, notice, stop);

    /// <summary>Lets the recordings go.</summary>
    public void Dispose()
    {
        _train?.Dispose();
        _test?.Dispose();
    }

    private ClipStore Open(Split split, IReadOnlyList<Clip> clips, Action<WorkProgress>? report, Action<string>? notice, CancellationToken stop)
    {
        var store = DatasetStore.Open(Dataset.Root, split, clips, sampleRate, report, notice, stop);
        Recordings.TellNotices(store, notice);
        return store;
    }
}
