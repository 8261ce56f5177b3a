namespace Ssl4Asd.Tests.Cli;

public class ResumeTests
{
    [Theory]
    [InlineData("proposed", 8)]
    [InlineData("direct-act", 5)] // other losses, a weight decay, statistics that are moved twice a step
    [InlineData("regular+pitch-stretch", 5)] // clips are changed ahead of the step
    public void AKilledTrainingGoesOnAndEndsWithTheSameNumbers(string system, int epochs)
    {
        using var folder = new TemporaryFolder();
        var data = SmallDataset.Write(folder.File("data"), test: 1);
        string[] Train(string run, params string[] more) =>
            ["train", "--data", data, "--system", system, "--preset", "tiny", "--epochs", $"{epochs}", "--out", folder.File(run), .. more];
        CommandLine.Run(Train("undisturbed")).Succeeds();

        using (var process = CommandLine.Start(Train("killed")))
        {
            var checkpoint = folder.File("killed", "checkpoint.safetensors");
            Assert.True(SpinWait.SpinUntil(() => File.Exists(checkpoint) || process.HasExited, TimeSpan.FromMinutes(2)));
            process.Kill();
            process.WaitForExit();
        }
        Assert.False(File.Exists(folder.File("killed", "model.safetensors")), "the process was killed too late");
        CommandLine.Run("score", "--run", folder.File("killed"), "--data", data).FailsWith("--resume");
        CommandLine.Run(Train("killed", "--resume")).Succeeds();

        foreach (var name in new[] { "model.safetensors", "references.safetensors", "run.json" })
            Assert.True(File.ReadAllBytes(folder.File("undisturbed", name)).AsSpan().SequenceEqual(File.ReadAllBytes(folder.File("killed", name))), name);
        Assert.Equal(WithoutSeconds("undisturbed"), WithoutSeconds("killed"));
        Assert.False(File.Exists(folder.File("killed", "checkpoint.safetensors")));

        IEnumerable<string> WithoutSeconds(string run) => File.ReadAllLines(folder.File(run, "history.csv")).Select(l => l[..l.LastIndexOf(',')]);
    }
}
