using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Notebooks.Tests;

/// <summary>
/// What every notebook of the course keeps to (design.md, Style): no outputs, no logic that is not imported, the header
/// and first code cell that readers, run.sh and the index rely on. Finds one line for each breach.
/// </summary>
internal static partial class NotebookRules
{
    internal const int MaxCodeCells = 20;
    internal const int MaxLines = 20;
    internal const int MaxBodyLines = 5;
    private const string Library = "#r \"../src/Ssl4Asd.Notebooks/bin/Release/net10.0/Ssl4Asd.Notebooks.dll\"";

    /// <param name="name">File name, <c>NN-….ipynb</c>; its number is the one the notebook must start with.</param>
    /// <param name="json">The notebook's text.</param>
    internal static IReadOnlyList<string> Breaches(string name, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. Breaches(name[..2], document.RootElement)];
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [$"no notebook of nbformat 4: {error.Message}"];
        }
    }

    private static IEnumerable<string> Breaches(string number, JsonElement notebook)
    {
        var cells = notebook.GetProperty("cells").EnumerateArray().Select((cell, i) => new Cell(i + 1, cell)).ToList();
        return [.. Format(notebook, cells), .. Header(cells), .. FirstCode(number, cells), .. Last(cells), .. cells.SelectMany(Breaches)];
    }

    private static IEnumerable<string> Format(JsonElement notebook, List<Cell> cells)
    {
        var (major, minor) = (notebook.GetProperty("nbformat").GetInt32(), notebook.GetProperty("nbformat_minor").GetInt32());
        if ((major, minor) != (4, 5))
            yield return $"is nbformat {major}.{minor}, not 4.5";
        var kernel = notebook.GetProperty("metadata").GetProperty("kernelspec");
        if (Text(kernel, "name") != ".net-csharp" || Text(kernel, "language") != "C#")
            yield return "its kernelspec is not .net-csharp with language C#";
        if (notebook.GetProperty("metadata").TryGetProperty("ssl4asd", out _))
            yield return "is an executed one (metadata ssl4asd)";
        if (cells.Any(cell => !CellId().IsMatch(cell.Id)) || cells.DistinctBy(cell => cell.Id).Count() != cells.Count)
            yield return "not every cell has an id of its own";
        if (cells.Count(cell => cell.IsCode) is > MaxCodeCells and var count)
            yield return $"has {count} code cells, more than {MaxCodeCells}";
    }

    private static IEnumerable<string> Header(List<Cell> cells)
    {
        if (cells is not [{ IsMarkdown: true } first, ..])
        {
            yield return "its first cell is not Markdown";
            yield break;
        }
        if (!Title().IsMatch(first.Source))
            yield return "its first cell has no title (# NN · …)";
        foreach (var label in (string[])["Paper", "Question", "Preset", "Expected time"])
        {
            if (!Regex.IsMatch(first.Source, $@"^\s*(?:[-*] )?\*\*{label}:\*\* \S", RegexOptions.Multiline))
                yield return $"its first cell has no line **{label}:**";
        }
        if (!ExpectedTime().IsMatch(first.Source))
            yield return "its expected time does not begin with a number of s or min";
    }

    private static IEnumerable<string> FirstCode(string number, List<Cell> cells)
    {
        if (cells.Find(cell => cell.IsCode) is not { } first)
        {
            yield return "has no code cell";
            yield break;
        }
        var lines = first.Source.Split('\n');
        if (!lines.Any(line => line.StartsWith(Library, StringComparison.Ordinal)))
            yield return $"its first code cell lacks {Library}";
        if (!WrongKernel().IsMatch(lines.FirstOrDefault(line => !line.StartsWith('#')) ?? ""))
            yield return "its first code cell does not begin with the comment that tells a reader with another kernel to choose .NET (C#)";
        if (!first.Source.Contains($"Course.Start(\"{number}\")", StringComparison.Ordinal))
            yield return $"its first code cell lacks Course.Start(\"{number}\")";
    }

    private static IEnumerable<string> Last(List<Cell> cells)
    {
        if (cells is [.., { IsCode: true } last] && !TableCall().IsMatch(last.Source))
            yield return "its last cell is neither Markdown nor a table (…Table…)";
    }

    private static IEnumerable<string> Breaches(Cell cell)
    {
        var found = cell.IsCode ? OfCode(cell) : cell.IsMarkdown ? OfMarkdown(cell) : [];
        if (MachinePath().Match(cell.Source) is { Success: true } path)
            found = found.Append($"names a path of one machine: {path.Value}");
        return found.Select(breach => $"cell {cell.Position}: {breach}");
    }

    private static IEnumerable<string> OfMarkdown(Cell cell)
    {
        var text = Code().Replace(cell.Source, "").Replace("\\$", "");
        var display = DisplayFormula().Replace(text, "");
        if (display.Contains("$$", StringComparison.Ordinal))
            yield return "a formula $$…$$ is not closed";
        else if (display.Split("\n\n").Any(paragraph => paragraph.Count(c => c == '$') % 2 != 0))
            yield return "a formula $…$ is not closed in its paragraph";
        foreach (Match formula in Formula().Matches(text))
        {
            if (formula.Value.Count(c => c == '{') - formula.Value.Count(c => c == '}') != CountEscaped(formula.Value))
                yield return $"a formula has unequal braces: {formula.Value}";
        }

        static int CountEscaped(string value) => Regex.Count(value, @"\\\{") - Regex.Count(value, @"\\\}");
    }

    private static IEnumerable<string> OfCode(Cell cell)
    {
        if (cell.Executed)
            yield return "has outputs or an execution count; clear them";
        if (cell.Source.TrimEnd().Count(c => c == '\n') + 1 is > MaxLines and var lines)
            yield return $"has {lines} lines, more than {MaxLines}";
        var tree = CSharpSyntaxTree.ParseText(cell.Source, new CSharpParseOptions(kind: SourceCodeKind.Script));
        if (tree.GetDiagnostics().FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error) is { } error)
            yield return $"does not parse: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
        foreach (var node in tree.GetRoot().DescendantNodes())
        {
            if (node is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
                yield return $"defines a type: {FirstLine(node)}";
            var isFunction = node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax;
            if (isFunction && Lines(node) is > MaxBodyLines and var length)
                yield return $"defines a function of {length} lines, more than {MaxBodyLines}: {FirstLine(node)}";
        }
    }

    /// <summary>Lines of a function, without attributes and comments before it.</summary>
    private static int Lines(SyntaxNode node)
    {
        var span = node.GetLocation().GetLineSpan();
        return span.EndLinePosition.Line - span.StartLinePosition.Line + 1;
    }

    private static string FirstLine(SyntaxNode node) => node.ToString().Split('\n')[0].Trim();

    private static string? Text(JsonElement element, string name)
        => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    [GeneratedRegex(@"^[a-zA-Z0-9_-]{1,64}$")]
    private static partial Regex CellId();

    [GeneratedRegex(@"^# \d\d · \S", RegexOptions.Multiline)]
    private static partial Regex Title();

    /// <summary>In Python a syntax error, which shows this very line.</summary>
    [GeneratedRegex(@"^//.*\.NET \(C#\)")]
    private static partial Regex WrongKernel();

    [GeneratedRegex(@"\*\*Expected time:\*\* \d+(\.\d+)? ?(s|min)\b")]
    private static partial Regex ExpectedTime();

    [GeneratedRegex(@"\b\w*Tables?\w*\b")]
    private static partial Regex TableCall();

    [GeneratedRegex(@"(?<![\w.])/(home|root|Users|tmp|work|mnt|media)/[\w.-]+|\b[A-Za-z]:\\\w+")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"```.*?```|`[^`\n]*`", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"\$\$.+?\$\$", RegexOptions.Singleline)]
    private static partial Regex DisplayFormula();

    [GeneratedRegex(@"\$\$.+?\$\$|\$[^$]+\$", RegexOptions.Singleline)]
    private static partial Regex Formula();

    /// <param name="Position">From 1, all cells counted.</param>
    /// <param name="Json">The cell as in the file.</param>
    private sealed record Cell(int Position, JsonElement Json)
    {
        internal bool IsCode => Text(Json, "cell_type") == "code";

        internal bool IsMarkdown => Text(Json, "cell_type") == "markdown";

        internal string Id => Text(Json, "id") ?? "";

        internal string Source { get; } = Json.GetProperty("source") is { ValueKind: JsonValueKind.Array } lines
            ? string.Concat(lines.EnumerateArray().Select(line => line.GetString()))
            : Json.GetProperty("source").GetString() ?? "";

        internal bool Executed
            => Json.GetProperty("outputs").GetArrayLength() > 0 || Json.GetProperty("execution_count").ValueKind != JsonValueKind.Null;
    }
}
