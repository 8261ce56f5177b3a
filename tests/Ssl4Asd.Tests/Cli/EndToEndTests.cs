using System.Globalization;

namespace Ssl4Asd.Tests.Cli;

/// <summary>The whole way on a small data set, command by command.</summary>
public class EndToEndTests
{
    [Fact]
    public void FromRecordingsToMetrics()
    {
        using var folder = new TemporaryFolder();
        var data = SmallDataset.Write(folder.File("data"), source: 10, target: 3, test: 4);
        var run = folder.File("run");

        var inspected = CommandLine.Run("inspect", "--data", data).Succeeds().Output;
        Assert.Contains("pump", inspected, StringComparison.Ordinal);
        Assert.Contains("8 classes", inspected, StringComparison.Ordinal);

        Train(data, run, seed: 3);
        Assert.Equal(["history.csv", "model.safetensors", "references.safetensors", "run.json"], Names(run));
        CommandLine.Run("score", "--run", run, "--data", data).Succeeds();
        var evaluated = CommandLine.Run("evaluate", run).Succeeds().Output;
        Assert.Contains("harmonic mean", evaluated, StringComparison.Ordinal);
        Assert.Equal(["history.csv", "metrics.csv", "model.safetensors", "references.safetensors", "run.json", "scores.csv"], Names(run));
        Assert.Equal(33, File.ReadAllLines(Path.Combine(run, "scores.csv")).Length);
        Assert.Equal(16, File.ReadAllLines(Path.Combine(run, "submission", "anomaly_score_pump_section_00_test.csv")).Length);

        // the same seed gives the same losses and scores, another seed does not
        var again = folder.File("again");
        Train(data, again, seed: 3);
        CommandLine.Run("score", "--run", again, "--data", data).Succeeds();
        Assert.Equal(Losses(run), Losses(again));
        Assert.Equal(File.ReadAllText(Path.Combine(run, "scores.csv")), File.ReadAllText(Path.Combine(again, "scores.csv")));
        var other = folder.File("other");
        Train(data, other, seed: 4);
        CommandLine.Run("score", "--run", other, "--data", data).Succeeds();
        Assert.NotEqual(Losses(run), Losses(other));
        Assert.NotEqual(File.ReadAllText(Path.Combine(run, "scores.csv")), File.ReadAllText(Path.Combine(other, "scores.csv")));

        // detect gives a file the score that score gave it
        var clip = Path.Combine(data, "dev_data", "pump", "test", "section_00_source_test_anomaly_0001_load_1.wav");
        var row = File.ReadAllLines(Path.Combine(run, "scores.csv")).Single(l => l.Contains("pump", StringComparison.Ordinal) && l.Contains(Path.GetFileName(clip), StringComparison.Ordinal));
        var detected = CommandLine.Run("detect", "--run", run, clip, "--machine", "pump").Succeeds().Output;
        var score = double.Parse(detected.Split('\n')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        var column = Array.IndexOf(File.ReadLines(Path.Combine(run, "scores.csv")).First().Split(','), "score");
        Assert.Equal(double.Parse(row.Split(',')[column], CultureInfo.InvariantCulture), score, 1e-5);

        // embed: one row of 256 numbers a file, the same whether a file is short or tiled by hand
        var rows = CommandLine.Run("embed", "--run", run, "--wav", clip, clip).Succeeds().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, rows.Length);
        Assert.All(rows, r => Assert.Equal(257, r.Split(',').Length));
        Assert.Equal(rows[1], rows[2]);

        // the ensemble of two runs
        var ensemble = CommandLine.Run("evaluate", run, other, "--ensemble", "--out", folder.File("ensemble.csv")).Succeeds().Output;
        Assert.Contains("ensemble of 2", ensemble, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.File("ensemble.csv")));
    }

    [Fact]
    public void MachinesWithTooFewClipsShowWhy()
    {
        using var folder = new TemporaryFolder();
        var data = SmallDataset.Write(folder.File("data"), source: 3, target: 0, test: 1);
        foreach (var wav in Directory.GetFiles(Path.Combine(data, "dev_data", "saw", "test"), "*anomaly*"))
            File.Delete(wav);
        var run = folder.File("run");
        var train = CommandLine.Run("train", "--data", data, "--system", "proposed", "--preset", "tiny", "--epochs", "1", "--out", run).Succeeds();
        Assert.Contains("saw", train.Error, StringComparison.Ordinal); // no target-domain training clips: said, not fatal
        CommandLine.Run("score", "--run", run, "--data", data).Succeeds();
        var evaluated = CommandLine.Run("evaluate", run).Succeeds().Output;
        Assert.Contains("n/a: saw section 00, no anomalous clips: official AUC source", evaluated, StringComparison.Ordinal);
        Assert.DoesNotContain(evaluated.Split('\n'), line => line.StartsWith("saw", StringComparison.Ordinal) && line.Contains(" 0.00", StringComparison.Ordinal));
    }

    private static void Train(string data, string run, int seed)
        => CommandLine.Run("train", "--data", data, "--system", "proposed", "--preset", "tiny", "--seed", seed.ToString(CultureInfo.InvariantCulture), "--out", run).Succeeds();

    private static IEnumerable<string?> Names(string run) => Directory.GetFiles(run).Select(Path.GetFileName).Order(StringComparer.Ordinal);

    private static List<string> Losses(string run) => [.. File.ReadAllLines(Path.Combine(run, "history.csv")).Select(l => l[..l.LastIndexOf(',')])];
}
