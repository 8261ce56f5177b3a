using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.QuickInfo;
using Microsoft.CodeAnalysis.Tags;
using RoslynItem = Microsoft.CodeAnalysis.Completion.CompletionItem;

namespace Ssl4Asd.Kernel.Engine;

/// <summary>What helps while a cell is written.</summary>
internal static class CellEditing
{
    /// <summary>What may stand at the cursor: what begins with what is written there first, then what contains it.</summary>
    public static CellCompletion Complete(Document document, int cursor)
    {
        var service = CompletionService.GetService(document)!;
        var list = service.GetCompletionsAsync(document, cursor).GetAwaiter().GetResult();
        if (list.ItemsList.Count == 0) return new([], cursor, cursor);

        var span = list.Span;
        var written = document.GetTextAsync().GetAwaiter().GetResult().ToString(span)[..(cursor - span.Start)];
        var items = list.ItemsList
            .Where(item => !item.IsComplexTextEdit || item.InlineDescription == "")
            .Select(item => (Item: item, Rank: Rank(item.FilterText, written)))
            .Where(item => item.Rank >= 0)
            .OrderBy(item => item.Rank)
            .ThenByDescending(item => item.Item.Rules.MatchPriority)
            .ThenBy(item => item.Item.SortText, StringComparer.OrdinalIgnoreCase)
            .Select(item => (Text: Inserted(service, document, item.Item, list), item.Item))
            .Where(item => item.Text is not null)
            .Select(item => new CompletionItem(item.Text!, Kind(item.Item)))
            .Distinct()
            .ToList();
        return new(items, span.Start, cursor);
    }

    /// <summary>The signature and documentation of the name at the cursor, or just before it.</summary>
    public static string? Inspect(Document document, int cursor)
    {
        var service = QuickInfoService.GetService(document)!;
        var info = service.GetQuickInfoAsync(document, cursor).GetAwaiter().GetResult()
            ?? (cursor > 0 ? service.GetQuickInfoAsync(document, cursor - 1).GetAwaiter().GetResult() : null);
        return info is null || info.Sections.IsEmpty ? null : string.Join('\n', info.Sections.Select(section => section.Text));
    }

    /// <summary>Whether a text can be run as it is.</summary>
    public static CellCompleteness IsComplete(string code)
    {
        var tree = CellSource.Read(code, "cell").Parse();
        if (!SyntaxFactory.IsCompleteSubmission(tree)) return new("incomplete", Indent(code));
        return new(tree.GetDiagnostics().Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) ? "invalid" : "complete");
    }

    private static string Indent(string code)
    {
        var line = code.TrimEnd().Split('\n')[^1].TrimEnd('\r');
        var indent = line[..^line.TrimStart().Length];
        return line.EndsWith('{') || line.EndsWith('(') || line.EndsWith('[') ? indent + "    " : indent;
    }

    private static int Rank(string name, string written) =>
        name.StartsWith(written, StringComparison.Ordinal) ? 0
        : name.StartsWith(written, StringComparison.OrdinalIgnoreCase) ? 1
        : name.Contains(written, StringComparison.OrdinalIgnoreCase) ? 2
        : -1;

    // null for what would also change the text elsewhere; snippets and types of namespaces that are not imported, of
    // which there are thousands, are known by their description and never come here
    private static string? Inserted(CompletionService service, Document document, RoslynItem item, CompletionList list)
    {
        if (!item.IsComplexTextEdit) return item.Properties.GetValueOrDefault("InsertionText", item.DisplayText);
        var change = service.GetChangeAsync(document, item).GetAwaiter().GetResult().TextChange;
        return change.Span == list.Span ? change.NewText : null;
    }

    private static string Kind(RoslynItem item) => item.Tags.FirstOrDefault(KnownKinds.ContainsKey) is { } tag ? KnownKinds[tag] : "text";

    private static readonly Dictionary<string, string> KnownKinds = new()
    {
        [WellKnownTags.Method] = "function",
        [WellKnownTags.ExtensionMethod] = "function",
        [WellKnownTags.Operator] = "function",
        [WellKnownTags.Delegate] = "class",
        [WellKnownTags.Class] = "class",
        [WellKnownTags.Structure] = "struct",
        [WellKnownTags.Interface] = "interface",
        [WellKnownTags.Enum] = "enum",
        [WellKnownTags.EnumMember] = "enumMember",
        [WellKnownTags.TypeParameter] = "typeParameter",
        [WellKnownTags.Namespace] = "module",
        [WellKnownTags.Property] = "property",
        [WellKnownTags.Field] = "field",
        [WellKnownTags.Constant] = "constant",
        [WellKnownTags.Event] = "event",
        [WellKnownTags.Local] = "variable",
        [WellKnownTags.Parameter] = "variable",
        [WellKnownTags.RangeVariable] = "variable",
        [WellKnownTags.Label] = "text",
        [WellKnownTags.Keyword] = "keyword",
        [WellKnownTags.Snippet] = "snippet",
    };
}
