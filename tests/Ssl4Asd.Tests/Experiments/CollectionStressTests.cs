using System.Globalization;
using System.Security.Cryptography;
using Ssl4Asd.Data;
using Ssl4Asd.Data.Demo;
using Ssl4Asd.Experiments;
using Ssl4Asd.Presets;
using Ssl4Asd.Training;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Experiments;

/// <summary>
/// What TorchSharp hands to libtorch must live until libtorch has used it. Objects whose finalizer comes too early are rare in
/// ordinary runs and kill long ones; here a thread collects garbage and runs finalizers all the time, and everything has to
/// give the same bytes as without it. <c>SSL4ASD_STRESS_STEPS</c> makes it longer (collection-stress.sh).
/// </summary>
public sealed class CollectionStressTests : IClassFixture<CollectionStressTests.Recordings>
{
    private static readonly int Steps = int.Parse(Environment.GetEnvironmentVariable("SSL4ASD_STRESS_STEPS") ?? "3", CultureInfo.InvariantCulture);
    // a collector with a core of its own makes a step take seconds
    private static readonly DemoDataOptions Few = DemoDataOptions.Tiny with { TrainSource = Steps > 3 ? 5 : 1, TrainTarget = 1, Test = 1 };
    private readonly Recordings _recordings;

    public CollectionStressTests(Recordings recordings) => _recordings = recordings;

    public static TheoryData<string> Systems => [.. SystemDefinition.Table1.Concat(SystemDefinition.Table2).Select(s => s.Name), "direct-act", "regular+original-statex", "regular+mixture-share", "autoencoder-mahalanobis"];

    [Theory]
    [MemberData(nameof(Systems))]
    public void TrainingEmbeddingAndScoringGiveTheSameBytes(string system)
    {
        var expected = TrainAndScore(system);
        using (new Collector())
            Assert.Equal(expected, TrainAndScore(system));
    }

    [Fact]
    public void TheDemoDataIsTheSame()
    {
        using var folder = new TemporaryFolder();
        var again = folder.File("again");
        using (new Collector())
            DemoData.Write(again, Few);
        string[] Files(string root) => [.. Directory.EnumerateFiles(root, "*.wav", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(root, f)).Order(StringComparer.Ordinal)];
        Assert.Equal(Files(_recordings.Data), Files(again));
        Assert.All(Files(again), f => Assert.Equal(File.ReadAllBytes(Path.Combine(_recordings.Data, f)), File.ReadAllBytes(Path.Combine(again, f))));
    }

    // what was trained, its reference vectors and the scores, as files
    private List<string> TrainAndScore(string system)
    {
        using var folder = new TemporaryFolder();
        var all = _recordings.Loaded.Dataset.TrainClips.Count;
        var preset = TinyPreset.Value with { Training = TinyPreset.Value.Training with { Epochs = 1 } };
        var steps = TrainingClips.BatchSizes(all, preset.Training.BatchSize).Count;
        preset = preset with { Training = preset.Training with { Epochs = (Steps + steps - 1) / steps } };
        var request = new TrainRequest { Data = _recordings.Data, Folder = folder.Path, System = SystemDefinition.Named(system), Preset = preset };
        TrainExperiment.Run(request, _recordings.Loaded, CPU);
        using (var run = IDetector.Open(folder.Path, CPU))
            run.Score(_recordings.Loaded);
        var written = new RunFolder(folder.Path);
        return [.. new[] { written.Model, written.References, written.Scores }.Select(file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))))];
    }

    /// <summary>The demo data, written and read once.</summary>
    public sealed class Recordings : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Recordings()
        {
            Data = _folder.File("data");
            DemoData.Write(Data, Few);
            Loaded = new DatasetRecordings(Dataset.Load(Data), TinyPreset.Value.SampleRate);
        }

        public string Data { get; }

        public DatasetRecordings Loaded { get; }

        public void Dispose()
        {
            Loaded.Dispose();
            _folder.Dispose();
        }
    }

    /// <summary>Collects garbage and waits for finalizers, over and over, on a thread of its own.</summary>
    private sealed class Collector : IDisposable
    {
        private readonly Thread _thread;
        private volatile bool _done;

        public Collector()
        {
            _thread = new Thread(Collect) { IsBackground = true };
            _thread.Start();
        }

        private void Collect()
        {
            while (!_done)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        }

        public void Dispose()
        {
            _done = true;
            _thread.Join();
        }
    }
}
