using System.Diagnostics;
using System.Globalization;
using Ssl4Asd.Tests.Experiments;

namespace Ssl4Asd.Tests.Cli;

/// <summary>Several workers, as a user sees them.</summary>
public sealed class WorkersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public WorkersTests() => SmallDataset.Write(_folder.File("data"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void HowManyWorkersThereAreDoesNotChangeAByte()
    {
        CommandLine.Run(Compare("two", "--workers", "2")).Succeeds();
        CommandLine.Run(Compare("three", "--workers", "3")).Succeeds();
        // the same number of threads in one process: .NET's count of cores decides it
        using (var process = CommandLine.Start(Compare("here", "--workers", "1"), ("DOTNET_PROCESSOR_COUNT", "1")))
        {
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
        }
        Assert.NotEmpty(Files("two"));
        foreach (var other in new[] { "three", "here" })
        {
            Assert.Equal(Files("two").Select(f => Path.GetRelativePath(_folder.File("two"), f)), Files(other).Select(f => Path.GetRelativePath(_folder.File(other), f)));
            foreach (var (one, two) in Files("two").Zip(Files(other)))
            {
                if (Path.GetFileName(one) == "history.csv") // its last column is the time
                    Assert.Equal(File.ReadAllLines(one).Select(l => l[..l.LastIndexOf(',')]), File.ReadAllLines(two).Select(l => l[..l.LastIndexOf(',')]));
                else
                    Assert.True(File.ReadAllBytes(one).AsSpan().SequenceEqual(File.ReadAllBytes(two)), two);
            }
        }
    }

    [Fact]
    public async Task ARunWhoseWorkerIsKilledGoesOnInAnother()
    {
        if (!OperatingSystem.IsLinux())
            return; // where to find the children of a process
        using var process = CommandLine.Start(Compare("out", "--workers", "2", "--seeds", "3"));
        var error = process.StandardError.ReadToEndAsync();
        Assert.True(SpinWait.SpinUntil(() => File.Exists(_folder.File("out", "runs", "baseline", "seed-0", "run.json")), TimeSpan.FromMinutes(1)));
        using (var worker = Process.GetProcessById(CommandLine.Children(process.Id)[0]))
            worker.Kill();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)));
        Assert.True(process.ExitCode == 0, await error);
        var line = Assert.Single((await error).Split('\n'), l => l.Contains("its worker", StringComparison.Ordinal));
        Assert.EndsWith(" seed 0, its worker was killed by signal 9; it is taken up again from its last epoch (1 of 3)", line, StringComparison.Ordinal);
        CommandLine.Run(Compare("undisturbed", "--workers", "2", "--seeds", "3")).Succeeds();
        ComparisonTests.SameResults(_folder, "undisturbed", "out");
    }

    [Fact]
    public async Task AnInterruptedComparisonTakesItsWorkersWithIt()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var process = CommandLine.Start(Compare("out", "--workers", "2", "--seeds", "9"));
        var error = process.StandardError.ReadToEndAsync();
        Assert.True(SpinWait.SpinUntil(() => File.Exists(_folder.File("out", "runs", "baseline", "seed-0", "history.csv")), TimeSpan.FromMinutes(1)));
        var workers = CommandLine.Children(process.Id);
        Assert.Equal(2, workers.Count);
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]))
            kill.WaitForExit();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));
        Assert.True(process.ExitCode == 130, await error);
        Assert.Contains("what was finished is kept", await error, StringComparison.Ordinal);
        Assert.DoesNotContain(workers, w => Directory.Exists($"/proc/{w}"));
    }

    [Fact]
    public void SystemsAndCache()
    {
        var data = _folder.File("data");
        var cache = _folder.File("cache");
        string[] Cached(params string[] more) => ["compare", "--data", data, "--preset", "tiny", "--cache", cache, .. more];
        CommandLine.Run(Cached("--systems", "propsed")).FailsWith("propsed", "did you mean 'proposed'?");
        CommandLine.Run(Cached("--systems", "baseline,proposed-crops-onc")).FailsWith("did you mean 'proposed-crops-once'?");
        CommandLine.Run(Cached("--systems", ",")).FailsWith("--systems");
        CommandLine.Run(Cached("--out", _folder.File("out"))).FailsWith("--out", "--cache");
        CommandLine.Run(Cached("--workers", "0")).FailsWith("workers", "1 … 1024");
        Assert.False(Directory.Exists(cache));

        CommandLine.Run(Cached("--systems", "proposed-one-k-means, Baseline-Without-Mixup,baseline,baseline")).Succeeds();
        var folder = Assert.Single(Directory.GetDirectories(cache));
        Assert.Matches("^tiny-[0-9a-f]{12}$", Path.GetFileName(folder));
        Assert.Equal(["baseline", "baseline-without-mixup", "proposed-one-k-means"], Directory.GetDirectories(Path.Combine(folder, "runs")).Select(Path.GetFileName).Order());
        var tables = File.ReadAllText(Path.Combine(folder, "tables.md"));
        Assert.Contains("## Other systems", tables, StringComparison.Ordinal);
        Assert.Contains("| split | metric | baseline | baseline-without-mixup |", tables, StringComparison.Ordinal);

        Assert.DoesNotContain("worker ", CommandLine.Run("--help").Succeeds().Output, StringComparison.Ordinal);
        CommandLine.Run("train", "--data", data, "--system", "baseline-without-mixup", "--preset", "tiny", "--out", _folder.File("run")).Succeeds();
    }

    private string[] Compare(string output, params string[] more)
        => ["compare", "--data", _folder.File("data"), "--preset", "tiny", "--systems", "baseline,proposed", "--out", _folder.File(output), .. more];

    private List<string> Files(string output) => [.. Directory.EnumerateFiles(_folder.File(output), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
