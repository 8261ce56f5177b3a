using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Ssl4Asd.Kernel.Engine;

/// <summary>A line of a cell that speaks to the kernel, such as <c>#r "nuget: CsvHelper"</c>.</summary>
/// <param name="Name"><c>r</c>, <c>i</c>, <c>load</c>, or what follows <c>#!</c> with its <c>!</c>.</param>
/// <param name="Argument">The rest of the line, without quotes.</param>
/// <param name="Place">As in <c>In[3], line 1</c>.</param>
/// <param name="Advice">The comment that follows the argument: what its author says to a reader for whom it fails. Empty where there is none.</param>
internal sealed record CellDirective(string Name, string Argument, string Place, string Advice = "");

/// <summary>The text of a cell, or of a file that it loads, with its directives taken out.</summary>
/// <param name="Path">As in <c>In[3]</c>, or the file's path.</param>
/// <param name="Code">The text with blanks in place of all directives but <c>#load</c>: every position holds.</param>
/// <param name="Directives">In the order in which they stand.</param>
internal sealed record CellSource(string Path, SourceText Code, ImmutableArray<CellDirective> Directives)
{
    /// <summary>How cells are parsed.</summary>
    public static readonly CSharpParseOptions ParseOptions =
        new(LanguageVersion.Latest, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>Finds the directives of a text. What stands in strings, in comments and under <c>#if false</c> is none.</summary>
    public static CellSource Read(string text, string path)
    {
        var source = SourceText.From(text, Encoding.UTF8);
        var directives = ImmutableArray.CreateBuilder<CellDirective>();
        var code = new StringBuilder(text);
        var root = CSharpSyntaxTree.ParseText(source, ParseOptions).GetRoot();
        for (var trivia = root.GetFirstDirective(); trivia is not null; trivia = trivia.GetNextDirective())
        {
            var line = source.Lines.GetLineFromPosition(trivia.SpanStart);
            if (Split(line.ToString()) is not { } parts) continue;
            if (trivia.IsActive) directives.Add(new(parts.Name, parts.Argument, $"{path}, line {line.LineNumber + 1}", parts.Advice));
            if (parts.Name == "load") continue;
            for (var i = line.Start; i < line.End; i++) code[i] = ' ';
        }
        return new(path, SourceText.From(code.ToString(), Encoding.UTF8), directives.ToImmutable());
    }

    /// <summary>The syntax tree of the code, or of a version of it.</summary>
    public SyntaxTree Parse(SourceText? version = null) => CSharpSyntaxTree.ParseText(version ?? Code, ParseOptions, Path);

    private static (string Name, string Argument, string Advice)? Split(string line)
    {
        var directive = line.Trim();
        var end = directive.IndexOfAny([' ', '\t', '"']);
        var name = end < 0 ? directive[1..] : directive[1..end];
        if (name is not ("r" or "i" or "load") && !name.StartsWith('!')) return null;

        var argument = end < 0 ? "" : directive[end..].Trim();
        if (!argument.StartsWith('"')) return (name, argument, "");
        var closing = argument.IndexOf('"', 1);
        if (closing < 0) return (name, argument[1..], "");
        var rest = argument[(closing + 1)..].Trim();
        return (name, argument[1..closing], rest.StartsWith("//", StringComparison.Ordinal) ? rest[2..].Trim() : "");
    }
}
