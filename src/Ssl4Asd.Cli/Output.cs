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

    internal static void Note(string message) => Console.Error.WriteLine($"ssl4asd: {message}");

    /// <summary>A table on stdout: drawn for a terminal, plain columns otherwise.</summary>
    internal static void Table(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows)
    {
        var all = rows.ToList();
        if (!Console.IsOutputRedirected)
        {
            var table = new Table().Border(TableBorder.Simple);
            foreach (var header in headers)
                table.AddColumn(new TableColumn(new Text(header)).NoWrap());
            foreach (var row in all)
                table.AddRow(row.Select(cell => new Text(cell)));
            AnsiConsole.Write(table);
            return;
        }
        var widths = headers.Select((header, i) => Math.Max(header.Length, all.Select(row => row[i].Length).DefaultIfEmpty().Max())).ToArray();
        foreach (var row in all.Prepend(headers))
            Console.Out.WriteLine(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
    }
}
