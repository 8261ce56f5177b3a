using Ssl4Asd.Audio;
using Ssl4Asd.Data;

namespace Ssl4Asd.Experiments;

/// <summary>
/// A data set with its recordings: decoded once into a mapped file (<see cref="DatasetStore"/>), which this and other
/// processes share, now and later.
/// </summary>
public sealed class DatasetRecordings : IDisposable
{
    private readonly SoundFormat _format;
    private ClipStore? _train;
    private ClipStore? _test;

    /// <summary>Reads nothing yet.</summary>
    /// <param name="dataset">The data set.</param>
    /// <param name="format">What all recordings are brought to.</param>
    public DatasetRecordings(Dataset dataset, SoundFormat format) => (Dataset, _format) = (dataset, format);

    /// <summary>Names, classes and labels; recordings that were left out are none of its clips.</summary>
    public Dataset Dataset { get; private set; }

    /// <summary>Loads a data set; without its broken recordings, which are looked for now, where the user says so.</summary>
    /// <param name="root">The folder that holds <c>dev_data</c>.</param>
    /// <param name="format">What all recordings are brought to.</param>
    /// <param name="skipBroken">Leaves out recordings that cannot be used (<see cref="Dataset.LeftOut"/>).</param>
    /// <param name="splits">Which clips are going to be used: the others are not looked at.</param>
    /// <param name="report">Told how far decoding is, where that is still to be done.</param>
    /// <param name="notice">Told, line by line, what is odd about the files; once.</param>
    /// <param name="truth">Folder or file of the ground truth; see <see cref="Dataset.Load"/>.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="InputException">The data set cannot be used (<see cref="Dataset.Load"/>), or the store not written.</exception>
    public static DatasetRecordings Load(
        string root, SoundFormat format, bool skipBroken, IReadOnlyList<Split> splits,
        Action<WorkProgress>? report = null, Action<string>? notice = null, string? truth = null, CancellationToken stop = default)
    {
        var recordings = new DatasetRecordings(Dataset.Load(root, truth), format);
        if (!skipBroken)
            return recordings;
        try
        {
            foreach (var split in splits)
                Recordings.TellNotices(recordings.OpenReadable(split, report, notice, stop), notice);
            ClipStore?[] stores = [recordings._train, recordings._test];
            recordings.Dataset = Dataset.LoadWithout(root, truth, [.. stores.SelectMany(s => s?.LeftOut ?? [])]);
            return recordings;
        }
        catch
        {
            recordings.Dispose();
            throw;
        }
    }

    /// <summary>The recordings of <see cref="Dataset.TrainClips"/>, in their order.</summary>
    /// <param name="report">Told how far decoding is, where that is still to be done.</param>
    /// <param name="notice">Told, line by line, what is odd about the files; once.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="InputException">A file cannot be read (all such files of the data set are named), or the store not written.</exception>
    public ClipStore Train(Action<WorkProgress>? report = null, Action<string>? notice = null, CancellationToken stop = default)
        => _train ?? Open(Split.Train, report, notice, stop);

    /// <summary>The recordings of <see cref="Dataset.TestClips"/>, in their order.</summary>
    /// <param name="report">Told how far decoding is, where that is still to be done.</param>
    /// <param name="notice">Told, line by line, what is odd about the files; once.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="InputException">A file cannot be read (all such files of the data set are named), or the store not written.</exception>
    public ClipStore Test(Action<WorkProgress>? report = null, Action<string>? notice = null, CancellationToken stop = default)
        => _test ?? Open(Split.Test, report, notice, stop);

    /// <summary>Lets the recordings go.</summary>
    public void Dispose()
    {
        _train?.Dispose();
        _test?.Dispose();
        (_train, _test) = (null, null);
    }

    private ClipStore Open(Split split, Action<WorkProgress>? report, Action<string>? notice, CancellationToken stop)
    {
        var store = OpenReadable(split, report, notice, stop);
        if (store.LeftOut.Count == 0)
        {
            Recordings.TellNotices(store, notice);
            return store;
        }
        OpenReadable(split == Split.Train ? Split.Test : Split.Train, report, notice: null, stop); // a user wants to know of all of them at once
        BrokenRecording[] all = [.. _train!.LeftOut, .. _test!.LeftOut];
        Dispose();
        throw BrokenRecording.Error(all);
    }

    private ClipStore OpenReadable(Split split, Action<WorkProgress>? report, Action<string>? notice, CancellationToken stop)
    {
        ref var kept = ref split == Split.Train ? ref _train : ref _test;
        if (kept is not null)
            return kept;
        return kept = DatasetStore.Open(Dataset.Root, split, split == Split.Train ? Dataset.TrainClips : Dataset.TestClips, _format, report, notice, stop);
    }
}
