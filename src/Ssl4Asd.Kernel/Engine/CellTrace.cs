using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Ssl4Asd.Kernel.Engine;

/// <summary>Tells what a cell threw, with the lines of cells that it passed through.</summary>
internal static partial class CellTrace
{
    private const int MostFrames = 30;

    /// <summary>The error as Jupyter shows it.</summary>
    public static CellError Describe(Exception exception)
    {
        var lines = new List<string>();
        Add(exception, lines, "");
        return new(exception.GetType().Name, exception.Message.ReplaceLineEndings(" "), lines);
    }

    /// <summary>The lines of cells that a stopped cell stood at.</summary>
    public static CellError DescribeStop(Exception exception) =>
        new("Interrupted", "the cell was stopped; its variables keep what they had", ["\e[31mInterrupted\e[0m: the cell was stopped; its variables keep what they had", .. Frames(exception)]);

    private static void Add(Exception exception, List<string> lines, string indent)
    {
        lines.Add($"{indent}\e[31m{exception.GetType().FullName}\e[0m: {exception.Message}");
        lines.AddRange(Frames(exception).Select(line => indent + line));

        var inner = exception is AggregateException several ? several.InnerExceptions : exception.InnerException is { } one ? [one] : (IReadOnlyList<Exception>)[];
        foreach (var cause in inner)
        {
            lines.Add($"{indent}caused by");
            Add(cause, lines, indent + "  ");
        }
    }

    private static IEnumerable<string> Frames(Exception exception)
    {
        var shown = new StackTrace(exception, fNeedFileInfo: true).GetFrames().Where(frame => !IsEngine(frame.GetMethod())).Select(Show).ToList();
        return shown.Count <= MostFrames ? shown : [.. shown.Take(MostFrames), $"   … {shown.Count - MostFrames} more"];
    }

    // the engine itself, and how .NET carries exceptions through await and reflection
    private static bool IsEngine(MethodBase? method) => method?.DeclaringType?.Namespace is { } space
        && (space == typeof(CellTrace).Namespace || space is "System.Runtime.ExceptionServices" or "System.Runtime.CompilerServices");

    private static string Show(StackFrame frame)
    {
        var method = frame.GetMethod();
        var name = Name(method);
        var place = frame.GetFileName() is { } file ? $"{file}, line {frame.GetFileLineNumber()}" : null;
        return (name, place) switch
        {
            (null, null) => "   at the cell",
            (null, _) => $"   at \e[32m{place}\e[0m",
            (_, null) => $"   at {name}",
            _ => $"   at {name} in \e[32m{place}\e[0m",
        };
    }

    // null for the cell's own statements
    private static string? Name(MethodBase? method)
    {
        if (method is null) return "?";
        var type = method.DeclaringType;
        var name = method.Name;
        if (name is "MoveNext" && type is not null && Generated().Match(type.Name) is { Success: true } machine)
        {
            name = machine.Groups[1].Value;
            type = type.DeclaringType;
        }
        else if (Generated().Match(name) is { Success: true } generated)
        {
            name = generated.Groups[2].Success ? generated.Groups[2].Value : $"a function of {generated.Groups[1].Value}";
        }
        if (name is "Initialize" or "<Initialize>" or "<Factory>" or "Factory") return null;
        var owner = type?.FullName?.Replace('+', '.') ?? "";
        return owner == CellChain.ClassName ? name
            : owner.StartsWith(CellChain.ClassName + ".", StringComparison.Ordinal) ? $"{owner[(CellChain.ClassName.Length + 1)..]}.{name}"
            : $"{owner}.{name}";
    }

    // <Outer>b__0 is a lambda, <Outer>g__Inner|0 a local function, <Outer>d__0 an asynchronous or iterator function
    [GeneratedRegex(@"^<+([^<>]+)>+(?:g__([^|]+)\||[bd]__)?")]
    private static partial Regex Generated();
}
