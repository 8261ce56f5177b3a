using System.Text.Json;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments;
using Ssl4Asd.Tests.Audio;

namespace Ssl4Asd.Tests.Cli;

/// <summary>Broken recordings: all are named, or they are left out where the user says so, and that is noted.</summary>
public sealed class SkipBrokenTests : IDisposable
{
    private const string Train = "dev_data/pump/train/section_00_source_train_normal_0001_load_1.wav";
    private const string OtherTrain = "dev_data/saw/train/section_00_target_train_normal_0000_load_0.wav";
    private const string Test = "dev_data/saw/test/section_00_source_test_normal_0000_load_0.wav";

    private readonly TemporaryFolder _folder = new();

    public SkipBrokenTests()
    {
        SmallDataset.Write(Data, test: 4);
        foreach (var file in new[] { Train, Test })
            File.Copy(CasesTests.Case("20-cut-off-half"), At(file), overwrite: true);
        File.WriteAllBytes(At(OtherTrain), WavBytes.Float32(16_000, [.. Enumerable.Repeat(0.1, 8000), double.NaN]));
    }

    private string Data => _folder.File("data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WithoutItTheErrorNamesAllBrokenFilesOfTheSet()
    {
        for (var round = 0; round < 2; round++) // the second time it is known
        {
            CommandLine.Run(TrainArguments("run")).FailsWith(
                $"ssl4asd: {At(Train)}: cut off: it declares 64000 bytes of samples and holds 32000; {At(OtherTrain)}: 1 of 8001 samples are NaN", $"s; {At(Test)}: cut off",
                "holds 32000; mend these 3 recordings, or leave them out with --skip-broken");
            Assert.False(Directory.Exists(_folder.File("run")) && Directory.EnumerateFiles(_folder.File("run"), "*.safetensors").Any());
        }
        CommandLine.Run("compare", "--data", Data, "--preset", "tiny", "--systems", "baseline", "--out", _folder.File("comparison")).FailsWith(At(Train), At(OtherTrain), At(Test));

        foreach (var path in Directory.GetFiles(Path.Combine(Data, "dev_data", "pump", "train")))
            File.WriteAllText(path, "broken");
        CommandLine.Run(TrainArguments("run")).FailsWith("mend these 10 recordings");
        foreach (var path in Directory.GetFiles(Path.Combine(Data, "dev_data", "pump", "test")))
            File.WriteAllText(path, "broken");
        CommandLine.Run(TrainArguments("run")).FailsWith("; and 16 more; mend these 26 recordings");
    }

    [Fact]
    public void WithItTheyAreLeftOutAndNoted()
    {
        var run = _folder.File("run");
        var trained = CommandLine.Run([.. TrainArguments("run"), "--skip-broken"]).Succeeds();
        Assert.Contains($"ssl4asd: 2 recordings: left out as broken (first: {At(Train)}: cut off: it declares 64000 bytes of samples and holds 32000)\n", trained.Error, StringComparison.Ordinal);
        Assert.Equal(14, RunSettings.Read(Path.Combine(run, "run.json")).TrainingClips);
        using (var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "run.json"))))
        {
            var leftOut = json.RootElement.GetProperty("left_out_of_training");
            Assert.Equal([Train, OtherTrain], leftOut.EnumerateObject().Select(p => p.Name));
            Assert.StartsWith("1 of 8001 samples are NaN", leftOut.GetProperty(OtherTrain).GetString(), StringComparison.Ordinal);
            Assert.False(json.RootElement.TryGetProperty("left_out_of_test", out _));
        }
        var refused = CommandLine.Run("score", "--run", run, "--data", Data);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains($"{At(Test)}: cut off", refused.Error, StringComparison.Ordinal);
        var scored = CommandLine.Run("score", "--run", run, "--data", Data, "--skip-broken").Succeeds();
        Assert.Contains($"ssl4asd: {At(Test)}: left out as broken: cut off", scored.Error, StringComparison.Ordinal);
        Assert.Equal(1 + 31, File.ReadAllLines(Path.Combine(run, "scores.csv")).Length);
        Assert.DoesNotContain(Path.GetFileName(Test), File.ReadAllText(Path.Combine(run, "submission", "anomaly_score_saw_section_00_test.csv")), StringComparison.Ordinal);
        Assert.Equal([Test], RunSettings.Read(Path.Combine(run, "run.json")).LeftOutOfTest!.Keys);
        Assert.Contains($"1 broken test clip(s) left out, which are not scored; {Path.Combine(run, "run.json")} names them", CommandLine.Run("evaluate", run).Succeeds().Output, StringComparison.Ordinal);
        CommandLine.Run("score", "--run", run, "--data", Data, "--skip-broken", "--backend", "nearest").Succeeds();
        CommandLine.Run([.. TrainArguments("run"), "--skip-broken", "--resume"]).Succeeds();
        CommandLine.Run([.. TrainArguments("run"), "--resume"]).FailsWith("cannot be resumed");

        // mended, the note goes
        File.Copy(CasesTests.Case("00-plain"), At(Test), overwrite: true);
        CommandLine.Run("score", "--run", run, "--data", Data, "--skip-broken").Succeeds();
        Assert.Null(RunSettings.Read(Path.Combine(run, "run.json")).LeftOutOfTest);
        Assert.DoesNotContain("left out", CommandLine.Run("evaluate", run).Succeeds().Output, StringComparison.Ordinal);
    }

    [Fact]
    public void SingleRecordings()
    {
        CommandLine.Run([.. TrainArguments("run"), "--skip-broken"]).Succeeds();
        string[] files = [CasesTests.Case("00-plain"), CasesTests.Case("20-cut-off-half"), CasesTests.Case("58-float32-scaled-as-int16"), _folder.File("missing.wav")];
        var run = _folder.File("run");
        CommandLine.Run(["embed", "--run", run, "--wav", .. files]).FailsWith($"{files[1]}: cut off", $"{files[3]}: there is no such file; mend these 2 recordings, or leave them out with --skip-broken");
        var embedded = CommandLine.Run(["embed", "--run", run, "--skip-broken", "--wav", .. files]).Succeeds();
        var rows = embedded.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([files[0], files[2]], rows.Skip(1).Select(r => r.Split(',')[0]));
        Assert.Equal(rows[1].Split(',').Skip(1), rows[2].Split(',').Skip(1));
        Assert.Contains($"2 recordings: left out as broken (first: {files[1]}: cut off", embedded.Error, StringComparison.Ordinal);
        Assert.Contains($"{files[2]}: its floats reach", embedded.Error, StringComparison.Ordinal);

        var detected = CommandLine.Run(["detect", "--run", run, "--machine", "pump", "--skip-broken", .. files]).Succeeds();
        Assert.Equal(3, detected.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        CommandLine.Run("detect", "--run", run, "--machine", "pump", "--skip-broken", files[1]).FailsWith($"{files[1]}: cut off");
    }

    [Fact]
    public void ComparisonsWithAndWithoutWorkers()
    {
        var cache = _folder.File("cache");
        string[] arguments = ["compare", "--data", Data, "--preset", "tiny", "--systems", "baseline,statex", "--skip-broken"];
        var elsewhere = CommandLine.Run([.. arguments, "--workers", "2", "--out", _folder.File("two")]).Succeeds();
        Assert.Single(elsewhere.Error.Split('\n'), l => l.Contains("left out as broken", StringComparison.Ordinal));
        Assert.Contains("3 recordings: left out as broken", elsewhere.Error, StringComparison.Ordinal);
        var settings = RunSettings.Read(_folder.File("two", "runs", "statex", "seed-0", "run.json"));
        Assert.Equal((2, 1), (settings.LeftOutOfTraining!.Count, settings.LeftOutOfTest!.Count));
        CommandLine.Run([.. arguments, "--workers", "1", "--cache", cache]).Succeeds();
        CommandLine.Run([.. arguments, "--workers", "1", "--cache", cache]).Succeeds(); // all of it is there
        Assert.Single(Directory.GetDirectories(cache));
    }

    [Fact]
    public void InspectListsThem()
    {
        for (var round = 0; round < 2; round++)
        {
            var inspected = CommandLine.Run("inspect", "--data", Data);
            Assert.Equal(2, inspected.ExitCode);
            Assert.Equal(3, inspected.Output.Split('\n').Count(l => l.StartsWith("error: ", StringComparison.Ordinal)));
            Assert.All(new[] { Train, OtherTrain, Test }, file => Assert.Contains($"error: {At(file)}: ", inspected.Output, StringComparison.Ordinal));
            Assert.Contains("3 error(s), listed above; mend them before training, or leave broken recordings out with --skip-broken.", inspected.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void ASectionWithoutReadableTrainingClipsIsRefused()
    {
        foreach (var path in Directory.GetFiles(Path.Combine(Data, "dev_data", "pump", "train")))
            File.WriteAllText(path, "broken");
        CommandLine.Run([.. TrainArguments("run"), "--skip-broken"]).FailsWith("pump section 00 has 16 test clips but no readable training clips");
        Assert.Equal(3 + 7, DatasetReport.Inspect(Data).Problems.Count(p => p.Severity == ProblemSeverity.Error));
    }

    private string At(string file) => Path.Combine([Data, .. file.Split('/')]);

    private string[] TrainArguments(string run) => ["train", "--data", Data, "--system", "baseline", "--preset", "tiny", "--epochs", "1", "--out", _folder.File(run)];
}
