using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive.Formatting;

namespace Ssl4Asd.Kernel.Display;

/// <summary>A value on one line, inside a table.</summary>
/// <param name="Text">As plain text.</param>
/// <param name="Html">As HTML where it is not just the text.</param>
/// <param name="IsNumber">Whether it goes to the right.</param>
internal sealed record TableCell(string Text, string? Html = null, bool IsNumber = false)
{
    private const int LongestText = 200;
    private const int PreviewedItems = 5;
    private const int LongestPreviewed = 30;
    private const int DeepestRecord = 2;

    public static TableCell Empty { get; } = new("");

    /// <summary>An error of the value is shown in its place.</summary>
    public static TableCell Of(object? value)
    {
        try
        {
            return Written(value);
        }
        catch (Exception exception) when (!Interruption.IsIn(exception))
        {
            return new(OnOneLine(ErrorText(exception)));
        }
    }

    private static TableCell Written(object? value)
    {
        if (value is null)
            return new("null", "<i style=\"opacity:.6\">null</i>");
        if (value is HtmlFragment fragment)
            return new(fragment.Content, fragment.Content);
        var type = value.GetType();
        var text = KernelFormatters.Serve(type, PlainTextFormatter.MimeType) ? LongText(value) : value.ToDisplayString();
        var html = KernelFormatters.Serve(type, HtmlFormatter.MimeType) ? null : value.ToDisplayString(HtmlFormatter.MimeType);
        return new(OnOneLine(text), html, Numbers.Is(value));
    }

    private static string LongText(object value, int depth = 0) => value switch
    {
        string text => text,
        Exception exception => ErrorText(exception),
        _ when Numbers.Is(value) => Numbers.Text(value),
        Task task => $"{TypeName.Of(value.GetType())} ({task.Status})",
        ITuple tuple => $"({string.Join(", ", Enumerable.Range(0, tuple.Length).Select(i => InnerText(tuple[i], depth)))})",
        IEnumerable sequence when !Members.KnowsItsText(value.GetType()) => SequenceText(sequence),
        _ when TypeMatch.PackageFormatter(value.GetType(), PlainTextFormatter.MimeType) is not null => value.ToDisplayString(),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ when Members.KnowsItsText(value.GetType()) => value.ToString() ?? "",
        _ when Members.IsRecord(value.GetType()) => RecordText(value, depth),
        _ => TypeName.Of(value.GetType()),
    };

    // Not the text that the compiler writes for records: it never ends where two of them hold each other.
    private static string RecordText(object record, int depth)
    {
        var type = record.GetType();
        if (depth == DeepestRecord)
            return "…";
        var members = Members.Of(type).Select(member => $"{member.Name} = {InnerText(Members.Value(member, record), depth)}");
        return $"{(type.Name.StartsWith('<') ? "" : TypeName.Of(type) + " ")}{{ {string.Join(", ", members)} }}";
    }

    private static string InnerText(object? value, int depth) => value is null ? "null" : LongText(value, depth + 1);

    // Lazy sequences are not run for a preview.
    private static string SequenceText(IEnumerable sequence)
    {
        if (Sequences.Count(sequence) is not { } count)
            return TypeName.Of(sequence.GetType());
        var items = Sequences.Take(sequence, PreviewedItems);
        return items.TrueForAll(item => Sequences.IsShort(item) || item is string { Length: <= LongestPreviewed })
            ? Sequences.OneLine(items, count - items.Count)
            : $"{TypeName.Of(sequence.GetType())} ({count} items)";
    }

    private static string ErrorText(Exception exception) => $"{exception.GetType().Name}: {exception.Message}";

    private static string OnOneLine(string text)
    {
        var line = string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestText ? line : line[..LongestText] + "…";
    }
}
