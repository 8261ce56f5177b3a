using System.Diagnostics;
using Ssl4Asd.Data;

namespace Ssl4Asd.Tests.Cli;

/// <summary>The clip store as processes see it: several at once, killed ones, read-only and full disks.</summary>
public sealed class ClipStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.File("data");

    private string Store => Path.Combine(Data, ".ssl4asd");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TwoProcessesThatBuildAtOnce()
    {
        SmallDataset.Write(Data, source: 150, target: 10, seconds: 1);
        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => CommandLine.Run("inspect", "--data", Data))));
        Assert.All(results, result => Assert.Equal(results[0].Output, result.Succeeds().Output));
        Assert.Single(results, result => result.Error.Contains("train-16000-", StringComparison.Ordinal)); // one has built it
        AssertWhole();
    }

    [Fact]
    public void KilledBuildsLeaveNothingWrong()
    {
        // 640 clips of 2 s: 41 MB
        SmallDataset.Write(Data, source: 300, target: 20, test: 1, seconds: 2);
        foreach (var kilobytes in new[] { 0, 1, 5_000, 15_000, 30_000, 40_960 })
        {
            using var process = CommandLine.Start("inspect", "--data", Data);
            _ = process.StandardError.ReadToEndAsync();
            _ = process.StandardOutput.ReadToEndAsync();
            var clock = Stopwatch.StartNew();
            while (Written() < 1000L * kilobytes && !process.HasExited && clock.Elapsed < TimeSpan.FromMinutes(2))
            {
            }
            process.Kill();
            process.WaitForExit();
            Assert.Empty(Stores("train"));
        }
        CommandLine.Run("inspect", "--data", Data).Succeeds();
        AssertWhole();

        long Written() => Directory.Exists(Store) ? Directory.EnumerateFiles(Store, "*.tmp").Select(f => new FileInfo(f)).Sum(f => f.Exists ? f.Length : 0) : -1;
    }

    [Fact]
    public void ASecondRunOpensWhatIsThere()
    {
        SmallDataset.Write(Data);
        Train("first").Succeeds();
        var store = Assert.Single(Stores("train"));
        var written = File.GetLastWriteTimeUtc(store);
        var second = Train("second").Succeeds();
        Assert.DoesNotContain("reading recordings", second.Error, StringComparison.Ordinal);
        Assert.Equal(written, File.GetLastWriteTimeUtc(store));

        // the same numbers without any store
        Directory.Delete(Store, recursive: true);
        InEnvironment("memory", () => Train("memory").Succeeds());
        Assert.False(Directory.Exists(Store));
        Assert.Equal(File.ReadAllBytes(_folder.File("first", "model.safetensors")), File.ReadAllBytes(_folder.File("memory", "model.safetensors")));
    }

    [Fact]
    public void AQuickInspectionMakesNoneAndSaysWhatItLeftOut()
    {
        SmallDataset.Write(Data);
        var quick = CommandLine.Run("inspect", "--data", Data, "--quick").Succeeds();
        Assert.Contains("notice: --quick opened no recording: lengths, ", quick.Output, StringComparison.Ordinal);
        Assert.Contains("n/a", quick.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Store));
    }

    [Fact]
    public void TheEnvironmentNamesAnotherPlace()
    {
        SmallDataset.Write(Data);
        InEnvironment(_folder.File("elsewhere"), () => CommandLine.Run("inspect", "--data", Data).Succeeds());
        Assert.False(Directory.Exists(Store));
        Assert.Equal(2, Directory.GetFiles(_folder.File("elsewhere"), "*", SearchOption.AllDirectories).Length);

        var file = _folder.File("file", [1]);
        InEnvironment(file, () => Train("run").FailsWith(file, "cannot be written", "SSL4ASD_STORE"));
    }

    [TmpfsFact]
    public void AReadOnlyDataFolderUsesTheCache()
    {
        Directory.CreateDirectory(Data);
        using var disk = new Tmpfs(Data, "8m");
        SmallDataset.Write(Data);
        disk.MakeReadOnly();
        InEnvironment("XDG_CACHE_HOME", _folder.File("cache"), () =>
        {
            Train("run").Succeeds();
            Assert.DoesNotContain("reading recordings", Train("again").Succeeds().Error, StringComparison.Ordinal);
        });
        Assert.Single(Directory.GetFiles(_folder.File("cache", "ssl4asd"), "*", SearchOption.AllDirectories));
    }

    [TmpfsFact]
    public void AFullDiskIsOneLineWithWhatIsNeeded()
    {
        SmallDataset.Write(Data, source: 60, target: 4, seconds: 1); // 4.1 MB
        Directory.CreateDirectory(_folder.File("small"));
        using var disk = new Tmpfs(_folder.File("small"), "3m");
        InEnvironment(_folder.File("small"), () =>
        {
            Train("run").FailsWith("No place for 4.1 MB", "has room for", "SSL4ASD_STORE");
            var inspected = CommandLine.Run("inspect", "--data", Data).Succeeds(); // it can do without
            Assert.Contains("notice: No place for 4.1 MB", inspected.Output, StringComparison.Ordinal);
            Assert.Contains("1/1/1", inspected.Output, StringComparison.Ordinal);
        });
        Assert.Empty(Directory.GetFiles(_folder.File("small"), "train*", SearchOption.AllDirectories));

        // filled by others in the middle of the work
        InEnvironment(null, () =>
        {
            var dataset = Dataset.Load(Data);
            File.WriteAllBytes(_folder.File("small", "filler"), []);
            var error = Assert.Throws<InputException>(() => Ssl4Asd.Audio.Store.StoreFolder.Open([_folder.File("small")], "train",
                [.. dataset.TrainClips.Take(60).Select(c => new Ssl4Asd.Audio.Store.StoreSource(c.Path, c.FileName, new Dictionary<string, string>()))], 16000,
                new Filler(_folder.File("small", "filler")), null, default));
            Assert.Contains("cannot be written", error.Message, StringComparison.Ordinal);
            Assert.Contains("it needs 1.9 MB", error.Message, StringComparison.Ordinal);
        });
        Assert.Equal(["filler"], Directory.GetFiles(_folder.File("small")).Select(Path.GetFileName).Order());
    }

    private CommandLine Train(string run) =>
        CommandLine.Run("train", "--data", Data, "--system", "baseline", "--preset", "tiny", "--epochs", "1", "--out", _folder.File(run));

    private string[] Stores(string split) => Directory.Exists(Store) ? Directory.GetFiles(Store, $"{split}-*.clips") : [];

    // and the samples are checked by whoever reads them
    private void AssertWhole()
    {
        Assert.Equal(["test", "train"], Directory.GetFiles(Store).Select(f => Path.GetFileName(f).Split('-')[0]).Order());
        Assert.All(Stores("t*"), file => Assert.EndsWith(".clips", file, StringComparison.Ordinal));
        var dataset = Dataset.Load(Data);
        using var store = DatasetStore.Open(Data, Split.Train, dataset.TrainClips, 16000, _ => Assert.Fail("it is built again"), null, default);
        using var memory = Ssl4Asd.Audio.ClipStore.Load(dataset.TrainClips.Select(c => c.Path));
        for (var i = 0; i < store.Count; i++)
            Assert.Equal(memory.Recording(i), store.Recording(i));
    }

    private static void InEnvironment(string? place, Action action) => InEnvironment(DatasetStore.Variable, place, action);

    // processes that are started inherit it; tests run one after the other
    private static void InEnvironment(string variable, string? value, Action action)
    {
        var before = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, value);
        try
        {
            action();
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, before);
        }
    }

    private sealed class Filler(string path) : IProgress<int>
    {
        public void Report(int value)
        {
            if (value != 3)
                return;
            try
            {
                File.WriteAllBytes(path, new byte[4_000_000]);
            }
            catch (IOException)
            {
                // that is the point
            }
        }
    }
}
