using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
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
    /// <param name="refer">Refers to a file: its name, the line of the directive, and the comment behind it, which is what its author tells a reader who lacks the file.</param>
    public static string ToRun(string code, Action<string, int, string> refer)
    {
        var directives = Directives(code);
        if (directives.Count == 0) return code;
        var lines = new List<string>();
        var source = SourceText.From(code);
        foreach (var line in source.Lines)
        {
            var text = line.ToString();
            var isDirective = directives.TryGetValue(line.LineNumber, out var directive);
            if (isDirective && directive.Name == "r" && directive.IsFile)
            {
                refer(directive.Argument, line.LineNumber + 1, directive.Comment);
                (text, isDirective) = ("", false);
            }
            var previous = line.LineNumber - 1;
            if (!isDirective && (previous < 0 || directives.ContainsKey(previous))) lines.Add($"#line {line.LineNumber + 1}");
            lines.Add(isDirective ? directive.Text : text);
        }
        return string.Join('\n', lines);
    }

    /// <summary>A cell for the engine to look at while it is written: every position holds.</summary>
    public static string ToEdit(string code)
    {
        var result = new StringBuilder(code);
        foreach (var (number, directive) in Directives(code))
        {
            var line = SourceText.From(code).Lines[number];
            for (var i = line.Start + directive.End; i < line.End; i++) result[i] = ' ';
        }
        return result.ToString();
    }

    /// <summary>Whether a text can be run as it is: <c>complete</c>, <c>incomplete</c> or <c>invalid</c>, and how the next line is to be indented.</summary>
    public static (string Status, string Indent) IsComplete(string code)
    {
        foreach (var line in Directives(code).Keys) code = Blank(code, SourceText.From(code).Lines[line].Span);
        var tree = CSharpSyntaxTree.ParseText(code, ParseOptions);
        if (SyntaxFactory.IsCompleteSubmission(tree)) return (tree.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete", "");
        var last = code.TrimEnd().Split('\n')[^1].TrimEnd('\r');
        var indent = last[..^last.TrimStart().Length];
        return ("incomplete", last is [.., '{' or '(' or '['] ? indent + "    " : indent);
    }

    private static string Blank(string code, TextSpan span) => code[..span.Start] + new string(' ', span.Length) + code[span.End..];

    private readonly record struct Directive(string Name, string Argument, string Comment, string Text, int End)
    {
        // a package has a colon after its manager; an assembly of .NET itself has neither folder nor extension
        public bool IsFile => !Argument.StartsWith("nuget", StringComparison.OrdinalIgnoreCase) && (Argument.IndexOfAny(['/', '\\']) >= 0 || Path.GetExtension(Argument).ToLowerInvariant() is ".dll" or ".exe");
    }

    // What stands in strings, in comments and under #if false is none.
    private static Dictionary<int, Directive> Directives(string code)
    {
        var found = new Dictionary<int, Directive>();
        if (!code.Contains('#', StringComparison.Ordinal)) return found;
        var source = SourceText.From(code);
        for (var trivia = CSharpSyntaxTree.ParseText(source, ParseOptions).GetRoot().GetFirstDirective(); trivia is not null; trivia = trivia.GetNextDirective())
        {
            var line = source.Lines.GetLineFromPosition(trivia.SpanStart);
            if (trivia.IsActive && Line().Match(line.ToString()) is { Success: true } match)
                found[line.LineNumber] = new(match.Groups["name"].Value, match.Groups["argument"].Value, match.Groups["comment"].Value.Trim(), match.Groups["text"].Value, match.Groups["text"].Index + match.Groups["text"].Length);
        }
        return found;
    }

    [GeneratedRegex("""^\s*(?<text>#(?:!.*|(?<name>[ri])\s*"(?<argument>[^"]*)"))\s*(?://(?<comment>.*))?$""")]
    private static partial Regex Line();
}
