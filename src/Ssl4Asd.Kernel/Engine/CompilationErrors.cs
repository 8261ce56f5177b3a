using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Ssl4Asd.Kernel.Engine;

/// <summary>Tells what keeps a cell from compiling.</summary>
internal static class CompilationErrors
{
    private const int MostShown = 20;

    // What C# allows in a file, but not in a cell, and what to write instead.
    private static readonly Dictionary<string, string> Instead = new()
    {
        ["CS1109"] = "in a cell, write the extension method outside of any class: static int Twice(this int v) => 2 * v;",
        ["CS9283"] = "a cell cannot declare extension blocks; write an extension method outside of any class: static int Twice(this int v) => 2 * v;",
        ["CS7021"] = "leave the namespace out; types of a cell need none",
        ["CS8345"] = "a variable of a cell cannot be a span; use it inside a function or a block { … }",
    };

    /// <summary>Ends the cell where its compilation has errors.</summary>
    /// <exception cref="CellException">With each error's place, text and line.</exception>
    public static void ThrowIfAny(CSharpCompilation compilation, CancellationToken token)
    {
        var errors = compilation.GetDiagnostics(token)
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ToList();
        if (errors.Count == 0) return;
        var more = errors.Count == 1 ? "" : $" (and {errors.Count - 1} more)";
        throw new CellException("CompilationError", $"{Place(errors[0])}: {Text(errors[0])}{more}", [.. errors.Take(MostShown).SelectMany(Show)]);
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

    private static string Place(Diagnostic error)
    {
        var span = error.Location.GetLineSpan();
        return span.IsValid ? $"{span.Path}, line {span.StartLinePosition.Line + 1}" : "the cell";
    }

    private static string Text(Diagnostic error) => $"{error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}";
}
