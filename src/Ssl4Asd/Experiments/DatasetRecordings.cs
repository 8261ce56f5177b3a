using Ssl4Asd.Audio;
using Ssl4Asd.Data;

namespace Ssl4Asd.Experiments;

/// <summary>A data set with its recordings, decoded when first needed and then kept: several runs share them.</summary>
/// <param name="dataset">The data set.</param>
/// <param name="sampleRate">Samples a second that all recordings are brought to.</param>
public sealed class DatasetRecordings(Dataset dataset, int sampleRate) : IDisposable
{
    private ClipStore? _train;
    private ClipStore? _test;

    /// <summary>Names, classes and labels.</summary>
    public Dataset Dataset { get; } = dataset;

    /// <summary>The recordings of <see cref="Dataset.TrainClips"/>, in their order.</summary>
    /// <param name="report">Told how far decoding is.</param>
    /// <param name="notice">Told, line by line, what is odd about the files; only when they are decoded.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="InputException">A file cannot be read.</exception>
    public ClipStore Train(Action<WorkProgress>? report = null, Action<string>? notice = null, CancellationToken stop = default)
        => _train ??= Recordings.Load([.. Dataset.TrainClips.Select(c => c.Path)], sampleRate, report, notice, stop);

    /// <summary>The recordings of <see cref="Dataset.TestClips"/>, in their order.</summary>
    /// <param name="report">Told how far decoding is.</param>
    /// <param name="notice">Told, line by line, what is odd about the files; only when they are decoded.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="InputException">A file cannot be read.</exception>
    public ClipStore Test(Action<WorkProgress>? report = null, Action<string>? notice = null, CancellationToken stop = default)
        => _test ??= Recordings.Load([.. Dataset.TestClips.Select(c => c.Path)], sampleRate, report, notice, stop);

    /// <summary>Lets the recordings go.</summary>
    public void Dispose()
    {
        _train?.Dispose();
        _test?.Dispose();
    }
}
