using System.Globalization;
using CsvHelper.Configuration.Attributes;

namespace Ssl4Asd.Experiments.Compare.Slurm;

/// <summary>Which task of which job makes a run.</summary>
internal sealed record SlurmTask
{
    /// <summary>The number of the array job.</summary>
    [Name("job")]
    public required string Job { get; init; }

    /// <summary>The number in the array.</summary>
    [Name("task")]
    public required int Task { get; init; }

    /// <summary>The run's name (<see cref="ComparedRun.Name"/>); <see cref="Decoding"/> for the task that decodes the recordings.</summary>
    [Name("run")]
    public required string Run { get; init; }

    /// <summary>In the place of a run's name.</summary>
    internal const string Decoding = "decoding";

    /// <summary>Both numbers as Slurm writes them.</summary>
    [Ignore]
    public string Id => string.Create(CultureInfo.InvariantCulture, $"{Job}_{Task}");
}

/// <summary>The list of a comparison's jobs, <c>slurm/jobs.csv</c>, and what Slurm says of them.</summary>
internal static class SlurmJobs
{
    /// <summary>What was submitted, the latest last.</summary>
    internal static IReadOnlyList<SlurmTask> Read(string folder) =>
        File.Exists(ListOf(folder)) ? Csv.Read<SlurmTask>(ListOf(folder), "remove it; jobs that are queued are still found by their name") : [];

    /// <summary>Adds what was submitted now.</summary>
    internal static void Add(string folder, IEnumerable<SlurmTask> tasks) => Csv.Write<SlurmTask>(ListOf(folder), [.. Read(folder), .. tasks]);

    /// <summary>The states of the tasks that are queued or running, by their ids.</summary>
    /// <exception cref="InputException">Slurm cannot be asked.</exception>
    internal static IReadOnlyDictionary<string, string> Live(string folder) =>
        SlurmPrograms.Run("squeue", "--noheader", "--array", $"--name={SlurmScript.JobName(folder)}", "--format=%F_%K|%T")
            .Select(l => l.Split('|')).Where(p => p.Length == 2).DistinctBy(p => p[0]).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);

    /// <summary>Cancels all that is queued or running.</summary>
    /// <exception cref="InputException">Slurm cannot be asked.</exception>
    internal static void Cancel(string folder) => SlurmPrograms.Run("scancel", $"--name={SlurmScript.JobName(folder)}");

    /// <summary>The last words of a task, without the frames of a stack trace; "" where it has said nothing.</summary>
    internal static string LastLine(string folder, SlurmTask task)
    {
        const int tail = 16 * 1024;
        try
        {
            using var file = new FileStream(Path.Combine(SlurmScript.Logs(folder), $"{task.Id}.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            file.Seek(-Math.Min(tail, file.Length), SeekOrigin.End);
            using var text = new StreamReader(file);
            return text.ReadToEnd().Split('\n').LastOrDefault(l => l != "" && !char.IsWhiteSpace(l[0]), "").TrimEnd();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string ListOf(string folder) => Path.Combine(SlurmScript.Logs(folder), "jobs.csv");
}
