using System.Collections;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Plain text: a scalar as it is, the members of an object line by line, the items of a sequence.</summary>
public static class PlainTextFormatter
{
    public const string MimeType = "text/plain";

    internal static readonly ITypeFormatter[] Defaults =
    [
        new DelegateFormatter<DateTime>((value, context) => Write(context, value.ToString("u")), MimeType),
        new DelegateFormatter<DateTimeOffset>((value, context) => Write(context, value.ToString("u")), MimeType),
        new DelegateFormatter<Exception>((value, context) => Write(context, value?.ToString() ?? Formatter.NullString), MimeType),
        new DelegateFormatter<Type>((value, context) => Write(context, value?.ToString() ?? Formatter.NullString), MimeType),
        new DelegateFormatter<object>(WriteAny, MimeType),
    ];

    public static ITypeFormatter GetPreferredFormatterFor(Type type) => Formatter.GetPreferredFormatterFor(type, MimeType);

    public static ITypeFormatter GetPreferredFormatterFor<T>() => GetPreferredFormatterFor(typeof(T));

    private static bool WriteAny(object? value, FormatContext context) => value switch
    {
        null => Write(context, Formatter.NullString),
        _ when Members.IsScalar(value.GetType()) => Write(context, value),
        IEnumerable sequence => WriteSequence(sequence, context),
        _ => WriteObject(value, context),
    };

    private static bool WriteObject(object value, FormatContext context)
    {
        var members = Members.Of(value).ToArray();
        if (members.Length == 0)
            return Write(context, value);
        context.Writer.Write(value.GetType().Name);
        foreach (var (name, member) in members)
        {
            WriteLineStart(context);
            context.Writer.Write($"{name}: ");
            member.FormatTo(context, MimeType);
        }
        return true;
    }

    private static bool WriteSequence(IEnumerable sequence, FormatContext context)
    {
        var (items, left) = Members.Take(sequence);
        var onOneLine = items.TrueForAll(item => item is null || Members.IsScalar(item.GetType()));
        context.Writer.Write(onOneLine ? "[ " : sequence.GetType().Name);
        for (var i = 0; i < items.Count; i++)
        {
            if (!onOneLine)
                WriteLineStart(context);
            else if (i > 0)
                context.Writer.Write(", ");
            items[i].FormatTo(context, MimeType);
        }
        if (left != 0)
            context.Writer.Write($" ... {Members.LeftText(left)}");
        if (onOneLine)
            context.Writer.Write(" ]");
        return true;
    }

    private static void WriteLineStart(FormatContext context)
    {
        context.Writer.WriteLine();
        context.Writer.Write(new string(' ', 2 * context.Depth + 2));
    }

    private static bool Write(FormatContext context, object? text)
    {
        context.Writer.Write(text);
        return true;
    }
}
