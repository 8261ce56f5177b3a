using System.Diagnostics;
using Ssl4Asd.Experiments;
using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Experiments.Compare.Workers;
using Ssl4Asd.Presets;
using Ssl4Asd.Training.Loading;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Experiments;

public class WorkerTests
{
    private static readonly string Cli = Path.Combine(AppContext.BaseDirectory, "Ssl4Asd.Cli.dll");

    [Fact]
    public void EveryVariantOfEveryPresetGoesThroughALineUnchanged()
    {
        foreach (var preset in Preset.All.Append(DemoPreset.Value with { ClipSeconds = Math.PI, Training = new() { LearningRate = 1.0 / 3, WeightPenalty = 5e-324 } }))
        {
            foreach (var variant in Variant.All)
            {
                var task = new WorkerTask(new TrainRequest { Data = "a \"b\"\n/ü", Folder = "c\\d", System = variant.System, Preset = variant.Sizes(preset), Seed = int.MaxValue, Resident = Residency.No, Resume = true }, "cuda:1");
                var line = WorkerMessages.Line(task);
                Assert.DoesNotContain('\n', line);
                Assert.Equal(task, WorkerMessages.Read<WorkerTask>(line)); // records: every field, doubles exactly
            }
        }
        WorkerReply[] replies =
        [
            new(WorkerWord.Progress, Progress: new WorkProgress("training", 3, 7, "epoch 1/2, loss 0.123")),
            new(WorkerWord.Notice, "ä\nb"), new(WorkerWord.Done), new(WorkerWord.BadInput, "x"), new(WorkerWord.Failed, "y"),
        ];
        Assert.All(replies, r => Assert.Equal(r, WorkerMessages.Read<WorkerReply>(WorkerMessages.Line(r))));
        Assert.All(Enum.GetValues<WorkerWord>(), word => Assert.Contains(replies, r => r.Word == word));
    }

    [Fact]
    public void ProgressEndsWhereItShouldAndIsToldOnTheCallingThread()
    {
        using var folder = new TemporaryFolder();
        SmallDataset.Write(folder.File("data"));
        var progress = new List<WorkProgress>();
        var here = Environment.CurrentManagedThreadId;
        var results = Compare(folder, new WorkerPool(2, () => WorkerPool.Command(Cli)), p =>
        {
            Assert.Equal(here, Environment.CurrentManagedThreadId);
            progress.Add(p);
        });
        Assert.Equal(["baseline", "statex", "proposed"], results.Runs.Select(r => r.Variant.Name));
        Assert.Equal(3 * ((2 * 3 + 1) * 16 + 16), progress[0].Total);
        Assert.Equal(progress[^1].Total, progress[^1].Done);
        Assert.Equal(progress.Select(p => p.Done).Order(), progress.Select(p => p.Done));
        Assert.Contains(progress, p => p.Note.Contains("baseline seed 0", StringComparison.Ordinal) && p.Note.Contains("statex seed 0", StringComparison.Ordinal));
        Assert.Contains("\"threads\": \"1\"", File.ReadAllText(folder.File("out", "runs", "statex", "seed-0", "run.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void ARunWhoseWorkersDieAgainAndAgainIsNamedAndTheOthersAreKept()
    {
        using var folder = new TemporaryFolder();
        SmallDataset.Write(folder.File("data"));
        var started = 0;
        var pool = new WorkerPool(2, () =>
        {
            var command = WorkerPool.Command(Cli);
            if (++started >= 2)
                command.ArgumentList[1] = "no-such-command"; // ends with exit code 2 and a word on stderr
            return command;
        });
        var (said, progress) = (new List<string>(), new List<WorkProgress>());
        var preset = TinyPreset.Value with { Training = TinyPreset.Value.Training with { Epochs = 20 } }; // longer than all those deaths
        var error = Assert.Throws<InputException>(() => Compare(folder, pool, progress.Add, preset, notice: said.Add)).Message;
        const string Death = "seed 0, its worker ended with exit code 2: ssl4asd: 'no-such-command' is not known here";
        Assert.Matches($"^[12] of 3 runs could not be made: (statex|proposed) {Death}", error);
        Assert.DoesNotContain('\n', error);
        Assert.True(File.Exists(folder.File("out", "runs", "baseline", "seed-0", "scores.csv")));
        var failed = new[] { "statex", "proposed" }.Where(v => !File.Exists(folder.File("out", "runs", v, "seed-0", "scores.csv"))).ToList();
        foreach (var variant in failed)
            Assert.Equal([1, 2, 3], said.Where(l => l.StartsWith($"{variant} {Death}", StringComparison.Ordinal)).Select(l => l[^7] - '0').Order());
        Assert.All(failed, variant => Assert.Contains(variant, error, StringComparison.Ordinal));
        Assert.Equal(1 + 4 * failed.Count, started - said.Count(l => !failed.Any(l.StartsWith) && l.Contains(Death, StringComparison.Ordinal)));
        Assert.All(progress, p => Assert.InRange(p.Done, 0, p.Total));
        Assert.False(File.Exists(folder.File("out", "results.csv")));
        Assert.Equal(3, Compare(folder, new WorkerPool(5, () => WorkerPool.Command(Cli)), preset: preset).Runs.Count);
    }

    [Fact]
    public void WhereRepliesCannotBeReadThatIsSaid() // as with too few file handles, when parts of .NET are missing
    {
        var start = new ProcessStartInfo("sh", ["-c", $"echo '{WorkerMessages.Line(new WorkerReply(WorkerWord.Notice, "a"))}'"]);
        using var ended = new ManualResetEventSlim();
        using var worker = new WorkerProcess(start, (_, reply) =>
        {
            if (reply is not null)
                throw new TypeInitializationException("Sockets", new FileNotFoundException("Could not load file or assembly 'Sockets'."));
            ended.Set();
        });
        Assert.True(ended.Wait(TimeSpan.FromMinutes(1)));
        Assert.Equal(
            "the replies of a worker cannot be read (Could not load file or assembly 'Sockets'); compare with --workers 1 needs no other process.",
            Assert.Throws<InputException>(() => worker.Obituary()).Message);
    }

    [Fact]
    public void BadInputEndsTheComparisonWithTheLineOfTheWorker()
    {
        using var folder = new TemporaryFolder();
        SmallDataset.Write(folder.File("data"));
        var wav = Directory.GetFiles(folder.File("data", "dev_data", "saw", "train"))[0];
        File.WriteAllText(wav, "This is not a recording.");
        Assert.Contains(wav, Assert.Throws<InputException>(() => Compare(folder, new WorkerPool(2, () => WorkerPool.Command(Cli)))).Message, StringComparison.Ordinal);
        Assert.Contains("no-such-program", Assert.Throws<InputException>(() => Compare(folder, new WorkerPool(1, () => WorkerPool.Command(folder.File("no-such-program"))))).Message, StringComparison.Ordinal);
        Assert.Contains("1 … 1024", Assert.Throws<InputException>(() => new WorkerPool(0, () => WorkerPool.Command(Cli))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("demo", 2, 24, 2)]
    [InlineData("demo", 16, 4, 7)]
    [InlineData("paper", 16, 23, 4)]
    [InlineData("paper", 16, 11, 1)]
    [InlineData("paper", 4, 1, 1)]
    public void AsManyWorkersAsCoresAndMemoryHaveRoomFor(string preset, int cores, double memory, int expected)
        => Assert.Equal(expected, WorkerPool.DefaultCount(cores, (long)(memory * 1e9), Preset.Named(preset)));

    [Fact]
    public void StoppingEndsAllWorkers()
    {
        using var folder = new TemporaryFolder();
        SmallDataset.Write(folder.File("data"));
        using var stop = new CancellationTokenSource();
        var longer = TinyPreset.Value with { Training = TinyPreset.Value.Training with { Epochs = 1000 } };
        Assert.ThrowsAny<OperationCanceledException>(() => Compare(folder, new WorkerPool(2, () => WorkerPool.Command(Cli)), p =>
        {
            if (p.Note.Contains("epoch 2/", StringComparison.Ordinal))
                stop.Cancel();
        }, longer, stop.Token));
        // nobody holds a run any more
        foreach (var name in new[] { "baseline", "statex" })
            FileLock.Take(folder.File("out", "runs", name, "seed-0.lock"), name).Dispose();
        Assert.True(File.Exists(folder.File("out", "runs", "baseline", "seed-0", "checkpoint.safetensors")) || File.Exists(folder.File("out", "runs", "statex", "seed-0", "checkpoint.safetensors")));
    }

    private static ComparisonResults Compare(TemporaryFolder folder, WorkerPool pool, Action<WorkProgress>? report = null, Preset? preset = null, CancellationToken stop = default, Action<string>? notice = null) => Comparison.Run(
        new ComparisonRequest
        {
            Data = folder.File("data"),
            Folder = folder.File("out"),
            Preset = preset ?? TinyPreset.Value,
            Variants = [Variant.Named("baseline"), Variant.Named("statex"), Variant.Named("proposed")],
            Replicates = 100,
        },
        CPU, report, notice, stop, workers: pool);
}
