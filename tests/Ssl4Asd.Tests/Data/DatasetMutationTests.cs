using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Ssl4Asd.Audio;
using Ssl4Asd.Audio.Store;
using Ssl4Asd.Data;
using Ssl4Asd.Data.Demo;
using Ssl4Asd.Data.Download;
using Ssl4Asd.Data.Own;

namespace Ssl4Asd.Tests.Data;

/// <summary>Broken names, tables, archives and stores of a data set (<see cref="Mutation"/>): refused in one line, or read, at once.</summary>
public sealed class DatasetMutationTests : IDisposable
{
    private static readonly DemoDataOptions _few = DemoDataOptions.Tiny with { TrainSource = 2, TrainTarget = 1, Test = 1 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void NamesOfClips()
    {
        var root = Demo();
        var clips = Directory.GetFiles(root, "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var (random, refused) = (new Random(1), 0);
        for (var i = 0; i < Mutation.Count; i++)
        {
            var clip = clips[random.Next(clips.Count)];
            var name = Encoding.UTF8.GetString(Mutation.OfText(Encoding.UTF8.GetBytes(Path.GetFileName(clip)), random)).Replace('/', '_').Replace('\0', '_');
            var broken = Path.Combine(Path.GetDirectoryName(clip)!, name.Trim('.') is "" || Encoding.UTF8.GetByteCount(name) > 250 ? "x.wav" : name);
            if (File.Exists(broken))
                continue;
            File.Move(clip, broken);
            refused += Refused($"{Path.GetFileName(clip)} as {name}", () => Dataset.Load(root));
            File.Move(broken, clip);
        }
        Assert.InRange(refused, 1, Mutation.Count - 1);
    }

    [Theory]
    [InlineData("attributes_*.csv", 0)]
    [InlineData("ground_truth_*.csv", 0.2)]
    public void Tables(string pattern, double leastRefused)
    {
        var root = Demo();
        var files = Directory.GetFiles(root, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var (random, refused) = (new Random(2), 0);
        for (var i = 0; i < Mutation.Count; i++)
        {
            var file = files[random.Next(files.Count)];
            var whole = File.ReadAllBytes(file);
            var broken = Mutation.OfText(whole, random);
            File.WriteAllBytes(file, broken);
            refused += Refused($"{Path.GetFileName(file)}: {Encoding.UTF8.GetString(broken)}", () => Dataset.Load(root));
            File.WriteAllBytes(file, whole);
        }
        Assert.True(refused >= leastRefused * Mutation.Count, $"{refused} refused");
    }

    [Fact]
    public void ListsOfAdoptedClips()
    {
        var (random, refused) = (new Random(3), 0);
        AdoptedClip[] clips = [.. Enumerable.Range(0, 5).Select(i => new AdoptedClip { File = $"dev_data/fan/train/{i}.wav", Machine = "fan", Recording = $"/a/b/{i}.wav", Start = i, Seconds = 1.5, Session = "s" })];
        AdoptedClip.Write(_folder.Path, clips);
        var file = Directory.GetFiles(_folder.Path).Single();
        var whole = File.ReadAllBytes(file);
        for (var i = 0; i < Mutation.Count; i++)
        {
            File.WriteAllBytes(file, Mutation.OfText(whole, random));
            refused += Refused(Encoding.UTF8.GetString(File.ReadAllBytes(file)), () => AdoptedClip.Read(_folder.Path));
        }
        Assert.InRange(refused, Mutation.Count / 5, Mutation.Count);
    }

    // nothing is written outside, and what is unpacked is what was packed
    [Fact]
    public void Archives()
    {
        var names = new[] { "fan/train/a.wav", "fan/test/b.wav", "fan/attributes_00.csv" };
        var whole = PublishedSetZip(names);
        var (random, refused) = (new Random(4), 0);
        var (archive, target) = (_folder.File("dev_fan.zip"), _folder.File("inner", "target"));
        for (var i = 0; i < Mutation.Count; i++)
        {
            var directory = whole.Length - whole.Length / 3; // the entries' names and places
            var bytes = random.Next(2) == 0 ? Mutation.OfBytes(whole, whole.Length, random) : [.. whole[..directory], .. Mutation.OfBytes(whole[directory..], whole.Length, random)];
            File.WriteAllBytes(archive, bytes);
            refused += Refused($"archive {i}", () => Unpacker.Unpack(archive, target, parts => string.Join('/', parts), () => 1 << 20, () => { }, CancellationToken.None));
            Assert.All(Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories).Where(f => f != archive), f => Assert.StartsWith(target, f, StringComparison.Ordinal));
            if (Directory.Exists(target))
                Directory.Delete(target, recursive: true);
        }
        Assert.InRange(refused, Mutation.Count / 5, Mutation.Count);
    }

    // another one is built
    [Fact]
    public void Stores()
    {
        var sources = Enumerable.Range(0, 3).Select(i => new StoreSource(_folder.File($"{i}.wav", WavBytesOf(i)), $"{i}.wav", new Dictionary<string, string>())).ToList();
        var place = _folder.File("store");
        ClipStore Open() => StoreFolder.Open([place], "few", sources, 16_000, null, null, CancellationToken.None);
        Open().Dispose();
        var file = Directory.GetFiles(place, "*.clips").Single();
        var whole = File.ReadAllBytes(file);
        var random = new Random(5);
        var index = (int)BitConverter.ToInt64(whole, 16); // behind the samples
        for (var i = 0; i < Mutation.Count; i++)
        {
            var bytes = random.Next(2) == 0 ? Mutation.OfBytes(whole, StoreFile.HeaderBytes, random) : [.. whole[..index], .. Mutation.OfBytes(whole[index..], whole.Length, random)];
            if (bytes.Length == whole.Length && !bytes.AsSpan(StoreFile.HeaderBytes..index).SequenceEqual(whole.AsSpan(StoreFile.HeaderBytes..index)))
                continue; // samples have no checksum, as in a WAV file
            File.WriteAllBytes(file, bytes);
            Assert.Equal(0, Refused($"store {i}", () => Open().Dispose()));
            Assert.Equal(whole, File.ReadAllBytes(file));
        }
    }

    private string Demo()
    {
        var root = _folder.File("demo");
        DemoData.Write(root, _few);
        return root;
    }

    private static byte[] PublishedSetZip(IEnumerable<string> names)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var name in names)
            {
                using var stream = zip.CreateEntry(name, CompressionLevel.Fastest).Open();
                stream.Write(Encoding.UTF8.GetBytes(name));
            }
        return bytes.ToArray();
    }

    private static byte[] WavBytesOf(int i) => Audio.WavBytes.Pcm16(1, 16_000, [.. Enumerable.Range(0, 400).Select(s => (short)(s * i))]);

    // 1 where it is refused
    private static int Refused(string what, Action read)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            read();
            return 0;
        }
        catch (Exception e) when (e is InputException or BadArchiveException)
        {
            Assert.DoesNotContain('\n', e.Message);
            return 1;
        }
        catch (Exception e)
        {
            Assert.Fail($"{what}: {e}");
            return 0;
        }
        finally
        {
            Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        }
    }
}
