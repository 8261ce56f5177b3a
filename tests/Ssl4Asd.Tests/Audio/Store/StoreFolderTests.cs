using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;
using Ssl4Asd.Audio;
using Ssl4Asd.Audio.Store;

namespace Ssl4Asd.Tests.Audio.Store;

public sealed class StoreFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _notices = [];

    private string Place => _folder.File("store");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_holds_the_same_as_a_store_in_memory()
    {
        var sources = Sources(60);
        File.WriteAllBytes(sources[7].Path, WavBytes.Float32(8000, Enumerable.Repeat(0.5, 4000)));
        File.WriteAllBytes(sources[8].Path, WavBytes.Float32(16000, [0.5, 1.5, -0.25]));
        using var memory = ClipStore.Load(sources.Select(s => s.Path));
        for (var round = 0; round < 2; round++) // built, then opened
        {
            using var store = Open(sources);
            Assert.Equal(memory.Paths, store.Paths);
            Assert.Equal((60, 16000), (store.Count, store.SampleRate));
            Assert.Equal(memory.Notices, store.Notices);
            Assert.Equal(2, store.Notices.Count);
            for (var i = 0; i < 60; i++)
            {
                Assert.Equal(memory.Length(i), store.Length(i));
                Assert.Equal(memory.Recording(i), store.Recording(i));
                Assert.Equal(memory.MaxOffset(i, 500), store.MaxOffset(i, 500));
                var (expected, clip) = (new float[500], new float[500]);
                memory.CopyClip(i, 3 * i, expected);
                store.CopyClip(i, 3 * i, clip);
                Assert.Equal(expected, clip);
            }
        }
        Assert.Contains("later runs open at once", Assert.Single(_notices), StringComparison.Ordinal);
    }

    [Fact]
    public void The_index_says_what_is_where()
    {
        Open(Sources(3)).Dispose();
        var bytes = File.ReadAllBytes(OnlyFile());
        var at = (int)BitConverter.ToInt64(bytes, 16);
        using var index = JsonDocument.Parse(bytes.AsMemory(at, (int)BitConverter.ToInt64(bytes, 24)));
        var clip = index.RootElement[2];
        Assert.Equal("train/0002.wav", clip.GetProperty("name").GetString());
        Assert.Equal("fan", clip.GetProperty("labels").GetProperty("machine").GetString());
        Assert.Equal((1 + 2, 3), (clip.GetProperty("offset").GetInt64(), clip.GetProperty("length").GetInt32()));
        Assert.Equal(Levels(2), Enumerable.Range(0, 3).Select(i => BitConverter.ToInt16(bytes, 64 + 2 * (3 + i))));
    }

    [Fact]
    public void Two_builds_give_the_same_bytes()
    {
        var sources = Sources(300);
        Open(sources).Dispose();
        var first = File.ReadAllBytes(OnlyFile());
        Directory.Delete(Place, recursive: true);
        Open(sources).Dispose();
        Assert.Equal(first, File.ReadAllBytes(OnlyFile()));
    }

    [Fact]
    public void It_is_opened_without_reading_recordings_and_follows_data_that_moved()
    {
        var sources = Sources(5);
        Open(sources).Dispose();
        var when = File.GetLastWriteTimeUtc(sources[0].Path);
        File.WriteAllBytes(sources[0].Path, WavBytes.Pcm16(1, 16000, 77)); // unseen: same size and time
        File.SetLastWriteTimeUtc(sources[0].Path, when);
        using (var store = Open(sources))
            Assert.Equal(Levels(0), store.Recording(0));

        Directory.Move(_folder.File("data"), _folder.File("moved"));
        using var moved = Open([.. sources.Select(s => s with { Path = s.Path.Replace("data", "moved", StringComparison.Ordinal) })]);
        Assert.Equal(Levels(0), moved.Recording(0));
        Assert.Contains("moved", moved.Paths[0], StringComparison.Ordinal);
        Assert.Single(_notices);
    }

    [Theory]
    [InlineData("size")]
    [InlineData("time")]
    [InlineData("name")]
    [InlineData("added")]
    [InlineData("removed")]
    [InlineData("order")]
    [InlineData("link")]
    public void It_is_built_anew_when_the_recordings_are_others(string change)
    {
        var sources = Sources(5).ToList();
        Open(sources).Dispose();
        var old = OnlyFile();
        switch (change)
        {
            case "size":
                var when = File.GetLastWriteTimeUtc(sources[1].Path);
                File.WriteAllBytes(sources[1].Path, WavBytes.Pcm16(1, 16000, 5, 6, 7, 8, 9));
                File.SetLastWriteTimeUtc(sources[1].Path, when);
                break;
            case "time":
                File.WriteAllBytes(sources[1].Path, WavBytes.Pcm16(1, 16000, 5, 6));
                File.SetLastWriteTimeUtc(sources[1].Path, DateTime.UtcNow.AddSeconds(2));
                break;
            case "name":
                sources[1] = sources[1] with { Name = "other" };
                break;
            case "added":
                sources.Add(Source(9));
                break;
            case "removed":
                sources.RemoveAt(1);
                break;
            case "order":
                sources.Reverse();
                break;
            case "link": // what counts is what it points to
                File.Delete(sources[1].Path);
                File.CreateSymbolicLink(sources[1].Path, Source(9).Path);
                break;
        }
        using var memory = ClipStore.Load(sources.Select(s => s.Path));
        using var store = Open(sources);
        Assert.Equal(2, _notices.Count);
        Assert.NotEqual(old, OnlyFile()); // and the old one is gone
        Assert.Equal(memory.Count, store.Count);
        for (var i = 0; i < store.Count; i++)
            Assert.Equal(memory.Recording(i), store.Recording(i));
    }

    [Fact]
    public void Rates_and_labels_have_files_of_their_own()
    {
        var sources = Sources(5);
        using var a = Open(sources);
        using var b = Open(sources, format: 8000);
        using var c = Open(sources, label: "test");
        Assert.Equal(3, Directory.GetFiles(Place, "*.clips").Length);
        Assert.Equal((5, 3), (a.Length(4), b.Length(4)));
    }

    [Fact]
    public void Who_reads_an_old_store_is_not_disturbed()
    {
        var sources = Sources(50);
        using var old = Open(sources);
        for (var i = 0; i < 50; i++)
            File.WriteAllBytes(sources[i].Path, WavBytes.Pcm16(1, 16000, [.. Enumerable.Repeat((short)-1, 60)]));
        using var store = Open(sources);
        for (var i = 0; i < 50; i++)
        {
            Assert.Equal(Levels(i), old.Recording(i));
            Assert.Equal(60, store.Length(i));
        }
    }

    [Theory]
    [InlineData(0)]    // magic
    [InlineData(8)]    // version
    [InlineData(40)]   // hash of the sources
    [InlineData(-1)]   // checksum of the index
    [InlineData(-100)] // index
    public void A_broken_file_is_built_anew(int position)
    {
        var sources = Sources(20);
        Open(sources).Dispose();
        var bytes = File.ReadAllBytes(OnlyFile());
        var broken = (byte[])bytes.Clone();
        broken[position < 0 ? bytes.Length + position : position] ^= 1;
        File.WriteAllBytes(OnlyFile(), broken);
        Open(sources).Dispose();
        Assert.Equal(bytes, File.ReadAllBytes(OnlyFile()));
        Assert.Equal(2, _notices.Count);
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_built_anew()
    {
        var sources = Sources(4);
        Open(sources).Dispose();
        var bytes = File.ReadAllBytes(OnlyFile());
        for (var length = 0; length < bytes.Length; length += 1 + length / 16)
        {
            File.WriteAllBytes(OnlyFile(), bytes[..length]);
            using var store = Open(sources);
            Assert.Equal(Levels(3), store.Recording(3));
            store.Dispose();
            Assert.Equal(bytes, File.ReadAllBytes(OnlyFile()));
        }
        File.WriteAllBytes(OnlyFile(), [.. bytes, 0]);
        Open(sources).Dispose();
        Assert.Equal(bytes, File.ReadAllBytes(OnlyFile()));
    }

    [Fact]
    public void Changed_samples_are_never_handed_out()
    {
        var sources = Sources(20);
        Open(sources).Dispose();
        var path = OnlyFile();
        using (var file = File.Open(path, FileMode.Open))
        {
            file.Position = 64 + 2 * 50; // in the recording of 10 samples at 45
            file.WriteByte(0x5A);
        }
        using (var store = Open(sources))
        {
            Assert.Equal(Levels(8), store.Recording(8));
            var error = Assert.Throws<InputException>(() => store.CopyClip(9, 0, new float[4]));
            Assert.Contains("damaged (at train/0009.wav); it was removed", error.Message, StringComparison.Ordinal);
            Assert.Equal(Levels(10), store.Recording(10));
        }
        Assert.False(File.Exists(path));
        using var again = Open(sources);
        Assert.Equal(Levels(9), again.Recording(9));
    }

    [Fact]
    public void What_cannot_be_used_is_left_out_until_it_can()
    {
        var sources = Sources(200);
        for (var i = 0; i < 10; i++)
            File.WriteAllBytes(sources[i].Path, WavBytes.Float32(48000, new double[20_000]));
        foreach (var source in sources.Skip(10))
            File.WriteAllText(source.Path, "text");
        for (var round = 0; round < 3; round++)
        {
            using var store = Open(sources);
            Assert.Equal(sources.Take(10).Select(s => s.Path), store.Paths);
            Assert.Equal(6667, store.Length(9));
            Assert.Equal(sources.Skip(10).Select(s => s.Path), store.LeftOut.Select(b => b.Path));
            Assert.All(store.LeftOut, b => Assert.StartsWith("not a WAV file", b.Reason, StringComparison.Ordinal));
            Assert.StartsWith(sources[10].Path, Assert.Throws<InputException>(() => store.Whole()).Message, StringComparison.Ordinal);
        }
        Assert.Empty(_notices);
        File.Delete(sources[3].Path);
        using (var missing = Open(sources))
            Assert.Equal($"{sources[3].Path}: there is no such file; check its name", $"{missing.LeftOut[0].Path}: {missing.LeftOut[0].Reason}");

        // readable now, with the same size and time: the size of what a decoder was missing for, or other permissions
        var when = File.GetLastWriteTimeUtc(sources[4].Path);
        var good = File.ReadAllBytes(sources[4].Path);
        File.WriteAllBytes(sources[4].Path, new byte[good.Length]);
        File.SetLastWriteTimeUtc(sources[4].Path, when);
        File.Delete(OnlyFile());
        using (var broken = Open(sources))
            Assert.Equal(8, broken.Count);
        File.WriteAllBytes(sources[4].Path, good);
        File.SetLastWriteTimeUtc(sources[4].Path, when);
        using var mended = Open(sources);
        Assert.Equal(9, mended.Count);
    }

    [Fact]
    public void Recordings_that_change_meanwhile_are_noticed()
    {
        var sources = Sources(40);
        var error = Assert.Throws<InputException>(() => Open(sources, progress: new Direct(done =>
        {
            if (done == 30)
                File.WriteAllBytes(sources[0].Path, WavBytes.Pcm16(1, 16000, 1, 2, 3, 4));
        })));
        Assert.Contains("changed while they were decoded", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Place));
    }

    [Fact]
    public void It_can_be_cancelled()
    {
        using var cancellation = new CancellationTokenSource();
        var seen = new List<int>();
        Assert.ThrowsAny<OperationCanceledException>(() => Open(Sources(300), stop: cancellation.Token, progress: new Direct(done =>
        {
            seen.Add(done);
            if (done == 5)
                cancellation.Cancel();
        })));
        Assert.InRange(seen.Count, 5, 299);
        Assert.Equal(Enumerable.Range(1, seen.Count), seen);
        Assert.Empty(Directory.GetFiles(Place));
    }

    [Fact]
    public void What_killed_builds_left_is_removed()
    {
        Directory.CreateDirectory(Place);
        var leftover = Path.Combine(Place, $"train-16000-0123456789abcdef.clips.{Guid.NewGuid():N}.tmp");
        var foreign = Path.Combine(Place, "notes.txt");
        File.WriteAllText(leftover, "half");
        File.WriteAllText(foreign, "mine");
        Open(Sources(3)).Dispose();
        Assert.False(File.Exists(leftover));
        Assert.True(File.Exists(foreign));
    }

    [Fact]
    public void The_lock_of_a_process_that_ended_when_the_store_was_there_is_removed()
    {
        var sources = Sources(3);
        Open(sources).Dispose();
        var path = Path.Combine(Place, "lock");
        File.WriteAllBytes(path, []);
        Open(sources).Dispose();
        Assert.False(File.Exists(path));

        using (FileLock.Take(path, "the folder"))
            Open(sources).Dispose(); // somebody builds another store there
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Of_many_at_once_one_builds_and_the_others_wait()
    {
        var sources = Sources(100);
        var built = 0;
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using var store = Open(sources, progress: new Direct(done => Interlocked.Add(ref built, done == 100 ? 1 : 0)));
            for (var i = 0; i < 100; i++)
                Assert.Equal(Levels(i), store.Recording(i));
        });
        Assert.Equal(1, built);
        Assert.Single(Directory.GetFiles(Place));
    }

    [Fact]
    public void Waiting_for_another_can_be_cancelled_and_is_said_once()
    {
        using var other = FileLock.Wait(Path.Combine(Place, "lock"), () => { }, CancellationToken.None);
        using var cancellation = new CancellationTokenSource();
        var opening = Task.Run(() => Open(Sources(3), stop: cancellation.Token));
        Assert.True(SpinWait.SpinUntil(() => _notices.Count > 0, TimeSpan.FromMinutes(1)));
        cancellation.CancelAfter(TimeSpan.FromMilliseconds(200));
        Assert.ThrowsAny<OperationCanceledException>(() => opening.GetAwaiter().GetResult());
        Assert.Equal([$"{Place}: another process is decoding recordings; waiting for it"], _notices);
    }

    [Fact]
    public void The_next_folder_is_taken_where_the_first_cannot_be_written()
    {
        var blocked = _folder.File("file", [1]);
        var sources = Sources(3);
        using (var store = Open(sources, folders: [Path.Combine(blocked, "below"), Place]))
            Assert.Equal(Levels(2), store.Recording(2));
        var error = Assert.Throws<InputException>(() => Open(sources, folders: [Path.Combine(blocked, "below"), Path.Combine(blocked, "too")]));
        Assert.Equal(
            $"No place for 1.3 kB of decoded recordings: {Path.Combine(blocked, "below")} cannot be written; {Path.Combine(blocked, "too")} cannot be written. {StoreFolder.Advice}",
            error.Message);
    }

    [Fact]
    public void Offsets_beyond_two_GiB_work()
    {
        if (OperatingSystem.IsWindows())
            return; // its files are sparse only on request, and then not in the same way everywhere
        var sources = Sources(3);
        var hash = StoreSource.Hash(sources, 16000);
        var path = _folder.File("large.clips");
        long[] offsets = [5, 1_500_000_000, 3_000_000_000]; // samples; in bytes beyond 2 and 4 GiB, in samples beyond 2³¹
        using (var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write))
        {
            for (var i = 0; i < 3; i++)
                RandomAccess.Write(file, [.. Levels(i).SelectMany(BitConverter.GetBytes)], StoreFile.HeaderBytes + 2 * offsets[i]);
            StoreFile.Finish(file, 16000, hash, [.. sources.Select((s, i) => new StoreEntry
            {
                Name = s.Name, Labels = s.Labels, Offset = offsets[i], Length = i + 1, Crc32 = Crc32.HashToUInt32(MemoryMarshal.AsBytes(Levels(i).AsSpan())), Source = default, Notices = [],
            })]);
        }
        Assert.True(new FileInfo(path).Length > 6_000_000_000);
        Assert.True(StoreFile.TryOpen(path, sources, 16000, hash, out var store));
        for (var i = 0; i < 3; i++)
            Assert.Equal(Levels(i), store.Recording(i));
        var clip = new float[2];
        store.CopyClip(2, 1, clip);
        Assert.Equal([Levels(2)[1] / 32768f, Levels(2)[2] / 32768f], clip);
        store.Dispose();
    }

    [Fact]
    public void A_store_without_recordings_and_one_that_is_disposed()
    {
        using (var empty = Open([]))
            Assert.Equal(0, empty.Count);
        var store = Open(Sources(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => store.CopyClip(0, -1, new float[4]));
        Assert.Throws<IndexOutOfRangeException>(() => store.CopyClip(2, 0, new float[4]));
        store.Dispose();
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => store.Length(0));
        Assert.Throws<ObjectDisposedException>(() => store.Recording(0).Length);
        Assert.Throws<ObjectDisposedException>(() => store.CopyClip(0, 0, new float[4]));
    }

    [Fact]
    public void Disposing_while_others_copy_ends_in_an_exception_at_most()
    {
        for (var round = 0; round < 20; round++)
        {
            var store = Open(Sources(5));
            Parallel.For(0, 4, worker =>
            {
                var clip = new float[100_000];
                try
                {
                    for (var i = 0; i < 50; i++)
                    {
                        if (worker == 0 && i == 25)
                            store.Dispose();
                        store.CopyClip(4, 0, clip);
                        Assert.Equal(Levels(4)[0] / 32768f, clip[0]);
                    }
                }
                catch (ObjectDisposedException)
                {
                }
            });
        }
    }

    private ClipStore Open(
        IReadOnlyList<StoreSource> sources, SoundFormat? format = null, string label = "train", IReadOnlyList<string>? folders = null, IProgress<int>? progress = null, CancellationToken stop = default)
        => StoreFolder.Open(folders ?? [Place], label, sources, format ?? 16_000, progress, line => { lock (_notices) _notices.Add(line); }, stop);

    private string OnlyFile() => Assert.Single(Directory.GetFiles(Place));

    private static short[] Levels(int i) => [.. Enumerable.Range(0, i + 1).Select(k => (short)(100 * i + k - 20000))];

    private IReadOnlyList<StoreSource> Sources(int count) => [.. Enumerable.Range(0, count).Select(Source)];

    private StoreSource Source(int i)
    {
        var path = _folder.File("data", $"{i:0000}.wav");
        Directory.CreateDirectory(_folder.File("data"));
        File.WriteAllBytes(path, WavBytes.Pcm16(1, 16000, Levels(i)));
        return new StoreSource(path, $"train/{i:0000}.wav", new Dictionary<string, string> { ["machine"] = "fan" });
    }

    private sealed class Direct(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
