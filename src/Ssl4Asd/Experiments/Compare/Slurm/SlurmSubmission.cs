using Ssl4Asd.Data;

namespace Ssl4Asd.Experiments.Compare.Slurm;

/// <summary>Hands the runs of a comparison to Slurm: one array job, whose tasks make a run each, and nothing more of scheduling.</summary>
public static class SlurmSubmission
{
    /// <summary>The task that decodes the recordings, before the others begin.</summary>
    public const int DecodingTask = -1;

    /// <summary>The script for what is missing now; nothing is submitted.</summary>
    /// <param name="request">What to compare.</param>
    /// <param name="options">What a task needs.</param>
    /// <param name="command">Program and arguments that make the runs of a task; its number is put behind them.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="InputException">The data, the folder or an option cannot be used.</exception>
    public static string Script(ComparisonRequest request, SlurmOptions options, IReadOnlyList<string> command, CancellationToken stop = default)
    {
        var all = Comparison.Runs(request).Count;
        var missing = Missing(ComparisonStatus.Of(request, live: null, options.RunsPerTask, stop));
        var tasks = missing.Count > 0 ? missing.Select(m => m.Number / options.RunsPerTask) : Enumerable.Range(0, (all + options.RunsPerTask - 1) / options.RunsPerTask);
        return Text(request, options, command, tasks);
    }

    /// <summary>Submits what is neither finished nor queued.</summary>
    /// <param name="request">What to compare.</param>
    /// <param name="options">What a task needs.</param>
    /// <param name="command">Program and arguments that make the runs of a task; its number is put behind them.</param>
    /// <param name="script">A script to submit instead of the one that is written here; null: that one.</param>
    /// <param name="sees">Files and folders beyond data and comparison that nodes have to see.</param>
    /// <param name="tell">Told, line by line, what was submitted, or why there was nothing to submit.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>Whether all runs are finished.</returns>
    /// <exception cref="InputException">The data, the folder, an option or the cluster cannot be used; what was submitted by then is listed.</exception>
    public static bool Submit(
        ComparisonRequest request, SlurmOptions options, IReadOnlyList<string> command, string? script, IEnumerable<string> sees, Action<string> tell, CancellationToken stop = default)
    {
        options.Validate();
        SlurmNodes.Check(options.Partition, [request.Folder, request.Data, .. sees]);
        using var owner = FileLock.Take(Path.Combine(SlurmScript.Logs(request.Folder), ".lock"), $"{request.Folder}: the list of its jobs", TimeSpan.FromMinutes(1));
        var states = ComparisonStatus.Of(request, SlurmJobs.Live(request.Folder), options.RunsPerTask, stop);
        var missing = Missing(states);
        var busy = states.Where(s => s.State is RunState.Running or RunState.Waiting).ToList();
        if (busy.Count > 0)
            tell($"{busy.Count} of {states.Count} runs are queued or running ({string.Join(", ", busy.Select(b => b.Job.Split('_')[0]).Distinct().Select(j => j == "" ? "on a machine of their own" : $"job {j}"))}); they are left alone");
        if (missing.Count == 0)
            return busy.Count == 0;
        if (script is null)
        {
            script = Path.Combine(SlurmScript.Logs(request.Folder), "job.sh");
            var text = Text(request, options, command, missing.Select(m => m.Number / options.RunsPerTask));
            AtomicFile.WriteText(script, file => file.Write(text));
        }
        string[] after = [];
        if (options.Scratch is null && !IsDecoded(request))
        {
            var job = Sbatch(script, [0], DecodingTask, limit: null);
            SlurmJobs.Add(request.Folder, [new SlurmTask { Job = job, Task = 0, Run = SlurmTask.Decoding }]);
            after = [$"--dependency=afterok:{job}", "--kill-on-invalid-dep=yes"];
            tell($"job {job}: decodes the recordings, once for all runs");
        }
        var runs = missing.ToLookup(m => m.Number / options.RunsPerTask, m => m.Status.Run);
        foreach (var (first, tasks) in SlurmScript.Arrays(runs.Select(r => r.Key)))
        {
            var job = Sbatch(script, tasks, first, options.ArrayLimit, after);
            List<SlurmTask> submitted = [.. from task in tasks from run in runs[first + task] select new SlurmTask { Job = job, Task = task, Run = run }];
            SlurmJobs.Add(request.Folder, submitted);
            tell($"job {job}: {submitted.Count} of {states.Count} runs, tasks {SlurmScript.Ranges(tasks)}");
        }
        return false;
    }

    /// <summary>Cancels what is queued or running; what the runs have finished is kept.</summary>
    /// <param name="folder">The folder of the comparison.</param>
    /// <returns>How many tasks that were.</returns>
    /// <exception cref="InputException">Slurm cannot be asked.</exception>
    public static int Cancel(string folder)
    {
        var count = SlurmJobs.Live(folder).Count;
        if (count > 0)
            SlurmJobs.Cancel(folder);
        return count;
    }

    private static string Text(ComparisonRequest request, SlurmOptions options, IReadOnlyList<string> command, IEnumerable<int> tasks)
    {
        options.Validate();
        var runtime = System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(); // ROOT/shared/Microsoft.NETCore.App/10.0.0/
        return SlurmScript.Text(request.Folder, options, command, tasks, Path.GetFullPath(Path.Combine(runtime, "..", "..", "..")));
    }

    private static List<(int Number, RunStatus Status)> Missing(IReadOnlyList<RunStatus> states) =>
        [.. states.Select((s, i) => (i, s)).Where(m => m.s.State is RunState.Missing or RunState.Begun or RunState.Failed)];

    private static bool IsDecoded(ComparisonRequest request)
    {
        var dataset = Dataset.Load(request.Data, request.Truth);
        return DatasetStore.IsBuilt(dataset.Root, Split.Train, dataset.TrainClips, request.Preset.Sound)
            && DatasetStore.IsBuilt(dataset.Root, Split.Test, dataset.TestClips, request.Preset.Sound);
    }

    // options of sbatch's own command line go before those of the script
    private static string Sbatch(string script, IEnumerable<int> tasks, int first, int? limit, params string[] more)
    {
        var lines = SlurmPrograms.Run("sbatch", ["--parsable", $"--array={SlurmScript.Array(tasks, limit)}", FormattableString.Invariant($"--export=ALL,{SlurmScript.First}={first}"), .. more, script]);
        return lines is [.., var last] ? last.Split(';')[0] : throw new InputException("sbatch did not say which job it submitted; squeue shows it.");
    }
}
