using Microsoft.CodeAnalysis.Text;

namespace Ssl4Asd.Kernel.Cells;

/// <summary>
/// Makes of a cell's text what the engine takes. A comment behind <c>#r</c> would make it swallow the cell; and it cuts a
/// cell into pieces at its directives, which are told here by <c>#line</c> where they stood.
/// </summary>
internal static partial class CellText
{
    /// <summary>How cells are parsed.</summary>
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>A cell for the engine to run.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="find">Finds a file that it refers to: by its name, the line, and the comment behind or below it, which is what its author tells a reader who lacks the file.</param>
    public static string ToRun(string code, Func<string, int, string, string> find)
    {
        var directives = Directives(code);
        if (directives.Count == 0) return code;
        var result = new StringBuilder();
        foreach (var line in SourceText.From(code).Lines)
        {
            var number = line.LineNumber + 1;
            var directive = directives.GetValueOrDefault(number);
            if (directive is null && (number == 1 || directives.ContainsKey(number - 1))) result.Append("#line ").Append(number).Append('\n');
            result.Append(directive is null ? line.ToString() : directive.IsFile ? $"#r \"{find(directive.Argument, number, directive.Comment)}\"" : directive.Text).Append('\n');
        }
        return result.ToString();
    }

    /// <summary>A cell for the engine to look at while it is written: without comments behind directives, and every position holds.</summary>
    public static string ToEdit(string code)
    {
        var lines = code.Split('\n');
        foreach (var (number, directive) in Directives(code)) lines[number - 1] = lines[number - 1][..directive.End].PadRight(lines[number - 1].Length);
        return string.Join('\n', lines);
    }

    /// <summary>Whether a text can be run as it is: <c>complete</c>, <c>incomplete</c> or <c>invalid</c>, and how the next line is to be indented.</summary>
    public static (string Status, string Indent) IsComplete(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(ToRun(code, (file, _, _) => file), ParseOptions);
        var errors = tree.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && !tree.GetRoot().FindTrivia(d.Location.SourceSpan.Start).IsDirective);
        if (SyntaxFactory.IsCompleteSubmission(tree)) return (errors.Any() ? "invalid" : "complete", "");
        var last = code.TrimEnd().Split('\n')[^1].TrimEnd('\r');
        var indent = last[..^last.TrimStart().Length];
        return ("incomplete", last is [.., '{' or '(' or '['] ? indent + "    " : indent);
    }

    private sealed record Directive(string Argument, string Comment, string Text, int End)
    {
        // a package has a colon behind its manager; an assembly of .NET itself has neither folder nor extension
        public bool IsFile => Text.StartsWith("#r", StringComparison.Ordinal) && !Argument.TrimStart().StartsWith("nuget", StringComparison.OrdinalIgnoreCase)
            && (Argument.IndexOfAny(['/', '\\']) >= 0 || Path.GetExtension(Argument).ToLowerInvariant() is ".dll" or ".exe");
    }

    // By their lines, from 1. What stands in strings, in comments and under #if false is none.
    private static Dictionary<int, Directive> Directives(string code)
    {
        var found = new Dictionary<int, Directive>();
        if (!code.Contains('#', StringComparison.Ordinal)) return found;
        var source = SourceText.From(code);
        for (var trivia = CSharpSyntaxTree.ParseText(source, ParseOptions).GetRoot().GetFirstDirective(); trivia is not null; trivia = trivia.GetNextDirective())
        {
            var line = source.Lines.GetLineFromPosition(trivia.SpanStart);
            if (trivia.IsActive && Line().Match(line.ToString()) is { Success: true } match)
                found[line.LineNumber + 1] = new(match.Groups["argument"].Value, (match.Groups["comment"] is { Success: true } comment ? comment.Value : Comment(source, line)).Trim(), match.Groups["text"].Value, match.Groups["text"].Index + match.Groups["text"].Length);
        }
        return found;
    }

    // that of the next line, where it is one
    private static string Comment(SourceText source, TextLine line) =>
        line.LineNumber + 1 < source.Lines.Count && source.Lines[line.LineNumber + 1].ToString().TrimStart() is ['/', '/', .. var comment] ? comment : "";

    [GeneratedRegex("""^\s*(?<text>#(?:!.*|[ri]\s*"(?<argument>[^"]*)"))\s*(?://(?<comment>.*))?$""")]
    private static partial Regex Line();
}
