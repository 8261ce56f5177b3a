using System.Diagnostics;

namespace Ssl4Asd.Tests.Cli;

/// <summary>What one call of the command line gave.</summary>
internal sealed record CommandLine(int ExitCode, string Output, string Error)
{
    /// <summary>Calls ssl4asd in a process of its own, as a user does.</summary>
    internal static CommandLine Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(TimeSpan.FromMinutes(5)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"ssl4asd {string.Join(' ', arguments)} ran for five minutes");
        }
        return new CommandLine(process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Starts ssl4asd with both streams redirected.</summary>
    internal static Process Start(params string[] arguments) => Start(arguments, []);

    /// <summary>The same with some variables of its environment.</summary>
    internal static Process Start(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Prepend(Path.Combine(AppContext.BaseDirectory, "Ssl4Asd.Cli.dll")))
            start.ArgumentList.Add(argument);
        // for the small batches of Tiny a second thread gains nothing, and takes a core from what is tested meanwhile
        if (arguments is not ["compare" or "bench", ..])
            start.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>The processes that a process has started and that are still there; Linux only.</summary>
    internal static IReadOnlyList<int> Children(int process)
        => [.. Directory.GetDirectories($"/proc/{process}/task").SelectMany(t => File.ReadAllText(Path.Combine(t, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(int.Parse)];

    /// <summary>Asserts success.</summary>
    internal CommandLine Succeeds()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}: {Error}");
        return this;
    }

    /// <summary>Asserts bad input: exit code 2, nothing on stdout, one line on stderr that holds the words.</summary>
    internal CommandLine FailsWith(params string[] words)
    {
        Assert.True(ExitCode == 2, $"exit code {ExitCode}: {Error}");
        Assert.Empty(Output);
        var line = Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), l => !l.Contains("reading recordings", StringComparison.Ordinal));
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
        return this;
    }
}
