using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Experiments.Compare.Slurm;
using static TorchSharp.torch;

namespace Ssl4Asd.Cli.Commands;

/// <summary>The part of <c>ssl4asd compare</c> that plans the runs, hands them to Slurm and looks after them.</summary>
internal sealed class SlurmCommandOptions
{
    private static readonly string[] _paths = ["--data", "--truth"];
    private static readonly string[] _own = ["--out", "--cache", "--workers", "--device", "--replicates"];

    private readonly Option<bool> _slurm = new("--slurm") { Description = "Hand the runs to Slurm, one array task a run; the same again submits what is missing then, and makes the tables when all is there" };
    private readonly Option<string?> _partition = new("--partition") { Description = "With --slurm: the partition [default: the cluster's]", HelpName = "P" };
    private readonly Option<string?> _account = new("--account") { Description = "With --slurm: who is charged", HelpName = "A" };
    private readonly Option<string?> _gres = new("--gres") { Description = "With --slurm: what a task gets, such as gpu:1", HelpName = "G" };
    private readonly Option<string?> _time = new("--time") { Description = "With --slurm: time limit of a task, such as 2:00:00; one that reaches it goes on in another", HelpName = "T" };
    private readonly Option<string?> _memory = new("--mem") { Description = "With --slurm: memory of a task, such as 4G", HelpName = "M" };
    private readonly Option<int?> _cpus = new("--cpus") { Description = "With --slurm: cores of a task [default: one for each of its runs]", HelpName = "N" };
    private readonly Option<int> _runsPerTask = new("--runs-per-task") { Description = "With --slurm: runs that a task makes at once; several share a GPU", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<int?> _arrayLimit = new("--array-limit") { Description = "With --slurm: tasks at once at most", HelpName = "M" };
    private readonly Option<string?> _more = new("--sbatch") { Description = "With --slurm: further options of sbatch, as they stand", HelpName = "\"…\"" };
    private readonly Option<string?> _scratch = new("--scratch") { Description = "With --slurm: decoded recordings on each node's own disk, such as '$TMPDIR', instead of beside the data", HelpName = "DIR" };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "With --slurm: print the script, submit nothing" };
    private readonly Option<string?> _writeJob = new("--write-job") { Description = "With --slurm: write the script to a file to be edited, submit nothing", HelpName = "FILE" };
    private readonly Option<string?> _job = new("--job") { Description = "With --slurm: submit this script instead", HelpName = "FILE" };
    private readonly Option<bool> _status = new("--status") { Description = "How far each run is, and the last line of those that failed; makes nothing" };
    private readonly Option<bool> _plan = new("--plan") { Description = "What the missing runs cost in hours, memory and disk, from a measured minute of the first; makes no more than that" };
    private readonly Option<bool> _cancel = new("--cancel") { Description = "Cancel the jobs of this comparison; what they have finished is kept" };
    private readonly Option<int?> _task = new("--task") { Description = "Make the runs of this task only, and no tables; what the script of --slurm calls", HelpName = "N", Hidden = true };

    private IEnumerable<Option> All => [_slurm, _partition, _account, _gres, _time, _memory, _cpus, _runsPerTask, _arrayLimit, _more, _scratch, _dryRun, _writeJob, _job, _status, _cancel, _plan, _task];

    internal void AddTo(Command command)
    {
        foreach (var option in All)
            command.Add(option);
    }

    /// <summary>Says no where one of these options is given.</summary>
    internal void Refuse(ParseResult parsed, string other)
    {
        if (All.FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } given)
            throw new InputException($"{given.Name} does not go with {other}; submit each of its comparisons with compare --slurm --classes … --out {{folder of {other}}}/{{data}}, then collect with {other}.");
    }

    /// <summary>Does what these options ask for.</summary>
    /// <returns>The exit code; null where the comparison is to be made or collected by this process.</returns>
    internal int? Handle(ParseResult parsed, ComparisonRequest request, CancellationToken stop)
    {
        if (parsed.GetValue(_cancel))
        {
            Console.Out.WriteLine(SlurmSubmission.Cancel(request.Folder) is var count and > 0 ? $"cancelled {count} tasks; what they have finished is kept" : "no task is queued or running");
            return 0;
        }
        if (parsed.GetValue(_status))
            return ShowStatus(request, stop);
        if (!parsed.GetValue(_slurm))
        {
            Option[] allowed = parsed.GetValue(_task) is null ? [_plan] : [_task, _runsPerTask];
            if (All.Except(allowed).FirstOrDefault(o => parsed.GetResult(o) is { Implicit: false }) is { } given)
                throw new InputException($"{given.Name} is an option of --slurm; add that, or leave {given.Name} out.");
            return null;
        }
        var options = new SlurmOptions
        {
            Partition = parsed.GetValue(_partition),
            Account = parsed.GetValue(_account),
            Gres = parsed.GetValue(_gres),
            Time = parsed.GetValue(_time),
            Memory = parsed.GetValue(_memory),
            Cpus = parsed.GetValue(_cpus),
            RunsPerTask = parsed.GetValue(_runsPerTask),
            ArrayLimit = parsed.GetValue(_arrayLimit),
            More = parsed.GetValue(_more),
            Scratch = parsed.GetValue(_scratch),
        }.Validate();
        var command = TaskCommand(parsed, request, options);
        if (parsed.GetValue(_writeJob) is { } file)
        {
            var text = SlurmSubmission.Script(request, options, command, stop);
            AtomicFile.WriteText(file, writer => writer.Write(text));
            Console.Out.WriteLine($"{file}: submit it with --slurm --job {file}, or with sbatch");
            return 0;
        }
        if (parsed.GetValue(_dryRun))
        {
            Console.Out.Write(SlurmSubmission.Script(request, options, command, stop));
            return 0;
        }
        if (options.HasGpu && !HasCuda())
            throw new InputException($"--gres {options.Gres}: this build is for CPUs; build it for CUDA (environment.md), or leave --gres out.");
        var script = parsed.GetValue(_job);
        if (script is not null && !File.Exists(script))
            throw new InputException($"{script}: there is no such script; write one with --write-job.");
        if (SlurmSubmission.Submit(request, options, command, script, [AppContext.BaseDirectory], Console.Out.WriteLine, stop))
            return null; // all is there: collect
        Console.Out.WriteLine("see how far it is with --status instead of --slurm; the same command again submits what is missing then, and makes the tables when all is there");
        return 0;
    }

    /// <summary>Makes the runs of a task.</summary>
    /// <returns>Whether a task was asked for.</returns>
    internal bool MakeTask(ParseResult parsed, ComparisonRequest request, Device device, CancellationToken stop)
    {
        if (parsed.GetValue(_task) is not { } task)
            return false;
        var count = parsed.GetValue(_runsPerTask);
        var runs = request.Seeds * request.Variants.Count;
        ProgressDisplay.Show<object?>(report =>
        {
            if (task == SlurmSubmission.DecodingTask)
                Comparison.Decode(request, report, Output.Note, stop);
            else
                Comparison.MakeSome(request, [.. Enumerable.Range(task * count, count).Where(n => n == task * count || n < runs)], device, report, Output.Note, stop, WorkerCommand.Pool(count));
            return null;
        });
        return true;
    }

    /// <summary>Tells what the missing runs cost, from a measured minute of the first.</summary>
    /// <returns>Whether that was asked for.</returns>
    internal bool ShowPlan(ParseResult parsed, ComparisonRequest request, Device device, CancellationToken stop)
    {
        if (!parsed.GetValue(_plan))
            return false;
        var plan = ProgressDisplay.Show(report => ComparisonPlan.Measure(request, device, WorkerCommand.Pool(1), report, Output.Note, stop));
        Console.Out.WriteLine($"{plan.Missing} of {plan.Runs} runs to make");
        if (plan.Missing == 0)
            return true;
        Console.Out.WriteLine(plan.PassesPerSecond is { } rate
            ? FormattableString.Invariant($"measured: {plan.Measured}, {rate:0.0} clip passes/s on one {(device.type == TorchSharp.DeviceType.CPU ? "core" : "GPU")} of this machine; the hours below hold if the others cost what it does")
            : $"{plan.Measured} was over or gone before anything could be measured, so there are no hours");
        Console.Out.WriteLine($"memory: {(plan.MemoryOfARun is { } memory ? DiskSpace.Text(memory) : "not known")} a run, recordings that are mapped with it");
        Console.Out.WriteLine($"disk: {DiskSpace.Text(plan.DiskOfRecordings)} of decoded recordings, {DiskSpace.Text(plan.DiskOfARun * plan.Runs)} for all runs, {DiskSpace.Text(plan.DiskWhileTraining)} more for each that is being made");
        var cores = new[] { 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024 }.Where(c => c < plan.Missing).Append(plan.Missing);
        Output.Table(["runs at once", "hours", "core hours"], cores.Select(c => new[]
        {
            c.ToString(CultureInfo.InvariantCulture),
            plan.Hours(c)?.ToString("0.0", CultureInfo.InvariantCulture) ?? "",
            plan.Hours(1)?.ToString("0.0", CultureInfo.InvariantCulture) ?? "",
        }));
        return true;
    }

    private static int ShowStatus(ComparisonRequest request, CancellationToken stop)
    {
        var all = ComparisonStatus.Of(request, stop);
        var counts = all.GroupBy(s => s.State).OrderBy(g => g.Key).Select(g => $"{g.Count()} {Csv.Word(g.Key)}");
        Console.Out.WriteLine($"{all.Count} runs: {string.Join(", ", counts)}");
        var open = all.Where(s => s.State != RunState.Done).ToList();
        if (open.Count > 0)
            Output.Table(["run", "state", "job", "last line of its log"], open.Select(s => new[] { s.Run, Csv.Word(s.State), s.Job, s.Note }));
        return 0;
    }

    // What the user said, with whole paths, and one thread a run however many cores a node has.
    private List<string> TaskCommand(ParseResult parsed, ComparisonRequest request, SlurmOptions options)
    {
        var start = ThisProgram.Start("compare");
        var own = All.Select(o => o.Name).Concat(_own).ToHashSet(StringComparer.Ordinal);
        var command = new List<string> { start.FileName };
        command.AddRange(start.ArgumentList);
        foreach (var given in parsed.CommandResult.Children.OfType<OptionResult>().Where(r => !r.Implicit && !own.Contains(r.Option.Name)))
        {
            command.Add(given.Option.Name);
            command.AddRange(given.Tokens.Select(t => _paths.Contains(given.Option.Name) ? Path.GetFullPath(t.Value) : t.Value));
        }
        command.AddRange(["--out", Path.GetFullPath(request.Folder), "--device", options.HasGpu ? "cuda" : "cpu"]);
        if (options.RunsPerTask > 1)
            command.AddRange(["--runs-per-task", options.RunsPerTask.ToString(CultureInfo.InvariantCulture)]);
        return command;
    }

    // the libraries of a build that has them lie beside the program, or where NuGet keeps packages
    private static bool HasCuda() => File.ReadAllText(Path.ChangeExtension(typeof(SlurmCommandOptions).Assembly.Location, ".deps.json")).Contains("-cuda-", StringComparison.Ordinal);
}
