using Ssl4Asd.Audio;

namespace Ssl4Asd.Tests.Audio;

public sealed class ClipStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Holds_every_recording_in_the_order_of_the_list()
    {
        var paths = Recordings(50);
        using var store = ClipStore.Load(paths);
        Assert.Equal(50, store.Count);
        Assert.Equal(16000, store.SampleRate);
        Assert.Equal(paths, store.Paths);
        Assert.Empty(store.Notices);
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(i + 1, store.Length(i));
            Assert.Equal(Levels(i), store.Recording(i));
        }
    }

    [Fact]
    public void Cuts_clips_from_tiled_recordings()
    {
        using var store = ClipStore.Load(Recordings(5));
        var (clip, expected) = (new float[12], new float[12]);
        FixedLengthClip.Fill(Levels(4), expected, 3);
        store.CopyClip(4, 3, clip);
        Assert.Equal(expected, clip);
        Assert.Equal(3, store.MaxOffset(4, 12)); // three tiles of 5
        Assert.Equal(0, store.MaxOffset(2, 12)); // four tiles of 3
    }

    [Fact]
    public void Other_rates_and_codings_are_converted_and_noticed_in_the_order_of_the_list()
    {
        var slow = Enumerable.Repeat(0.5, 4000);
        var paths = Enumerable.Range(0, 40).Select(i => i % 4 == 0
            ? _folder.File($"{i}.wav", WavBytes.Float32(8000, slow))
            : _folder.File($"{i}.wav", WavBytes.Float32(16000, [0.5, 1.5, -0.25]))).ToArray();
        using var store = ClipStore.Load(paths);
        Assert.Equal(8000, store.Length(4));
        Assert.Equal([16384, 32767, -8192], store.Recording(5).ToArray());
        Assert.Equal(
            paths.Select((path, i) => i % 4 == 0
                ? $"{path}: resampled from 8000 Hz to 16000 Hz"
                : $"{path}: 1 of 3 samples were beyond full scale and are clipped"),
            store.Notices);
    }

    [Fact]
    public void All_errors_are_reported_in_the_order_of_the_list_however_the_threads_run()
    {
        // The files before the first broken one take long, the broken ones behind it no time at all.
        var paths = Recordings(200);
        for (var i = 0; i < 10; i++)
        {
            File.WriteAllBytes(paths[i], WavBytes.Float32(48000, new double[20_000]));
        }
        foreach (var path in paths[10..])
        {
            File.WriteAllText(path, "text");
        }
        for (var round = 0; round < 3; round++)
        {
            var error = Assert.Throws<InputException>(() => ClipStore.Load(paths));
            Assert.Equal(
                string.Join("; ", paths[10..20].Select(path => $"{path}: not a WAV file (it begins with \"text\", not with RIFF and WAVE)"))
                + "; and 180 more; mend these 190 recordings, or leave them out with --skip-broken", error.Message);
        }
    }

    [Fact]
    public void Progress_counts_up_to_the_number_of_files()
    {
        var counter = new Counter();
        using var store = ClipStore.Load(Recordings(30), progress: counter);
        Assert.Equal(Enumerable.Range(1, 30), counter.Seen);
    }

    [Fact]
    public void It_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var counter = new Counter(done => { if (done == 5) cancellation.Cancel(); });
        Assert.ThrowsAny<OperationCanceledException>(
            () => ClipStore.Load(Recordings(200), progress: counter, cancellationToken: cancellation.Token));
        Assert.InRange(counter.Seen.Count, 5, 199);
    }

    [Fact]
    public void Many_threads_may_read_at_once()
    {
        using var store = ClipStore.Load(Recordings(20));
        Parallel.For(0, 2000, i =>
        {
            var clip = new float[64];
            store.CopyClip(i % 20, i, clip);
            Assert.Equal(Levels(i % 20)[i % (i % 20 + 1)] / 32768f, clip[0]);
        });
    }

    [Fact]
    public void An_empty_list_gives_an_empty_store()
    {
        using var store = ClipStore.Load([]);
        Assert.Equal(0, store.Count);
        Assert.Throws<IndexOutOfRangeException>(() => store.Length(0));
    }

    [Fact]
    public void Nonsense_is_the_callers_mistake()
    {
        Assert.Throws<ArgumentException>(() => ClipStore.Load(["a.wav", null!]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClipStore.Load([], 10));
        var store = ClipStore.Load(Recordings(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => store.CopyClip(0, -1, new float[4]));
        Assert.Throws<IndexOutOfRangeException>(() => store.CopyClip(2, 0, new float[4]));
        store.Dispose();
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => store.Length(0));
        Assert.Throws<ObjectDisposedException>(() => store.Recording(0).Length);
    }

    public void Dispose() => _folder.Dispose();

    private static short[] Levels(int i) => [.. Enumerable.Range(0, i + 1).Select(k => (short)(1000 * i + k - 20000))];

    private string[] Recordings(int count) =>
        [.. Enumerable.Range(0, count).Select(i => _folder.File($"{i:0000}.wav", WavBytes.Pcm16(1, 16000, Levels(i))))];

    private sealed class Counter(Action<int>? report = null) : IProgress<int>
    {
        internal List<int> Seen { get; } = [];

        public void Report(int value)
        {
            Seen.Add(value);
            report?.Invoke(value);
        }
    }
}
