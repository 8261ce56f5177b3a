using System.Globalization;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments;
using Ssl4Asd.Scoring;

namespace Ssl4Asd.Tests.Cli;

/// <summary>The challenge's baseline by the same commands as all systems.</summary>
public class AutoencoderTests
{
    [Fact]
    public void TrainScoreEvaluateDetectAndResume()
    {
        using var folder = new TemporaryFolder();
        var data = SmallDataset.Write(folder.File("data"), source: 6, target: 2, test: 3);
        string[] Train(string name, params string[] more) => ["train", "--data", data, "--system", "autoencoder-mahalanobis", "--preset", "tiny", "--seed", "3", "--out", folder.File(name), .. more];
        CommandLine.Run(Train("run")).Succeeds();
        var run = new RunFolder(folder.File("run"));
        Assert.Equal(1 + 2 * 2, File.ReadAllLines(run.History).Length); // two machine types, two epochs
        CommandLine.Run("score", "--run", run.Path, "--data", data).Succeeds();
        Assert.Contains("official", CommandLine.Run("evaluate", run.Path).Succeeds().Output, StringComparison.Ordinal);
        var row = ScoresCsv.Read(run.Scores)[4];
        Assert.All(ScoresCsv.Read(run.Scores), r => Assert.True(r.Score > 0 && r.Threshold > 0));
        var detected = CommandLine.Run("detect", "--run", run.Path, Path.Combine(data, "dev_data", row.Machine, "test", row.File), "--machine", row.Machine).Succeeds().Output;
        Assert.Equal(row.Score, double.Parse(detected.Split('\n')[1].Split(' ')[0], CultureInfo.InvariantCulture), 1e-4 * row.Score);

        // the same seed gives the same bytes, also when it was stopped after the first machine type
        CommandLine.Run(Train("half")).Succeeds();
        var half = new RunFolder(folder.File("half"));
        var weights = Ssl4Asd.Training.Safetensors.Read(half.Model).Concat(Ssl4Asd.Training.Safetensors.Read(half.References)).Where(t => t.Key.StartsWith("pump/", StringComparison.Ordinal)).ToDictionary(t => t.Key, t => t.Value);
        Ssl4Asd.Training.Safetensors.Write(half.Checkpoint, weights);
        File.Delete(half.Model);
        File.Delete(half.References);
        CommandLine.Run("score", "--run", half.Path, "--data", data).FailsWith("training is not finished", "--resume");
        CommandLine.Run(Train("half", "--resume")).Succeeds();
        Assert.Equal(File.ReadAllBytes(run.Model), File.ReadAllBytes(half.Model));
        Assert.Equal(File.ReadAllBytes(run.References), File.ReadAllBytes(half.References));
        Assert.Equal(5, File.ReadAllLines(half.History).Length);
        Assert.False(File.Exists(half.Checkpoint));

        // what needs embeddings is refused
        CommandLine.Run("score", "--run", run.Path, "--data", data, "--backend", "ldn").FailsWith(run.Path, "no back ends");
        CommandLine.Run("detect", "--run", run.Path, "x.wav", "--machine", "pump", "--backend", "ldn").FailsWith("no back ends");
        CommandLine.Run("backends", run.Path).FailsWith("no back ends");
        CommandLine.Run("embed", "--run", run.Path, "--wav", Path.Combine(data, "dev_data", row.Machine, "test", row.File)).FailsWith("no embeddings");
        CommandLine.Run("detect", "--run", run.Path, "x.wav", "--machine", "drill").FailsWith("drill", "pump 00");
    }

    [Fact]
    public void OneMachineTypeIsEnoughAndItsAnomaliesAreReconstructedWorse()
    {
        using var folder = new TemporaryFolder();
        var data = SmallDataset.Write(folder.File("data"), machines: ["pump"], source: 40, target: 10, test: 6, seconds: 1);
        foreach (var d in Directory.GetFiles(folder.File("data"), "*_load_1.wav", SearchOption.AllDirectories))
            File.Move(d, d.Replace("_load_1", "_load_0", StringComparison.Ordinal)); // no attribute that differs
        CommandLine.Run("compare", "--data", data, "--systems", "autoencoder,autoencoder-mahalanobis", "--preset", "tiny", "--epochs", "100", "--out", folder.File("out")).Succeeds();
        foreach (var system in new[] { "autoencoder", "autoencoder-mahalanobis" })
        {
            var scores = ScoresCsv.Read(folder.File("out", "runs", system, "seed-0", "scores.csv"));
            double Mean(Condition condition) => scores.Where(r => r.Condition == condition).Average(r => r.Score);
            Assert.True(Mean(Condition.Anomaly) > Mean(Condition.Normal), $"{system}: {Mean(Condition.Anomaly)} {Mean(Condition.Normal)}");
        }
    }
}
