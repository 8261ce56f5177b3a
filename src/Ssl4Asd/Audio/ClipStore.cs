using Ssl4Asd.Audio.Store;

namespace Ssl4Asd.Audio;

/// <summary>
/// Many recordings, decoded once and held as mono 16-bit integers. That is without loss for 16-bit mono files at the
/// wanted rate; anything else is rounded to the nearest of 65,536 levels and clipped to full scale. A few loose files
/// are held in memory (<see cref="Load"/>), those of a data set in a mapped file. Safe to read from several threads.
/// </summary>
/// <example>
/// <code>
/// using var store = ClipStore.Load(paths);
/// var clip = new float[288_000];                       // 18 s at 16 kHz
/// store.CopyClip(0, random.Next(store.MaxOffset(0, clip.Length) + 1), clip);
/// </code>
/// </example>
public sealed class ClipStore : IDisposable
{
    private readonly string[] _paths;
    private readonly ClipMemory _memory;
    private readonly IReadOnlyList<string>[] _notices;
    private readonly WavFormatChunk[] _formats;

    internal ClipStore(
        string[] paths, int sampleRate, ClipMemory memory, IReadOnlyList<string>[] notices, WavFormatChunk[] formats, IReadOnlyList<BrokenRecording> leftOut)
    {
        (_paths, SampleRate, _memory, _notices, _formats, LeftOut) = (paths, sampleRate, memory, notices, formats, leftOut);
        Notices = [.. notices.SelectMany(lines => lines)];
    }

    /// <summary>Number of recordings.</summary>
    public int Count => _paths.Length;

    /// <summary>Samples per second of all recordings, in Hz.</summary>
    public int SampleRate { get; }

    /// <summary>The files, in the order given; recording i came from Paths[i].</summary>
    public IReadOnlyList<string> Paths => _paths;

    /// <summary>What <see cref="WavFile"/> had to say (one line each), in the order of the files.</summary>
    public IReadOnlyList<string> Notices { get; }

    /// <summary>Decodes files on all processor cores and holds them in memory: 2 bytes a sample.</summary>
    /// <param name="paths">WAV files, see <see cref="WavFile"/>.</param>
    /// <param name="format">What they are brought to; 16 kHz and the average of all channels where null.</param>
    /// <param name="progress">Told the number of files done so far, 1, 2, 3 …, by the threads that decode.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <returns>A store of as many recordings as paths.</returns>
    /// <exception cref="InputException">Files cannot be used; all of them are named, or the first ten and how many more.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ArgumentException">A path is null, or the sample rate is out of range.</exception>
    public static ClipStore Load(
        IEnumerable<string> paths,
        SoundFormat? format = null,
        IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return LoadReadable(paths, format ?? WavFile.SampleRate, progress, cancellationToken).Whole();
    }

    /// <summary>The same, without those that cannot be used (<see cref="LeftOut"/>).</summary>
    internal static ClipStore LoadReadable(IEnumerable<string> paths, SoundFormat format, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        format.Validate();
        var files = paths.ToArray();
        if (files.Contains(null))
        {
            throw new ArgumentException($"path {Array.IndexOf(files, null)} is null", nameof(paths));
        }

        var recordings = new short[]?[files.Length];
        var formats = new WavFormatChunk[files.Length];
        var notices = new List<string>[files.Length];
        var broken = new BrokenRecording?[files.Length];
        var done = 0;
        var gate = new Lock();
        var options = new ParallelOptions
        {
            CancellationToken = cancellationToken,
            MaxDegreeOfParallelism = Environment.ProcessorCount,
        };
        Parallel.For(0, files.Length, options, i =>
        {
            notices[i] = [];
            try
            {
                recordings[i] = WavFile.ReadPcm16(files[i], format, notices[i].Add, WavFile.NewArray, out formats[i]).Array;
            }
            catch (InputException e)
            {
                broken[i] = BrokenRecording.Of(files[i], e);
            }
            lock (gate)
            {
                progress?.Report(++done);
            }
        });
        T[] Readable<T>(IEnumerable<T> all) => [.. all.Where((_, i) => broken[i] is null)];
        return new ClipStore(Readable(files), format.SampleRate, new HeapClips(Readable(recordings)!), Readable(notices), Readable(formats), [.. broken.OfType<BrokenRecording>()]);
    }

    /// <summary>Samples that are in memory already; they are not copied.</summary>
    internal static ClipStore Of(short[][] recordings, int sampleRate) =>
        new([.. recordings.Select(_ => "")], sampleRate, new HeapClips(recordings), [.. recordings.Select(_ => Array.Empty<string>())], new WavFormatChunk[recordings.Length], []);

    /// <summary>Length of a recording in samples, at least 1.</summary>
    /// <param name="index">Which recording, 0 … <see cref="Count"/> − 1.</param>
    /// <returns>Number of samples.</returns>
    /// <exception cref="IndexOutOfRangeException">There is no such recording.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public int Length(int index) => _memory.Length(index);

    /// <summary>The samples of a recording; 32768 stands for 1. Do not touch them once the store is disposed.</summary>
    /// <param name="index">Which recording, 0 … <see cref="Count"/> − 1.</param>
    /// <returns>A view of the store's memory, not a copy.</returns>
    /// <exception cref="InputException">The file that holds the store is damaged.</exception>
    /// <exception cref="IndexOutOfRangeException">There is no such recording.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public ReadOnlySpan<short> Recording(int index) => _memory.Recording(index);

    /// <summary>The last offset for <see cref="CopyClip"/>, see <see cref="FixedLengthClip.MaxOffset"/>.</summary>
    /// <param name="index">Which recording, 0 … <see cref="Count"/> − 1.</param>
    /// <param name="clipLength">Length of the clip in samples, at least 1.</param>
    /// <returns>Offsets 0 … this are equally good.</returns>
    /// <exception cref="ArgumentException">The clip's length is not positive.</exception>
    /// <exception cref="IndexOutOfRangeException">There is no such recording.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public int MaxOffset(int index, int clipLength) => FixedLengthClip.MaxOffset(Length(index), clipLength);

    /// <summary>Fills a clip from a recording, tiled where it is shorter, see <see cref="FixedLengthClip"/>.</summary>
    /// <param name="index">Which recording, 0 … <see cref="Count"/> − 1.</param>
    /// <param name="offset">First sample, 0 or more.</param>
    /// <param name="clip">Receives floats in [−1, 1).</param>
    /// <exception cref="InputException">The file that holds the store is damaged.</exception>
    /// <exception cref="ArgumentException">The offset is negative.</exception>
    /// <exception cref="IndexOutOfRangeException">There is no such recording.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed.</exception>
    public void CopyClip(int index, int offset, Span<float> clip) => _memory.Fill(index, offset, clip);

    /// <summary>Lets the recordings go.</summary>
    public void Dispose() => _memory.Dispose();

    /// <summary>Recordings that were asked for and cannot be used; they are not counted.</summary>
    internal IReadOnlyList<BrokenRecording> LeftOut { get; }

    /// <summary>This store, where nothing was left out.</summary>
    /// <exception cref="InputException">Something was: all of it is named, and the store is disposed of.</exception>
    internal ClipStore Whole()
    {
        if (LeftOut.Count == 0)
        {
            return this;
        }
        Dispose();
        throw BrokenRecording.Error(LeftOut);
    }

    /// <summary>What was odd about one file, without its path.</summary>
    internal IEnumerable<string> NoticesOf(int index) => _notices[index].Select(line => BrokenRecording.Without(_paths[index], line));

    /// <summary>What was odd about all files, one line a kind.</summary>
    internal IEnumerable<string> NoticeKinds => Audio.NoticeKinds.Lines(_paths.SelectMany((path, i) => NoticesOf(i).Select(text => (path, text))));

    /// <summary>How the samples of one file were coded.</summary>
    internal WavFormatChunk FormatOf(int index) => _formats[index];
}
