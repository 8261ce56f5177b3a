using System.Globalization;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments.Compare.Slurm;

namespace Ssl4Asd.Experiments.Compare;

/// <summary>How far a run of a comparison is.</summary>
public enum RunState
{
    /// <summary>Trained and scored.</summary>
    Done,

    /// <summary>Somebody is making it.</summary>
    Running,

    /// <summary>A task for it is queued.</summary>
    Waiting,

    /// <summary>A task for it ended without having finished it.</summary>
    Failed,

    /// <summary>There is something of it, and nobody is making it.</summary>
    Begun,

    /// <summary>There is nothing of it.</summary>
    Missing,
}

/// <summary>One run of a comparison, as it is now.</summary>
/// <param name="Run">System and seed.</param>
/// <param name="State">How far it is.</param>
/// <param name="Job">The task that makes it or made it last, <c>JOB_TASK</c>; "" where there is none.</param>
/// <param name="Note">The last line of that task's log; "" where there is none, or where the run is done.</param>
public sealed record RunStatus(string Run, RunState State, string Job, string Note);

/// <summary>Looks at the runs of a comparison, and at the jobs that make them, without touching any.</summary>
public static class ComparisonStatus
{
    /// <summary>All runs in their order, seed by seed.</summary>
    /// <param name="request">What is compared.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="InputException">The data or the request cannot be used.</exception>
    public static IReadOnlyList<RunStatus> Of(ComparisonRequest request, CancellationToken stop = default)
    {
        IReadOnlyDictionary<string, string>? live = null;
        try
        {
            live = SlurmJobs.Live(request.Folder);
        }
        catch (InputException)
        {
            // no Slurm here
        }
        return Of(request, live, runsPerTask: 1, stop);
    }

    /// <param name="request">What is compared.</param>
    /// <param name="live">The states of all queued and running tasks; null where that is not known.</param>
    /// <param name="runsPerTask">Of tasks that are on no list, because their script was submitted by hand.</param>
    /// <param name="stop">Ends the work.</param>
    internal static IReadOnlyList<RunStatus> Of(ComparisonRequest request, IReadOnlyDictionary<string, string>? live, int runsPerTask, CancellationToken stop)
    {
        request.Validate();
        using var recordings = Comparison.Load(request, report: null, notice: null, stop);
        var clips = recordings.Dataset.TestClips;
        var hash = ClipsHash.Of(clips);
        var runs = Comparison.Runs(request);
        var listed = SlurmJobs.Read(request.Folder);
        var known = listed.Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        var tasks = ByHand(live?.Keys ?? []).Concat(listed).ToLookup(t => t.Run, StringComparer.Ordinal);
        return [.. runs.Select(Status)];

        RunStatus Status(ComparedRun run)
        {
            stop.ThrowIfCancellationRequested();
            var mine = tasks[run.Name].ToList();
            if (run.FinishedScores(clips, hash) is not null)
                return new(run.Name, RunState.Done, mine is [.., var last] ? last.Id : "", "");
            if (mine.FirstOrDefault(t => live?.ContainsKey(t.Id) == true) is { } task)
                return new(run.Name, live![task.Id] is "PENDING" or "REQUEUED" or "REQUEUE_HOLD" ? RunState.Waiting : RunState.Running, task.Id, SlurmJobs.LastLine(request.Folder, task));
            if (run.IsOwned)
                return new(run.Name, RunState.Running, "", "");
            if (mine is [.., var ended])
                return new(run.Name, RunState.Failed, ended.Id, LastWords(ended));
            return new(run.Name, File.Exists(run.Folder.Settings) ? RunState.Begun : RunState.Missing, "", "");
        }

        // what had to wait for the recordings and never began has no log of its own
        string LastWords(SlurmTask ended) => SlurmJobs.LastLine(request.Folder, ended) is var line and not "" ? line
            : tasks[SlurmTask.Decoding].LastOrDefault() is { } decoding && SlurmJobs.LastLine(request.Folder, decoding) is var why and not "" ? $"never began; job {decoding.Job}, which decodes the recordings, said last: {why}"
            : $"left no log; see: sacct -j {ended.Id}";

        IEnumerable<SlurmTask> ByHand(IEnumerable<string> ids) =>
            from id in ids
            where !known.Contains(id)
            let parts = id.Split('_')
            where parts.Length == 2 && int.TryParse(parts[1], out _)
            let number = int.Parse(parts[1], CultureInfo.InvariantCulture)
            from run in runs.Skip(number * runsPerTask).Take(runsPerTask)
            select new SlurmTask { Job = parts[0], Task = number, Run = run.Name };
    }
}
