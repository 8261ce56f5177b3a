using Ssl4Asd.Experiments;

namespace Ssl4Asd.Tests.Cli;

public class PseudoLabelsTests
{
    [Fact]
    public void MachinesWhoseAttributesAreHiddenGetClassesFromTheEmbeddingsOfAFirstRun()
    {
        using var folder = new TemporaryFolder();
        var data = SmallDataset.Write(folder.File("data"), source: 10);
        foreach (var file in Directory.GetFiles(Path.Combine(data, "dev_data", "saw"), "*.wav", SearchOption.AllDirectories))
            File.Move(file, file.Replace("_load_0", "_noAttribute", StringComparison.Ordinal).Replace("_load_1", "_noAttribute", StringComparison.Ordinal));
        CommandLine Train(string run, params string[] more) =>
            CommandLine.Run(["train", "--data", data, "--system", "baseline", "--preset", "tiny", "--epochs", "2", "--out", folder.File(run), .. more]);
        Train("first").Succeeds();

        var labels = folder.File("labels.csv");
        Assert.Contains("labels of 12 training clips of 1 machine", CommandLine.Run("pseudo-labels", "--run", folder.File("first"), "--clusters", "2", "--out", labels).Succeeds().Output, StringComparison.Ordinal);
        var rows = File.ReadAllLines(labels);
        Assert.Equal("machine,section,file,label", rows[0]);
        Assert.Equal(12, rows.Length - 1);
        Assert.All(rows.Skip(1), row => Assert.Matches(@"^saw,00,section_00_(source|target)_train_normal_\d{4}_noAttribute\.wav,pseudo-[01]$", row));
        CommandLine.Run("pseudo-labels", "--run", folder.File("first"), "--clusters", "2", "--out", folder.File("again.csv")).Succeeds();
        Assert.Equal(rows, File.ReadAllLines(folder.File("again.csv")));

        Train("second", "--pseudo-labels", labels).Succeeds();
        var settings = RunSettings.Read(folder.File("second", "run.json"));
        Assert.Equal(
            ["pump/00/load_0/source", "pump/00/load_0/target", "pump/00/load_1/source", "pump/00/load_1/target", "saw/00/pseudo-0", "saw/00/pseudo-1"], settings.Classes);
        Assert.NotNull(settings.PseudoLabelsHash);
        Assert.Null(RunSettings.Read(folder.File("first", "run.json")).PseudoLabelsHash);
        CommandLine.Run("score", "--run", folder.File("second"), "--data", data).Succeeds();

        // another file is another run
        File.WriteAllText(labels, string.Join('\n', rows).Replace("pseudo-1", "pseudo-7", StringComparison.Ordinal));
        Train("second", "--pseudo-labels", labels, "--resume").FailsWith("classes");
        Train("third", "--pseudo-labels", folder.File("none.csv")).FailsWith("none.csv", "ssl4asd pseudo-labels");
        File.WriteAllText(labels, "machine,section,file,label\nfan,00,a.wav,pseudo-1\n");
        Train("third", "--pseudo-labels", labels).FailsWith("labels.csv", "none of its 1 clips");
        CommandLine.Run("pseudo-labels", "--run", folder.File("first"), "--clusters", "1", "--out", labels).FailsWith("clusters", "2 or more");
    }

    [Fact]
    public void WhoseAttributesAreKnownKeepsThem()
    {
        using var folder = new TemporaryFolder();
        var data = SmallDataset.Write(folder.File("data"));
        CommandLine.Run("train", "--data", data, "--system", "baseline", "--preset", "tiny", "--epochs", "1", "--out", folder.File("run")).Succeeds();
        CommandLine.Run("pseudo-labels", "--run", folder.File("run"), "--out", folder.File("a.csv")).FailsWith("attributes of all its machines are known", "--all");
        Assert.False(File.Exists(folder.File("a.csv")));
        CommandLine.Run("pseudo-labels", "--run", folder.File("run"), "--clusters", "3", "--all", "--out", folder.File("a.csv")).Succeeds();
        Assert.Equal(1 + 16, File.ReadAllLines(folder.File("a.csv")).Length);
        CommandLine.Run("pseudo-labels", "--run", folder.File("none"), "--out", folder.File("a.csv")).FailsWith("none");
    }
}
