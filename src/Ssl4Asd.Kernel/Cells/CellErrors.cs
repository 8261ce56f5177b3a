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

    public static CellError Of(CommandFailed failure) => failure.Exception switch
    {
        { InnerException: CompilationErrorException compilation } => OfCompilation(compilation),
        { } exception => Of(exception),
        null => new CellException("DirectiveError", failure.Message.Trim().ReplaceLineEndings(" ")).Error,
    };

    public static CellError Of(Exception exception) => new(exception.GetType().Name, exception.Message.ReplaceLineEndings(" "), [.. Show(exception, "")]);

    /// <summary>The lines of cells that a stopped cell stood at.</summary>
    public static CellError OfStop(Exception? exception)
    {
        var error = new CellException("Interrupted", "the cell was stopped; its variables keep what they had").Error;
        return exception is null ? error : error with { Traceback = [.. error.Traceback, .. Frames(exception).Where(line => line.Contains("In[", StringComparison.Ordinal))] };
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
        yield return $"    {line.ToString().Replace('\t', ' ')}";
        yield return $"    {new string(' ', start)}\e[31m{new string('^', Math.Clamp(error.Location.SourceSpan.Length, 1, Math.Max(1, line.Span.Length - start)))}\e[0m";
    }

    private static string Place(Diagnostic error) =>
        error.Location.GetMappedLineSpan() is { IsValid: true } span ? $"{span.Path}, line {span.StartLinePosition.Line + 1}" : "the cell";

    private static string Text(Diagnostic error) => $"{error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}";

    private static IEnumerable<string> Show(Exception exception, string indent)
    {
        IEnumerable<Exception> causes = exception is AggregateException several ? several.InnerExceptions : exception.InnerException is { } one ? [one] : [];
        return Frames(exception).Prepend($"\e[31m{exception.GetType().FullName}\e[0m: {exception.Message}").Select(line => indent + line)
            .Concat(causes.SelectMany(cause => Show(cause, indent + "  ").Prepend($"{indent}caused by")));
    }

    private static IEnumerable<string> Frames(Exception exception)
    {
        var shown = new StackTrace(exception, fNeedFileInfo: true).GetFrames().Where(frame => !IsEngine(frame.GetMethod())).Select(Show).ToList();
        return shown.Count <= MostFrames ? shown : [.. shown.Take(MostFrames), $"   … {shown.Count - MostFrames} more"];
    }

    // what runs cells, and how .NET carries exceptions through await and reflection
    private static bool IsEngine(MethodBase? method) => method?.DeclaringType?.FullName is { } type
        && new[] { typeof(CellErrors).Namespace!, "Microsoft.CodeAnalysis.", "Microsoft.DotNet.Interactive.", "System.Runtime." }.Any(owner => type.StartsWith(owner, StringComparison.Ordinal));

    private static string Show(StackFrame frame)
    {
        var place = frame.GetFileName() is { } file ? $"\e[32m{Cell(file)}, line {frame.GetFileLineNumber()}\e[0m" : null;
        return Name(frame.GetMethod()) is { } name ? $"   at {name}{(place is null ? "" : $" in {place}")}" : $"   at {place ?? "the cell"}";
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
