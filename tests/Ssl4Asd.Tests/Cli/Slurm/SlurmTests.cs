using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Ssl4Asd.Tests.Experiments;

namespace Ssl4Asd.Tests.Cli.Slurm;

/// <summary>A comparison on a real Slurm, with what happens to jobs there.</summary>
public sealed class SlurmTests(SlurmCluster cluster) : IClassFixture<SlurmCluster>, IDisposable
{
    private static readonly string[] _systems = ["baseline", "statex", "featex", "regular+statex", "regular+featex", "proposed"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        cluster.CancelAll();
        _folder.Dispose();
    }

    [SlurmFact]
    public void AComparisonThatIsDisturbedEndsWithTheBytesOfALocalOne()
    {
        SmallDataset.Write(_folder.File("data"));
        var compare = Compare("out", "--seeds", "2");

        // two people at once: one submits all, the other nothing
        using (var one = Start([.. compare, "--slurm"]))
        using (var two = Start([.. compare, "--slurm"]))
        {
            var outputs = new[] { one, two }.Select(p => p.StandardOutput.ReadToEndAsync()).ToList();
            Assert.Equal(["", ""], new[] { one, two }.Select(p => p.StandardError.ReadToEnd()));
            one.WaitForExit();
            two.WaitForExit();
            Assert.Equal((0, 0), (one.ExitCode, two.ExitCode));
            Assert.Single(outputs, o => o.Result.Contains("12 of 12 runs, tasks 0-11", StringComparison.Ordinal) && o.Result.Contains("decodes the recordings", StringComparison.Ordinal));
            Assert.Single(outputs, o => o.Result.Contains("12 of 12 runs are queued or running", StringComparison.Ordinal));
        }
        Assert.Equal(1 + 12, File.ReadLines(_folder.File("out", "slurm", "jobs.csv")).Skip(1).Distinct().Count()); // decoding, and the runs

        SlurmCluster.Wait(() => cluster.Queue().Count(IsRunning) >= 2, "no task starts");
        cluster.Stop("slurmctld");
        cluster.StartController();
        IReadOnlyList<int> workers = [];
        SlurmCluster.Wait(() => (workers = Workers()).Count > 0, "there is no worker");
        Process.GetProcessById(workers[0]).Kill();
        cluster.Stop("n2");
        cluster.StartNode("n2");
        IReadOnlyList<string> queue = [];
        SlurmCluster.Wait(() => cluster.NodesAreUp() && (queue = cluster.Queue()).Count > 1 && queue.Any(IsRunning), "no task starts");
        cluster.Ask("scancel", queue.First(IsRunning).Split(' ')[0]);
        cluster.Ask("scancel", queue[^1].Split(' ')[0]);
        cluster.WaitForAll();

        // the first of the two that were cancelled may have been done by then
        var status = Run([.. compare, "--status"]).Succeeds().Output;
        Assert.True(Regex.IsMatch(status, @"\A12 runs: \d+ done, [1-4] failed\n"), status);
        Assert.False(File.Exists(_folder.File("out", "results.csv")));
        var failed = status.Split('\n').Count(l => l.Contains("  failed  ", StringComparison.Ordinal));

        var again = Run([.. compare, "--slurm", "--runs-per-task", "2"]).Succeeds().Output; // several runs a task, some of which are done
        Assert.Contains($": {failed} of 12 runs, tasks ", again, StringComparison.Ordinal);
        Assert.DoesNotContain("decodes", again, StringComparison.Ordinal);
        cluster.WaitForAll();
        Assert.StartsWith("12 runs: 12 done\n", Run([.. compare, "--status"]).Succeeds().Output, StringComparison.Ordinal);

        Assert.Contains("all tables", Run([.. compare, "--slurm"]).Succeeds().Output, StringComparison.Ordinal);
        CommandLine.Run([.. Compare("local", "--seeds", "2"), "--workers", "2"]).Succeeds();
        ComparisonTests.SameResults(_folder, "local", "out");
        foreach (var system in _systems)
            Assert.Equal(File.ReadAllBytes(_folder.File("local", "runs", system, "seed-1", "model.safetensors")), File.ReadAllBytes(_folder.File("out", "runs", system, "seed-1", "model.safetensors")));
        Assert.Empty(Directory.EnumerateFiles(_folder.File("out", "runs"), "*.tmp", SearchOption.AllDirectories));
    }

    // Slurm makes a minute of 20 seconds, and looks every 30 seconds for jobs to warn: asked for 20 seconds before the end, it does so
    // 10 to 40 seconds after the start, when an epoch is done; for the minute of the script, it may be before that
    [SlurmFact]
    public void ARunThatIsLongerThanTheTimeLimitGoesOnFromItsLastEpochInAnotherTask()
    {
        SmallDataset.Write(_folder.File("data"));
        Run([.. Compare("out", "--systems", "baseline", "--epochs", "100000"), "--slurm", "--time", "0:20", "--sbatch=--signal=B:USR1@20"]).Succeeds();
        SlurmCluster.Wait(() => Parts().Length > 1, "the task is not queued again", 120);
        var run = _folder.File("out", "runs", "baseline", "seed-0");
        Assert.True(File.Exists(Path.Combine(run, "checkpoint.safetensors")));
        var done = File.ReadLines(Path.Combine(run, "history.csv")).Skip(1).Select(l => l.Split(',')[0]).Distinct().Count();
        Assert.InRange(done, 1, 99_999);
        cluster.StartWhatIsQueuedAgain();
        IReadOnlyList<int> later = [];
        SlurmCluster.Wait(() => (later = Epochs(Parts()[1])).Count > 0, "it does not go on");
        Assert.All(later, epoch => Assert.True(epoch > done, $"{epoch} after {done}"));

        string[] Parts() => string.Concat(Directory.GetFiles(_folder.File("out", "slurm"), "*.log").Select(File.ReadAllText)).Split("queued again");

        static List<int> Epochs(string log) => [.. Regex.Matches(log, @"epoch (\d+)/").Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture))];
    }

    [SlurmFact]
    public void JobsAreCancelled()
    {
        SmallDataset.Write(_folder.File("data"));
        var compare = Compare("out", "--systems", "baseline,statex", "--seeds", "2", "--epochs", "300");
        Assert.Contains("no task is queued", Run([.. compare, "--cancel"]).Succeeds().Output, StringComparison.Ordinal);
        Run([.. compare, "--slurm", "--array-limit", "1"]).Succeeds();
        Assert.Matches(@"cancelled [45] tasks", Run([.. compare, "--cancel"]).Succeeds().Output);
        cluster.WaitForAll();
        Assert.Matches(@"\A4 runs: 4 failed\n", Run([.. compare, "--status"]).Succeeds().Output);
    }

    [SlurmFact]
    public void RecordingsThatCannotBeDecodedAreTheLastWordOfAllRuns()
    {
        SmallDataset.Write(_folder.File("data"));
        var broken = Directory.GetFiles(_folder.File("data"), "*.wav", SearchOption.AllDirectories)[0];
        File.WriteAllText(broken, "no sound");
        var compare = Compare("out", "--systems", "baseline,statex");
        Run([.. compare, "--slurm"]).Succeeds();
        cluster.WaitForAll();
        var status = Run([.. compare, "--status"]).Succeeds().Output;
        Assert.StartsWith("2 runs: 2 failed", status, StringComparison.Ordinal);
        Assert.Equal(2, status.Split('\n').Count(l => l.Contains("never began; job ", StringComparison.Ordinal) && l.Contains(Path.GetFileName(broken), StringComparison.Ordinal)));
    }

    [SlurmFact]
    public void AFullDiskIsOneLineInTheStatusAndLosesNothing()
    {
        if (new TmpfsFactAttribute().Skip is not null)
            return; // said by the tests of full disks
        SmallDataset.Write(_folder.File("data"));
        Directory.CreateDirectory(_folder.File("out"));
        using var disk = new Tmpfs(_folder.File("out"), "200k");
        var compare = Compare("out", "--systems", "baseline", "--epochs", "2");
        Run([.. compare, "--slurm"]).Succeeds();
        cluster.WaitForAll();
        var status = Run([.. compare, "--status"]).Succeeds().Output;
        Assert.StartsWith("1 runs: 1 failed", status, StringComparison.Ordinal);
        Assert.Contains("the disk has room", status, StringComparison.Ordinal);
        disk.Resize("100m");
        Run([.. compare, "--slurm"]).Succeeds();
        cluster.WaitForAll();
        Assert.Contains("all tables", Run([.. compare, "--slurm"]).Succeeds().Output, StringComparison.Ordinal);
    }

    [SlurmFact]
    public void WhatTheClusterCannotDoIsRefusedBeforeAnythingIsSubmitted()
    {
        SmallDataset.Write(_folder.File("data"));
        string[] compare = [.. Compare("out"), "--slurm"];
        Run([.. compare, "--partition", "nope"]).FailsWith("no partition 'nope'");
        Run([.. compare, "--partition", "far"]).FailsWith(_folder.File("out"), "the node far does not see it");
        Run([.. compare, "--time", "soon"]).FailsWith("sbatch", "Invalid --time");
        Run([.. compare, "--gres", "gpu:1"]).FailsWith("--gres gpu:1", "for CPUs");
        Run([.. compare, "--cpus", "0"]).FailsWith("cpus", "1 … 1024");
        Run([.. compare, "--job", _folder.File("none.sh")]).FailsWith("none.sh", "--write-job");
        Run([.. compare, "--scratch", "\"x\""]).FailsWith("scratch", "quotation marks");
        Run([.. Compare("out"), "--runs-per-task", "2"]).FailsWith("--runs-per-task is an option of --slurm");
        Run([.. Compare("out"), "--partition", "main"]).FailsWith("--partition is an option of --slurm");
        Run("compare", "--granularity", "--slurm").FailsWith("--slurm does not go with --granularity");
        Assert.Empty(cluster.Queue());
        Assert.False(File.Exists(_folder.File("out", "slurm", "jobs.csv")));

        var script = _folder.File("job.sh");
        Run([.. compare, "--write-job", script, "--array-limit", "3", "--scratch", "$TMPDIR", "--sbatch=--nice=5"]).Succeeds();
        var written = File.ReadAllText(script);
        Assert.Contains("#SBATCH --array=0-5%3\n", written, StringComparison.Ordinal);
        Assert.Contains("export SSL4ASD_STORE=\"$TMPDIR\"", written, StringComparison.Ordinal);
        Assert.Contains("#SBATCH --nice=5\n", written, StringComparison.Ordinal);
        Assert.Equal(written, Run([.. compare, "--dry-run", "--array-limit", "3", "--scratch", "$TMPDIR", "--sbatch=--nice=5"]).Succeeds().Output);
        Assert.Empty(cluster.Queue());
    }

    [Fact]
    public void WithoutSlurmAndForAnotherSystem()
    {
        SmallDataset.Write(_folder.File("data"));
        string[] compare = [.. Compare("out"), "--slurm"];
        if (!File.Exists("/usr/bin/sbatch"))
            CommandLine.Run(compare).FailsWith("sinfo", "login node");
        if (OperatingSystem.IsWindows())
            return;
        Program("sinfo", "echo 'main*|n7|n7.cluster'");
        Program("scontrol", "echo 'NodeName=n7 Arch=mips64 CPUTot=2'");
        Program("sbatch", "exit 1");
        foreach (var folder in new[] { "/var/tmp/ssl4asd-none", "/dev/shm/ssl4asd-none" })
            WithPrograms(["compare", "--data", _folder.File("data"), "--preset", "tiny", "--out", folder, "--slurm"]).FailsWith(folder, "n7 does not see it");
        Program("sinfo", "echo 'main*|n7|localhost'");
        WithPrograms(compare).FailsWith("n7 is of architecture mips64");
        Assert.False(Directory.Exists(_folder.File("out")));

        CommandLine WithPrograms(string[] arguments) => Finish(CommandLine.Start(arguments, ("PATH", $"{_folder.File("bin")}:{Environment.GetEnvironmentVariable("PATH")}")));

        void Program(string name, string line)
        {
            Directory.CreateDirectory(_folder.File("bin"));
            File.WriteAllText(_folder.File("bin", name), $"#!/bin/sh\n{line}\n");
            File.SetUnixFileMode(_folder.File("bin", name), UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public void ATaskNeedsNoNetwork()
    {
        using var trial = OperatingSystem.IsLinux() ? Process.Start(new ProcessStartInfo("unshare", ["--map-root-user", "--net", "true"]) { RedirectStandardError = true }) : null;
        trial?.WaitForExit();
        if (trial?.ExitCode != 0)
            return; // no namespaces here
        SmallDataset.Write(_folder.File("data"));
        using var task = Process.Start(new ProcessStartInfo("unshare", ["--map-root-user", "--net", "dotnet", Path.Combine(AppContext.BaseDirectory, "Ssl4Asd.Cli.dll"), .. Compare("out"), "--task", "5"])
        {
            RedirectStandardError = true,
        })!;
        var error = task.StandardError.ReadToEnd();
        task.WaitForExit();
        Assert.True(task.ExitCode == 0, error);
        Assert.True(File.Exists(_folder.File("out", "runs", "proposed", "seed-0", "scores.csv")));
        Assert.Single(Directory.GetDirectories(_folder.File("out", "runs")));
        CommandLine.Run([.. Compare("out"), "--task", "6"]).FailsWith("no run 6", "it has 6");
    }

    [Fact]
    public void ThePlanTellsWhatIsMissing()
    {
        SmallDataset.Write(_folder.File("data"));
        var plan = CommandLine.Run([.. Compare("out"), "--plan", "--systems", "proposed,baseline", "--epochs", "40"]).Succeeds().Output;
        Assert.StartsWith("2 of 2 runs to make\nmeasured: baseline seed 0, ", plan, StringComparison.Ordinal);
        Assert.Matches(@"disk: [\d.]+ .B of decoded recordings", plan);
        Assert.Matches(@"runs at once +hours +core hours\n1 ", plan);
    }

    private string[] Compare(string output, params string[] more) => ["compare", "--data", _folder.File("data"), "--preset", "tiny", "--out", _folder.File(output), .. more];

    private static bool IsRunning(string task) => task.EndsWith(" RUNNING", StringComparison.Ordinal);

    // of the tasks of this cluster
    private List<int> Workers() => [.. Process.GetProcessesByName("dotnet").Select(p => p.Id)
        .Where(id => Read(id, "cmdline").EndsWith("\0worker\0", StringComparison.Ordinal) && Read(id, "environ").Contains(cluster.Configuration, StringComparison.Ordinal))];

    private static string Read(int id, string name)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/{name}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // it has ended
        }
    }

    private Process Start(params string[] arguments) => CommandLine.Start(arguments, ("SLURM_CONF", cluster.Configuration));

    private CommandLine Run(params string[] arguments) => Finish(Start(arguments));

    private static CommandLine Finish(Process process)
    {
        using (process)
        {
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new CommandLine(process.ExitCode, output, error.Result);
        }
    }
}
