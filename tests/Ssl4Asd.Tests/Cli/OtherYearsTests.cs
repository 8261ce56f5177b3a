namespace Ssl4Asd.Tests.Cli;

/// <summary>Train, score and evaluate on the layouts of 2020 and 2021: the official score is that of the year.</summary>
public sealed class OtherYearsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Year2020()
    {
        foreach (var machine in new[] { "fan", "valve" })
        {
            for (var i = 0; i < 8; i++) Write("dev_data", machine, $"train/normal_id_00_{i:00000000}.wav", i);
            for (var i = 0; i < 3; i++)
            {
                Write("dev_data", machine, $"test/normal_id_00_{i:00000000}.wav", 100 + i);
                Write("dev_data", machine, $"test/anomaly_id_00_{i:00000000}.wav", 200 + i);
            }
        }
        var output = Evaluated();
        Assert.Contains("official: all clips of an id (DCASE2020 has no domains); percent", output, StringComparison.Ordinal);
        Assert.Contains("arithmetic mean", output, StringComparison.Ordinal);
        Assert.DoesNotContain("target", output, StringComparison.Ordinal);
        Assert.Contains("\"scoring\": \"NoDomains\"", File.ReadAllText(_folder.File("run/run.json")), StringComparison.Ordinal);
    }

    [Fact]
    public void Year2021()
    {
        foreach (var machine in new[] { "fan", "valve" })
        {
            foreach (var domain in new[] { "source", "target" })
            {
                for (var i = 0; i < 4; i++) Write("dev_data", machine, $"train/section_00_{domain}_train_normal_{i:0000}_strength_{i % 2}.wav", i);
                for (var i = 0; i < 3; i++)
                {
                    Write("dev_data", machine, $"{domain}_test/section_00_{domain}_test_normal_{i:0000}.wav", 100 + i);
                    Write("dev_data", machine, $"{domain}_test/section_00_{domain}_test_anomaly_{i:0000}.wav", 200 + i);
                }
            }
        }
        var output = Evaluated();
        Assert.Contains("official: clips of a domain only (DCASE2021); percent", output, StringComparison.Ordinal);
        Assert.Contains("pAUC target", output, StringComparison.Ordinal);
        Assert.Contains("precision", output, StringComparison.Ordinal);
        Assert.Equal(25, File.ReadAllLines(_folder.File("run/scores.csv")).Length);
    }

    private void Write(string subset, string machine, string file, int seed) => SmallDataset.WriteClip(
        Path.Combine([_folder.File("data"), subset, machine, .. file.Split('/')]), machine == "fan" ? 200 : 500, file.Contains("target", StringComparison.Ordinal),
        file.Contains("anomaly", StringComparison.Ordinal), seed, seed, 0.6);

    private string Evaluated()
    {
        var (data, run) = (_folder.File("data"), _folder.File("run"));
        CommandLine.Run("train", "--data", data, "--system", "baseline", "--preset", "tiny", "--epochs", "1", "--out", run).Succeeds();
        CommandLine.Run("score", "--run", run, "--data", data).Succeeds();
        return CommandLine.Run("evaluate", run).Succeeds().Output;
    }
}
