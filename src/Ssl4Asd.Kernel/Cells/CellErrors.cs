using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.DotNet.Interactive.Events;

namespace Ssl4Asd.Kernel.Cells;

/// <summary>An error as Jupyter shows it.</summary>
/// <param name="Name">The kind, such as <c>CompilationError</c> or the exception's type.</param>
/// <param name="Message">One line.</param>
/// <param name="Traceback">Lines for the reader, with <c>In[n], line k</c>.</param>
internal sealed record CellError(string Name, string Message, IReadOnlyList<string> Traceback);

/// <summary>What keeps a cell from running.</summary>
internal sealed class CellException(string name, string message) : Exception(message)
{
    public CellError Error { get; } = new(name, message, [$"\e[31m{name}\e[0m: {message}"]);
}

/// <summary>Tells what went wrong in a cell, and where.</summary>
internal static partial class CellErrors
{
    private const int MostFrames = 30, MostErrors = 20;

    // What C# allows in a file, but not in a cell, and what to write instead.
    private static readonly Dictionary<string, string> Instead = new()
    {
        ["CS1109"] = "in a cell, write the extension method outside of any class: static int Twice(this int v) => 2 * v;",
        ["CS9283"] = "a cell cannot declare extension blocks; write an extension method outside of any class: static int Twice(this int v) => 2 * v;",
        ["CS7021"] = "leave the namespace out; types of a cell need none",
        ["CS8345"] = "a variable of a cell cannot be a span; use it inside a function or a block { … }",
    };

    public static CellError Of(CommandFailed failure) => failure.Exception switch
    {
        { InnerException: CompilationErrorException compilation } => OfCompilation(compilation),
        CompilationErrorException compilation => OfCompilation(compilation),
        { } exception => OfException(exception),
        null => new CellException("DirectiveError", failure.Message.Trim()).Error,
    };

    /// <summary>The lines of cells that a stopped cell stood at.</summary>
    public static CellError OfStop(Exception? exception)
    {
        const string Text = "the cell was stopped; its variables keep what they had";
        return new("Interrupted", Text, [$"\e[31mInterrupted\e[0m: {Text}", .. exception is null ? [] : Frames(exception)]);
    }

    public static CellError OfException(Exception exception)
    {
        var lines = new List<string>();
        Add(exception, lines, "");
        return new(exception.GetType().Name, exception.Message.ReplaceLineEndings(" "), lines);
    }

    private static CellError OfCompilation(CompilationErrorException exception)
    {
        var errors = exception.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).OrderBy(d => d.Location.SourceSpan.Start).ToList();
        var more = errors.Count == 1 ? "" : $" (and {errors.Count - 1} more)";
        return new("CompilationError", $"{Place(errors[0])}: {Text(errors[0])}{more}", [.. errors.Take(MostErrors).SelectMany(Show)]);
    }

    private static IEnumerable<string> Show(Diagnostic error)
    {
        yield return $"{Place(error)}, column {error.Location.GetLineSpan().StartLinePosition.Character + 1}: {Text(error)}";
        if (error.Location.SourceTree is not { } tree) yield break;
        var line = tree.GetText().Lines.GetLineFromPosition(error.Location.SourceSpan.Start);
        var start = error.Location.SourceSpan.Start - line.Start;
        var length = Math.Clamp(error.Location.SourceSpan.Length, 1, Math.Max(1, line.Span.Length - start));
        yield return $"    {line.ToString().Replace('\t', ' ')}";
        yield return $"    {new string(' ', start)}\e[31m{new string('^', length)}\e[0m";
        var isUsing = error.Id == "CS0825" && line.ToString()[..start].TrimEnd().EndsWith("using", StringComparison.Ordinal);
        var hint = isUsing ? "a variable of a cell outlives it; write using (var … = …) { … }" : Instead.GetValueOrDefault(error.Id);
        if (hint is not null) yield return $"    {hint}";
    }

    private static string Place(Diagnostic error) =>
        error.Location.GetMappedLineSpan() is { IsValid: true } span ? $"{span.Path}, line {span.StartLinePosition.Line + 1}" : "the cell";

    private static string Text(Diagnostic error) => $"{error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}";

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

    // what runs cells, and how .NET carries exceptions through await and reflection
    private static bool IsEngine(MethodBase? method) => method?.DeclaringType?.FullName is { } type
        && (type.StartsWith(typeof(CellErrors).Namespace!, StringComparison.Ordinal) || type.StartsWith("Microsoft.CodeAnalysis.Scripting.", StringComparison.Ordinal)
            || type.StartsWith("Microsoft.DotNet.Interactive.", StringComparison.Ordinal) || type.StartsWith("System.Runtime.ExceptionServices.", StringComparison.Ordinal)
            || type.StartsWith("System.Runtime.CompilerServices.", StringComparison.Ordinal));

    private static string Show(StackFrame frame)
    {
        var place = frame.GetFileName() is { } file ? $"\e[32m{Cell(file)}, line {frame.GetFileLineNumber()}\e[0m" : null;
        return (Name(frame.GetMethod()), place) switch
        {
            (null, null) => "   at the cell",
            (null, _) => $"   at {place}",
            (var name, null) => $"   at {name}",
            (var name, _) => $"   at {name} in {place}",
        };
    }

    // a cell's name is taken for a file in the working folder
    private static string Cell(string file) => Path.GetFileName(file) is var name && name.StartsWith("In[", StringComparison.Ordinal) ? name : file;

    // null for the cell's own statements
    private static string? Name(MethodBase? method)
    {
        if (method is null) return "?";
        var (type, name) = (method.DeclaringType, method.Name);
        if (name is "MoveNext" && type is not null && Generated().Match(type.Name) is { Success: true } machine) (name, type) = (machine.Groups[1].Value, type.DeclaringType);
        else if (Generated().Match(name) is { Success: true } generated) name = generated.Groups[2].Success ? generated.Groups[2].Value : $"a function of {generated.Groups[1].Value}";
        if (name is "Initialize" or "<Initialize>" or "<Factory>" or "Factory") return null;
        var owner = Submission().Replace(type?.FullName ?? "", "").Replace('+', '.');
        return owner == "" ? name : $"{owner}.{name}";
    }

    // <Outer>b__0 is a lambda, <Outer>g__Inner|0 a local function, <Outer>d__0 an asynchronous or iterator function
    [GeneratedRegex(@"^<+([^<>]+)>+(?:g__([^|]+)\||[bd]__)?")]
    private static partial Regex Generated();

    [GeneratedRegex(@"^Submission#\d+\+?(?:<>c\w*\+?)?")]
    private static partial Regex Submission();
}
