namespace Ssl4Asd.Tests.Cli;

public class ResidentTests
{
    [Fact]
    public void WhereRecordingsLieChangesNoByte()
    {
        using var folder = new TemporaryFolder();
        var data = SmallDataset.Write(folder.File("data"), test: 1);
        foreach (var resident in new[] { "no", "yes" })
            CommandLine.Run("train", "--data", data, "--system", "proposed", "--preset", "tiny", "--device", "cpu", "--resident", resident, "--out", folder.File(resident)).Succeeds();
        foreach (var name in new[] { "model.safetensors", "references.safetensors", "run.json" })
            Assert.True(File.ReadAllBytes(folder.File("no", name)).AsSpan().SequenceEqual(File.ReadAllBytes(folder.File("yes", name))), name);
        Assert.Equal(WithoutSeconds("no"), WithoutSeconds("yes"));

        IEnumerable<string> WithoutSeconds(string run) => File.ReadAllLines(folder.File(run, "history.csv")).Select(l => l[..l.LastIndexOf(',')]);
    }
}
