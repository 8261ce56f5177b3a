using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ssl4Asd.Cli;

/// <summary>Wrong input, and failures below TorchSharp and of the disk that a user can do something about, in one line.</summary>
internal static class FailureLine
{
    /// <summary>What went wrong and what to do, or null where the exception is of another kind.</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="command">The command that was carried out.</param>
    internal static string? Explain(Exception exception, string command) => Innermost(exception) switch
    {
        // whatever a file that was being read then is blamed for
        Exception e when IsMissingPart(e) => $"a part of the program cannot be loaded ({FirstLine(e)}); allow more open files (ulimit -n), or build it again.",
        _ when exception is InputException => exception.Message,
        OutOfMemoryException when Any<TaskSchedulerException>(exception) => "no thread can be started; allow more open files, threads and memory (ulimit -a).",
        // TorchSharp's, when its native part cannot be loaded; wrapped in a TypeInitializationException
        NotSupportedException e => $"{FirstLine(e)}; run data-scripts/setup.sh, which finds packages that work here (environment.md).",
        OutOfMemoryException => "not enough memory; take a smaller preset, or train with a lower --batch-size or --clip-seconds.",
        ExternalException e when e.Message.Contains("memory", StringComparison.OrdinalIgnoreCase) // libtorch's
            => $"not enough memory ({FirstLine(e)}); take a smaller preset, or train with a lower --batch-size or --clip-seconds.",
        // its own kind: .NET derives errors of the system from it
        ExternalException e when e.GetType() == typeof(ExternalException) || e is SEHException => $"libtorch failed in {Place(e)} ({FirstLine(e)}); {Advice(command)}",
        // where it is not known of which work: that has said so itself
        UnauthorizedAccessException or IOException and not FileNotFoundException => $"{FirstLine(OfTheDisk(exception))}; check the disk and permissions there, then {Advice(command)}",
        _ => null,
    };

    // of .NET or of this program
    private static bool IsMissingPart(Exception e) =>
        e is DllNotFoundException || (e is FileNotFoundException or FileLoadException && e.Message.Contains("file or assembly '", StringComparison.Ordinal));

    private static string Advice(string command) => command switch
    {
        "train" => "finished epochs are kept: give the same command with --resume to go on.",
        "worker" => "finished epochs are kept.",
        "compare" => "what was finished is kept: give the same command to go on.",
        _ => "give the same command again.",
    };

    private static Exception Innermost(Exception e) => e.InnerException is { } inner ? Innermost(inner) : e;

    private static bool Any<T>(Exception? e) where T : Exception => e is not null && (e is T || Any<T>(e.InnerException));

    // the outermost one of that kind names the file
    private static Exception OfTheDisk(Exception e) => e is UnauthorizedAccessException or IOException || e.InnerException is null ? e : OfTheDisk(e.InnerException);

    // the innermost step of ours
    private static string Place(Exception e) => new StackTrace(e).GetFrames().Select(f => f.GetMethod()?.DeclaringType)
        .FirstOrDefault(t => t?.Namespace?.StartsWith(nameof(Ssl4Asd), StringComparison.Ordinal) == true) is { } type ? (type.DeclaringType ?? type).Name : "a call of ours";

    /// <summary>The rest are the frames of libtorch's stack or TorchSharp's trace of what it tried.</summary>
    private static string FirstLine(Exception e) => e.Message.Trim().Split('\n')[0].Split("  (Could this error message")[0].TrimEnd('\r', '.', ' ');
}
