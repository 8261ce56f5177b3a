using System.Diagnostics;
using System.Globalization;
using Ssl4Asd.Experiments.Bench;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Tests.Cli;

public sealed class BenchTests : IDisposable
{
    private static readonly string[] Stages = ["store build", "batch loading", "features", "forward", "backward", "optimiser", "training step", "embedding", "k-means", "scoring"];

    private readonly TemporaryFolder _folder = new();

    public BenchTests() => Directory.CreateDirectory(Temporary);

    private string Temporary => _folder.File("temporary");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Stages_of_a_data_set_as_a_table_and_as_csv()
    {
        SmallDataset.Write(_folder.File("data"));
        var result = Bench("--data", _folder.File("data"), "--batch", "6", "--clip-seconds", "0.4", "--out", _folder.File("bench.csv")).Succeeds();
        var lines = result.Output.Split('\n');
        Assert.Equal("stages, preset tiny: batches of 6 clips of 0.4 s, 167 classes, device cpu, " + Environment.ProcessorCount + " threads, 1 runs", lines[0].Replace("cuda", "cpu", StringComparison.Ordinal));
        Assert.Equal(Stages, lines[2..12].Select(l => l.Split("  ")[0]));

        var rows = File.ReadAllLines(_folder.File("bench.csv")).Select(l => l.Split(',')).ToList();
        Assert.Equal(["table", "name", "at", "quantity", "min", "median", "max"], rows[0]);
        Assert.Equal(Stages, rows.Where(r => r[3] == "clips/s").Select(r => r[1]));
        Assert.All(rows.Skip(1).SelectMany(r => r[4..]), v => Assert.InRange(double.Parse(v, CultureInfo.InvariantCulture), 1e-9, 1e15));
        Assert.Equal(1, rows.Where(r => r[3] == "share of a step").Sum(r => double.Parse(r[5], CultureInfo.InvariantCulture)), 1e-9);
        Assert.False(Directory.Exists(_folder.File("data", ".ssl4asd")));
        Assert.Empty(Directory.GetFileSystemEntries(Temporary));
    }

    [Fact]
    public void Without_torch_the_comparison_is_skipped_in_one_line()
    {
        foreach (var python in new[] { _folder.File("nowhere"), Script("python", "exit 1") }.Take(OperatingSystem.IsWindows() ? 1 : 2))
        {
            var result = Bench("--compare-pytorch", "--python", python).Succeeds();
            var line = Assert.Single(result.Error.Split('\n'), l => l.Contains("PyTorch", StringComparison.Ordinal));
            Assert.Contains("skipped", line, StringComparison.Ordinal);
            Assert.Contains(python, line, StringComparison.Ordinal);
            Assert.Contains("python3-torch", line, StringComparison.Ordinal);
            Assert.StartsWith("stages", result.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("speedup", result.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_fast_path_is_compared_with_layer_by_layer()
    {
        var result = Bench("--compare-layers").Succeeds();
        var table = result.Output.Split('\n').Where(l => l.StartsWith("training  ", StringComparison.Ordinal) || l.StartsWith("embedding  ", StringComparison.Ordinal)).Take(8)
            .Select(l => l.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).ToList();
        Assert.Equal(from _ in Enumerable.Range(0, 4) from side in new[] { "Ssl4Asd", "layer by layer" } select side, table.Select(l => l[2]));
        Assert.Equal(from _ in Enumerable.Range(0, 2) from steps in new[] { "first", "first", "warm", "warm" } select steps, table.Select(l => l[1]));
        using var layers = new TrainingStep(TinyPreset.Value, classes: 5, TorchSharp.torch.CPU, layerByLayer: true);
        Assert.False(layers.Model.UsesFastPath || layers.Model.Network.UsesFastPath);
    }

    [Fact]
    public void Sides_take_turns_in_processes_of_their_own()
    {
        if (OperatingSystem.IsWindows())
            return; // the script below is one for sh
        // a Python that says what it was asked, and an hour for each step
        var python = Script("python", $$"""
            [ "$1" = -c ] && exit 0
            test -f "$(dirname "$1")/reference.py" || exit 3
            echo "${MALLOC_MMAP_THRESHOLD_-none} ${MALLOC_TRIM_THRESHOLD_-none} $*" >> {{_folder.File("log")}}
            echo '{"seconds": [3600, 3600, 3600], "peak_bytes": 8000000000, "threads": 1, "torch": "0", "parameters": null}'
            """);
        var result = Bench([("MALLOC_TRIM_THRESHOLD_", "1"), ("SSL4ASD_PYTHON", python)], "--compare-pytorch", "--runs", "2", "--classes", "5", "--out", _folder.File("bench.csv")).Succeeds();
        Assert.Contains("PyTorch, tuned", result.Output, StringComparison.Ordinal);

        var asked = File.ReadAllLines(_folder.File("log")).Select(l => l.Replace(l.Split(' ')[2], "SCRIPT", StringComparison.Ordinal)).ToList();
        string Call(string work, bool tuned) => $"{(tuned ? "1073741824 17179869184" : "none none")} SCRIPT {work} --samples 8000 --batch 8 --classes 5 --subclusters 4 --steps 3 --warm-up 0 --threads {Environment.ProcessorCount} --device cpu{(tuned ? " --channels-last" : "")}";
        string[] round = [Call("training", false), Call("training", true), Call("embedding", false), Call("embedding", true)];
        Assert.Equal([.. round, .. round], asked.Select(l => l.Replace("--device cuda", "--device cpu", StringComparison.Ordinal)));

        var rows = File.ReadAllLines(_folder.File("bench.csv")).Where(l => l.StartsWith("comparison", StringComparison.Ordinal)).ToList();
        double Median(string start) => double.Parse(Assert.Single(rows, r => r.StartsWith(start, StringComparison.Ordinal)).Split(',')[^2], CultureInfo.InvariantCulture);
        foreach (var work in new[] { "training", "embedding" })
        {
            Assert.InRange(Median($"comparison,\"{work}, Ssl4Asd\",,clips/s"), 0.1, 1e6);
            Assert.Equal(8 / 3600.0, Median($"comparison,\"{work}, PyTorch\",,clips/s"), 1e-12);
            Assert.InRange(Median($"comparison,\"{work}, PyTorch, tuned\",,speedup"), 100, 1e9);
            Assert.InRange(Median($"comparison,\"{work}, PyTorch\",,memory ratio"), 0.005, 1);
        }
        Assert.Empty(Directory.GetFileSystemEntries(Temporary));
    }

    [TorchFact]
    public void Both_sides_train_the_same_network()
    {
        // the comparison stops where their numbers of parameters differ
        var result = Bench([("SSL4ASD_PYTHON", TorchFactAttribute.Python!)], "--compare-pytorch").Succeeds();
        var table = result.Output.Split('\n').Where(l => l.StartsWith("training  ", StringComparison.Ordinal) || l.StartsWith("embedding  ", StringComparison.Ordinal)).Take(6);
        Assert.Equal(["Ssl4Asd", "PyTorch", "PyTorch, tuned", "Ssl4Asd", "PyTorch", "PyTorch, tuned"], table.Select(l => l.Split("  ", StringSplitOptions.RemoveEmptyEntries)[1].Trim()));
    }

    [Fact]
    public async Task A_stopped_comparison_takes_its_processes_and_files_with_it()
    {
        if (!OperatingSystem.IsLinux())
            return; // where to find the children of a process
        var python = Script("python", $"[ \"$1\" = -c ] && exit 0\ntouch {_folder.File("asked")}\nsleep 600");
        using var process = CommandLine.Start(["bench", "--preset", "tiny", "--compare-pytorch", "--python", python], ("TMPDIR", Temporary));
        var error = process.StandardError.ReadToEndAsync();
        Assert.True(SpinWait.SpinUntil(() => File.Exists(_folder.File("asked")), TimeSpan.FromMinutes(1)));
        var children = CommandLine.Children(process.Id);
        Assert.NotEmpty(children);
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));
        Assert.True(process.ExitCode == 130, await error);
        Assert.DoesNotContain(children, c => Directory.Exists($"/proc/{c}"));
        Assert.Empty(Directory.GetFileSystemEntries(Temporary));
    }

    [Fact]
    public void A_side_that_fails_is_one_line()
    {
        if (OperatingSystem.IsWindows())
            return;
        var python = Script("python", "[ \"$1\" = -c ] && exit 0\necho 'Traceback' >&2\necho 'RuntimeError: no luck' >&2\nexit 1");
        Assert.Contains("PyTorch failed: RuntimeError: no luck", Bench("--compare-pytorch", "--python", python).Error, StringComparison.Ordinal);
        Assert.Equal(2, Bench("--compare-pytorch", "--python", python).ExitCode);
    }

    [Fact]
    public void Bad_options()
    {
        Bench("--runs", "0").FailsWith("Runs", "1 … 1000");
        Bench("--runs", "few").FailsWith("--runs", "whole number");
        Bench("--batch", "1").FailsWith("BatchSize", "at least 2");
        Bench("--clip-seconds", "0.1").FailsWith("ClipSeconds");
        CommandLine.Run("bench", "--warm-up", "-1").FailsWith("WarmUp", "0 … 600");
        Bench("--classes", "1").FailsWith("Classes");
        Bench("--device", "gpu").FailsWith("gpu");
        Bench("--data", _folder.File("nowhere")).FailsWith("nowhere");
        CommandLine.Run("bench", "--preset", "huge").FailsWith("huge", "paper");
        CommandLine.Run("bench", "--fast").FailsWith("--fast", "bench --help");
        CommandLine.Run("bench-worker", "{}").FailsWith("no task");
        Assert.DoesNotContain("bench-worker", CommandLine.Run("--help").Succeeds().Output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Temporary));
    }

    private CommandLine Bench(params string[] options) => Bench([], options);

    private CommandLine Bench((string, string)[] environment, params string[] options)
    {
        string[] runs = options.Contains("--runs") ? [] : ["--runs", "1"];
        using var process = CommandLine.Start(["bench", "--preset", "tiny", "--warm-up", "0", .. runs, .. options], [("TMPDIR", Temporary), .. environment]);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var lines = error.Result.Split('\n').Where(l => !l.Contains("measuring ", StringComparison.Ordinal) && !l.Contains("comparing ", StringComparison.Ordinal));
        return new CommandLine(process.ExitCode, output, string.Join('\n', lines));
    }

    private string Script(string name, string text)
    {
        var path = _folder.File(name);
        File.WriteAllText(path, "#!/bin/sh\n" + text.ReplaceLineEndings("\n") + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }
}

/// <summary>A test that needs a Python with torch; skipped, saying so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class TorchFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> _python = new(() =>
        new[] { Environment.GetEnvironmentVariable("SSL4ASD_PYTHON"), "/usr/bin/python3", "python3" }.FirstOrDefault(python => !string.IsNullOrEmpty(python) && HasTorch(python)));

    public TorchFactAttribute()
    {
        if (Python is null)
            Skip = "no Python with torch here; name one in SSL4ASD_PYTHON";
    }

    internal static string? Python => _python.Value;

    private static bool HasTorch(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import torch"]) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
