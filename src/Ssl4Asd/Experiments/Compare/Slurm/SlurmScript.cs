using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Ssl4Asd.Experiments.Compare.Slurm;

/// <summary>
/// The script of an array job whose tasks make the runs of a comparison. A task is warned a minute before its time is over; it
/// then stops after the step it is at, and is queued again, to go on from its last finished epoch.
/// </summary>
public static class SlurmScript
{
    /// <summary>The largest number of a task in one array that every Slurm takes, and one more.</summary>
    public const int ArraySize = 1000;

    /// <summary>The variable that is added to the number of a task, for arrays behind the first.</summary>
    public const string First = "SSL4ASD_FIRST_TASK";

    /// <summary>The name of a comparison's jobs: they are found by it, whoever submitted them.</summary>
    /// <param name="folder">The folder of the comparison.</param>
    public static string JobName(string folder) =>
        $"ssl4asd-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Full(folder))).AsSpan(0, 4))}";

    /// <summary>The text of the script.</summary>
    /// <param name="folder">The folder of the comparison.</param>
    /// <param name="options">What a task needs.</param>
    /// <param name="command">Program and arguments that make the runs of a task; its number is put behind them.</param>
    /// <param name="tasks">Which tasks there are, for somebody who submits the script by hand; at least one.</param>
    /// <param name="dotnetRoot">Where .NET is.</param>
    public static string Text(string folder, SlurmOptions options, IReadOnlyList<string> command, IEnumerable<int> tasks, string dotnetRoot)
    {
        var text = new StringBuilder("#!/bin/bash\n");
        var arrays = Arrays(tasks);
        Line("job-name", JobName(folder));
        Line("array", Array(arrays[0].Tasks, options.ArrayLimit));
        Line("partition", options.Partition);
        Line("account", options.Account);
        Line("gres", options.Gres);
        Line("time", options.Time);
        Line("mem", options.Memory);
        Line("cpus-per-task", (options.Cpus ?? options.RunsPerTask).ToString(CultureInfo.InvariantCulture));
        Line("output", $"{Logs(folder).Replace("%", "%%", StringComparison.Ordinal)}/%A_%a.log");
        text.Append("#SBATCH --open-mode=append\n");
        text.Append("#SBATCH --requeue                  # after a lost node or preemption, from the last finished epoch\n");
        text.Append("#SBATCH --signal=B:USR1@60         # a minute before the time is over\n");
        if (options.More is not null)
            text.Append(CultureInfo.InvariantCulture, $"#SBATCH {options.More}\n");
        foreach (var (first, numbers) in arrays.Skip(1))
            text.Append(CultureInfo.InvariantCulture, $"# and with this script once more: sbatch --array={Array(numbers, options.ArrayLimit)} --export=ALL,{First}={first}\n");
        text.Append(CultureInfo.InvariantCulture, $"""

            cd {Quoted(Full(folder))} || {"{"} echo "this node does not see the folder of the comparison" >&2; exit 2; {"}"}
            export DOTNET_ROOT={Quoted(dotnetRoot)} DOTNET_CLI_TELEMETRY_OPTOUT=1

            """);
        if (options.Scratch is { } scratch)
            text.Append(CultureInfo.InvariantCulture, $"export SSL4ASD_STORE=\"{scratch}\"   # decoded recordings, on the node's own disk\n");
        text.Append(CultureInfo.InvariantCulture, $"""

            {string.Join(" \\\n  ", CommandLines(command))} \
              --task "$((${"{"}{First}:-{arrays[0].First}{"}"} + SLURM_ARRAY_TASK_ID))" &
            pid=$! warned=
            trap 'warned=yes; kill -TERM $pid' USR1
            trap 'kill -TERM $pid' TERM
            while kill -0 $pid 2> /dev/null; do wait $pid; done   # a signal ends wait
            wait $pid; code=$?

            # 130: stopped, and at least one more epoch is done
            if [ -n "$warned" ] && [ $code -eq 130 ]; then
              echo "the time limit came; queued again, to go on from the last epoch"
              scontrol requeue "${"{"}SLURM_ARRAY_JOB_ID{"}"}_$SLURM_ARRAY_TASK_ID"
            fi
            exit $code

            """);
        return text.ToString();

        void Line(string option, string? value)
        {
            if (value is not null)
                text.Append(CultureInfo.InvariantCulture, $"#SBATCH --{option}={(value.All(IsPlain) ? value : $"\"{value}\"")}\n");
        }
    }

    /// <summary>The folder of the tasks' logs, of the script as it was submitted last, and of the list of jobs.</summary>
    /// <param name="folder">The folder of the comparison.</param>
    public static string Logs(string folder) => Path.Combine(Full(folder), "slurm");

    /// <summary>Tasks as arrays that every Slurm takes: the number that is added to those of an array, and these.</summary>
    internal static IReadOnlyList<(int First, IReadOnlyList<int> Tasks)> Arrays(IEnumerable<int> tasks) =>
        [.. tasks.Distinct().GroupBy(t => t / ArraySize * ArraySize).OrderBy(g => g.Key).Select(g => (g.Key, (IReadOnlyList<int>)[.. g.Select(t => t - g.Key)]))];

    /// <summary>The value of sbatch's <c>--array</c>.</summary>
    internal static string Array(IEnumerable<int> tasks, int? limit) => Ranges(tasks) + (limit is null ? "" : FormattableString.Invariant($"%{limit}"));

    /// <summary>Numbers as sbatch writes them: <c>0-3,7</c>.</summary>
    internal static string Ranges(IEnumerable<int> numbers)
    {
        var ranges = new List<(int From, int To)>();
        foreach (var n in numbers.Order())
        {
            if (ranges.Count > 0 && ranges[^1].To == n - 1)
                ranges[^1] = (ranges[^1].From, n);
            else
                ranges.Add((n, n));
        }
        return string.Join(',', ranges.Select(r => r.From == r.To ? FormattableString.Invariant($"{r.From}") : FormattableString.Invariant($"{r.From}-{r.To}")));
    }

    private static string Full(string folder) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));

    // the program and its verb, then an option with its value on each line
    private static IEnumerable<string> CommandLines(IReadOnlyList<string> command)
    {
        var line = new StringBuilder();
        foreach (var word in command)
        {
            if (word.StartsWith("--", StringComparison.Ordinal) && line.Length > 0)
            {
                yield return line.ToString();
                line.Clear();
            }
            line.Append(line.Length > 0 ? " " : "").Append(Quoted(word));
        }
        yield return line.ToString();
    }

    private static string Quoted(string word) => word.Length > 0 && word.All(IsPlain) ? word : $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || "-_./,:+=@%".Contains(c, StringComparison.Ordinal);
}
