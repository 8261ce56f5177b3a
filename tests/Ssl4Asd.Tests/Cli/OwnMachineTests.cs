using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ssl4Asd.Tests.Data.Own;

namespace Ssl4Asd.Tests.Cli;

/// <summary>From a folder of recordings to a detector, as a user does it.</summary>
public class OwnMachineTests
{
    [Fact]
    public void AdoptTrainScoreAndDetect()
    {
        using var folder = new TemporaryFolder();
        var (fan, data, run) = (SoundOf.Machine(folder.File("fan"), seconds: 0.6), folder.File("data"), folder.File("run"));
        var adopted = CommandLine.Run("adopt", fan, "--out", data).Succeeds().Output;
        Assert.Contains("fan      24      6          2         18           6                  6", adopted, StringComparison.Ordinal);
        Assert.EndsWith(data + "\n", adopted, StringComparison.Ordinal);
        var trained = CommandLine.Run("train", "--data", data, "--system", "featex", "--preset", "tiny", "--classes", "machine", "--out", run).Succeeds();
        Assert.Contains("4 of 18 training clips are held out", trained.Error, StringComparison.Ordinal);
        CommandLine.Run("score", "--run", run, "--data", data).Succeeds();
        Assert.Contains("harmonic mean", CommandLine.Run("evaluate", run).Succeeds().Output, StringComparison.Ordinal);

        string[] Detect(params string[] more) => ["detect", "--run", run, "--machine", "fan", .. more];
        var table = CommandLine.Run(Detect(Path.Combine(fan, "faulty"))).Succeeds();
        Assert.Equal(7, table.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("too few for 10 % false alarms", table.Error, StringComparison.Ordinal);

        var one = Path.Combine(fan, "normal", "day 1", "rec 000.wav");
        File.WriteAllLines(folder.File("list.txt"), [one, "", Path.Combine(fan, "faulty")]);
        var lines = CommandLine.Run(Detect("--list", folder.File("list.txt"), "--json", "--percentile", "50")).Succeeds().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(7, lines.Length);
        using var first = JsonDocument.Parse(lines[0]);
        Assert.Equal(one, first.RootElement.GetProperty("file").GetString());
        Assert.Equal(first.RootElement.GetProperty("score").GetDouble() - first.RootElement.GetProperty("threshold").GetDouble(), first.RootElement.GetProperty("margin").GetDouble(), 1e-12);

        var csv = CommandLine.Run(Detect("--hop", "0.05", one)).Succeeds().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(("file,start_seconds,score,threshold,margin,decision", 4), (csv[0], csv.Length)); // 0, 0.05 and 0.1 s of 0.6 s

        CommandLine.Run(Detect()).FailsWith("nothing to score");
        CommandLine.Run(Detect(one, "--percentile", "90", "--false-alarms", "1")).FailsWith("two ways");
        CommandLine.Run(Detect(one, "--false-alarms", "9000")).FailsWith("9000 false alarms", "7200 scores");
        CommandLine.Run(Detect("--list", folder.File("none.txt"))).FailsWith("none.txt");
        CommandLine.Run(Detect("--watch", folder.File("none"))).FailsWith("no such folder");

        if (OperatingSystem.IsWindows())
            return;
        var arriving = Directory.CreateDirectory(folder.File("arriving")).FullName;
        using var watching = CommandLine.Start(Detect("--watch", arriving));
        Assert.StartsWith("file,", watching.StandardOutput.ReadLine(), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(arriving, "broken.wav"), "RIFF");
        File.Copy(one, Path.Combine(arriving, "a.wav"));
        Assert.StartsWith(Path.Combine(arriving, "a.wav"), watching.StandardOutput.ReadLine(), StringComparison.Ordinal);
        File.Copy(one, Path.Combine(arriving, "b.wav"));
        Assert.StartsWith(Path.Combine(arriving, "b.wav"), watching.StandardOutput.ReadLine(), StringComparison.Ordinal);
        using (var kill = Process.Start("kill", ["-TERM", watching.Id.ToString(CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        Assert.True(watching.WaitForExit(20_000));
        Assert.Equal(0, watching.ExitCode);
        var told = watching.StandardError.ReadToEnd();
        Assert.Contains("broken.wav", told, StringComparison.Ordinal);
        Assert.DoesNotContain("NNPACK", trained.Error + table.Error + told, StringComparison.Ordinal); // libtorch's, about the processor
    }
}
