using System.Collections;
using System.Net;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>HTML: plain text for scalars, tables for the members of an object and the items of a sequence.</summary>
public static class HtmlFormatter
{
    public const string MimeType = "text/html";

    internal static readonly ITypeFormatter[] Defaults =
    [
        new DelegateFormatter<DateTime>((value, context) => WriteText(value, context), MimeType),
        new DelegateFormatter<DateTimeOffset>((value, context) => WriteText(value, context), MimeType),
        new DelegateFormatter<object>(WriteAny, MimeType),
    ];

    public static ITypeFormatter GetPreferredFormatterFor(Type type) => Formatter.GetPreferredFormatterFor(type, MimeType);

    public static ITypeFormatter GetPreferredFormatterFor<T>() => GetPreferredFormatterFor(typeof(T));

    private static bool WriteAny(object? value, FormatContext context)
    {
        if (value is null or Type || Members.IsScalar(value.GetType()))
            return WriteText(value, context);
        if (value is IDictionary dictionary)
            return WriteTable(context, Entries(dictionary, out var left), left);
        if (value is not IEnumerable sequence)
            return WriteTable(context, Members.Of(value), left: 0);
        var (items, rest) = Members.Take(sequence);
        if (items.Count > 0 && items.TrueForAll(item => item is not null && Members.IsScalar(item.GetType())))
            return WriteText(items, context, rest);
        return WriteTable(context, items.Select((item, index) => ($"{index}", item)), rest);
    }

    private static IEnumerable<(string, object?)> Entries(IDictionary dictionary, out int? left)
    {
        (var entries, left) = Members.Take(dictionary.Keys);
        return entries.Select(key => (key.ToDisplayString(), dictionary[key!]));
    }

    private static bool WriteTable(FormatContext context, IEnumerable<(string Label, object? Value)> rows, int? left)
    {
        context.Writer.Write("<table><tbody>");
        foreach (var (label, value) in rows)
        {
            context.Writer.Write($"<tr><td>{WebUtility.HtmlEncode(label)}</td><td>");
            value.FormatTo(context, MimeType);
            context.Writer.Write("</td></tr>");
        }
        if (left != 0)
            context.Writer.Write($"<tr><td colspan=\"2\"><i>{Members.LeftText(left)}</i></td></tr>");
        context.Writer.Write("</tbody></table>");
        return true;
    }

    private static bool WriteText(object? value, FormatContext context, int? left = 0)
    {
        var text = value.ToDisplayString() + (left == 0 ? "" : $" ... {Members.LeftText(left)}");
        context.Writer.Write($"<pre>{WebUtility.HtmlEncode(text)}</pre>");
        return true;
    }
}
