using System.Collections.Concurrent;

namespace Microsoft.DotNet.Interactive.Formatting;

public static partial class Formatter
{
    private static readonly Lock Gate = new();
    private static readonly List<ITypeFormatter> UserFormatters = []; // the latest last
    private static readonly ConcurrentDictionary<(Type, string), ITypeFormatter> Chosen = new();

    private static readonly ITypeFormatter[] DefaultFormatters =
        [.. PlainTextFormatter.Defaults, .. HtmlFormatter.Defaults, .. JsonFormatter.Defaults];

    public static void Register(ITypeFormatter formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        lock (Gate)
        {
            UserFormatters.Add(formatter);
            ForgetComputed();
        }
    }

    public static void Register<T>(FormatDelegate<T> formatter, string mimeType = PlainTextFormatter.MimeType) =>
        Register(new DelegateFormatter<T>(formatter, mimeType));

    public static void Register(Type type, FormatDelegate<object> formatter, string mimeType = PlainTextFormatter.MimeType) =>
        Register(new DelegateFormatter<object>(formatter, mimeType, type));

    public static void Register(Type type, Action<object, TextWriter> formatter, string mimeType = PlainTextFormatter.MimeType) =>
        Register(new DelegateFormatter<object>((value, context) => { formatter(value, context.Writer); return true; }, mimeType, type));

    public static void Register<T>(Action<T, TextWriter> formatter, string mimeType = PlainTextFormatter.MimeType) =>
        Register(new DelegateFormatter<T>((value, context) => { formatter(value, context.Writer); return true; }, mimeType));

    public static void Register<T>(Func<T, string> formatter, string mimeType = PlainTextFormatter.MimeType) =>
        Register(new DelegateFormatter<T>((value, context) => { context.Writer.Write(formatter(value)); return true; }, mimeType));

    /// <summary>The latest registration first, the built-in ones last.</summary>
    public static IEnumerable<ITypeFormatter> RegisteredFormatters(bool includeDefaults = true)
    {
        lock (Gate)
        {
            var users = Enumerable.Reverse(UserFormatters);
            return (includeDefaults ? users.Concat(DefaultFormatters) : users).ToArray();
        }
    }

    /// <summary>Registered formatters come before built-in ones, then the most specific, then the latest.</summary>
    /// <exception cref="ArgumentException">None writes this MIME type.</exception>
    public static ITypeFormatter GetPreferredFormatterFor(Type actualType, string mimeType)
    {
        ArgumentNullException.ThrowIfNull(mimeType);
        return Chosen.GetOrAdd((actualType, mimeType), _ =>
            Choose(actualType, mimeType, RegisteredFormatters(includeDefaults: false))
            ?? Choose(actualType, mimeType, DefaultFormatters)
            ?? throw new ArgumentException($"No formatter is registered for MIME type {mimeType}."));
    }

    private static ITypeFormatter? Choose(Type type, string mimeType, IEnumerable<ITypeFormatter> formatters)
    {
        var candidates = Specificity.MostSpecificFirst(
            formatters.Where(formatter => formatter.MimeType == mimeType && formatter.Type.Concerns(type)), formatter => formatter.Type);
        return candidates.Count < 2
            ? candidates.FirstOrDefault()
            : new DelegateFormatter<object>((value, context) => candidates.Exists(c => c.Format(value, context)), mimeType, candidates[0].Type);
    }

    private static void ForgetComputed()
    {
        Chosen.Clear();
        Preferred.Clear();
    }
}
