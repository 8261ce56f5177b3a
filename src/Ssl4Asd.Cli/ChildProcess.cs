using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Ssl4Asd.Cli;

/// <summary>Runs another process to its end; it ends with this one's work.</summary>
internal static class ChildProcess
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(0.5);

    /// <summary>Runs it.</summary>
    /// <param name="start">The program.</param>
    /// <param name="what">What it does, for messages.</param>
    /// <param name="stop">Ends it.</param>
    /// <param name="watch">Called every now and then with its id, while it is there.</param>
    /// <returns>The last line of its output.</returns>
    /// <exception cref="InputException">It cannot be started, or fails.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was raised; the process is gone.</exception>
    internal static string Run(ProcessStartInfo start, string what, CancellationToken stop, Action<int>? watch = null)
    {
        (start.UseShellExecute, start.CreateNoWindow) = (false, true);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardOutputEncoding = start.StandardErrorEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var process = Begin(start, what);
        using var end = stop.Register(() => process.Kill(entireProcessTree: true));
        var (output, error) = (process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        while (!process.WaitForExit(_interval))
            watch?.Invoke(process.Id);
        process.WaitForExit();
        // Ctrl-C reaches all processes of a terminal, and this one may be told last
        if (process.ExitCode != 0 && stop.WaitHandle.WaitOne(_grace))
            stop.ThrowIfCancellationRequested();
        return process.ExitCode == 0 ? LastLine(output.Result) : throw new InputException($"{what} failed: {Reason(process.ExitCode, LastLine(error.Result))}");
    }

    private static Process Begin(ProcessStartInfo start, string what)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Exception e) when (e is Win32Exception or IOException)
        {
            throw new InputException($"{what}: {start.FileName} cannot be started ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')})", e);
        }
    }

    private static string Reason(int code, string line) => (code, line) switch
    {
        ( > 128, "") when !OperatingSystem.IsWindows() => $"it was killed by signal {code - 128}; if that was for want of memory, take a lower --batch-size or --clip-seconds.",
        (_, "") => $"it ended with exit code {code}.",
        _ => line.StartsWith("ssl4asd: ", StringComparison.Ordinal) ? line["ssl4asd: ".Length..] : line,
    };

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault("");
}
