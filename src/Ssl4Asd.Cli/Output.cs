using Spectre.Console;

namespace Ssl4Asd.Cli;

/// <summary>Where words go: results to stdout, all else to stderr, one line each.</summary>
internal static class Output
{
    /// <summary>Exit code of bad input.</summary>
    internal const int BadInput = 2;

    /// <summary>Exit code after Ctrl-C, as shells have it.</summary>
    internal const int Cancelled = 130;

    internal static IAnsiConsole ErrorConsole { get; } = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    internal static int Error(string message)
    {
        Console.Error.WriteLine($"ssl4asd: {message.ReplaceLineEndings(" ")}");
        return BadInput;
    }

    /// <summary>One line on stderr, above the progress bars where there are any.</summary>
    internal static void Note(string message)
    {
        if (Console.IsErrorRedirected)
            Console.Error.WriteLine($"ssl4asd: {message}");
        else
            ErrorConsole.WriteLine($"ssl4asd: {message}");
    }

    /// <summary>A table on stdout in plain columns, which scripts can read too.</summary>
    internal static void Table(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        var all = rows.ToList();
        var widths = headers.Select((header, i) => Math.Max(header.Length, all.Select(row => row[i].Length).DefaultIfEmpty().Max())).ToArray();
        foreach (var row in all.Prepend(headers))
            Console.Out.WriteLine(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }
}
