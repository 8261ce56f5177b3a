using System.ComponentModel;
using System.Diagnostics;

namespace Ssl4Asd.Experiments.Compare.Slurm;

/// <summary>Slurm's programs: sbatch, squeue, scancel, sinfo.</summary>
internal static class SlurmPrograms
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Calls one.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <returns>The lines that it printed.</returns>
    /// <exception cref="InputException">It is not there, or refuses: its own words are the message.</exception>
    internal static IReadOnlyList<string> Run(string program, params IEnumerable<string> arguments)
    {
        using var process = Start(program, arguments);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (!process.WaitForExit(Patience))
        {
            process.Kill();
            throw new InputException($"{program} does not answer; ask again when the cluster's controller does (sinfo shows it).");
        }
        return process.ExitCode == 0
            ? [.. Lines(output.Result)]
            : throw new InputException($"{program}: {Reason(error.Result)}");
    }

    private static Process Start(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            throw new InputException($"{program}, a program of Slurm, is not on this machine; call this on a login node of the cluster, or leave --slurm out to make the runs here.", e);
        }
    }

    // "sbatch: error: Batch job submission failed: Invalid partition name specified"; the first line says more than the last
    private static string Reason(string error)
    {
        var lines = Lines(error).Select(l => l[(l.LastIndexOf("error: ", StringComparison.Ordinal) is var i and >= 0 ? i + "error: ".Length : 0)..].TrimEnd('.')).ToList();
        return lines.Count == 0 ? "failed without a word" : string.Join("; ", lines.Distinct());
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
