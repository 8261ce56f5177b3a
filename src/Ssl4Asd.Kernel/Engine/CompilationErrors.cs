using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Ssl4Asd.Kernel.Engine;

/// <summary>Tells what keeps a cell from compiling.</summary>
internal static class CompilationErrors
{
    private const int MostShown = 20;

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
    }

    private static string Place(Diagnostic error)
    {
        var span = error.Location.GetLineSpan();
        return span.IsValid ? $"{span.Path}, line {span.StartLinePosition.Line + 1}" : "the cell";
    }

    private static string Text(Diagnostic error) => $"{error.Id}: {error.GetMessage(CultureInfo.InvariantCulture)}";
}
