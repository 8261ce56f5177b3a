using System.Globalization;

namespace Microsoft.DotNet.Interactive.Formatting;

/// <summary>Turns objects into text of a MIME type, by formatters that anyone may register for a type.</summary>
public static partial class Formatter
{
    private static string _defaultMimeType = HtmlFormatter.MimeType;
    private static int _listExpansionLimit;
    private static int _recursionLimit;

    static Formatter() => ResetToDefault();

    /// <summary>How many items of a sequence are written out.</summary>
    public static int ListExpansionLimit
    {
        get => _listExpansionLimit;
        set => _listExpansionLimit = NotNegative(value, nameof(ListExpansionLimit));
    }

    /// <summary>How deep into an object its members are formatted.</summary>
    public static int RecursionLimit
    {
        get => _recursionLimit;
        set => _recursionLimit = NotNegative(value, nameof(RecursionLimit));
    }

    /// <summary>What is written for null.</summary>
    public static string NullString { get; set; } = "<null>";

    /// <summary>The MIME type of types for which none is preferred.</summary>
    public static string DefaultMimeType
    {
        get => _defaultMimeType;
        set => _defaultMimeType = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Forgets every registration and setting.</summary>
    public static void ResetToDefault()
    {
        lock (Gate)
        {
            UserFormatters.Clear();
            UserPreferences.Clear();
            ForgetComputed();
            DefaultMimeType = HtmlFormatter.MimeType;
            ListExpansionLimit = 20;
            RecursionLimit = 6;
            NullString = "<null>";
        }
    }

    public static string ToDisplayString(this object? obj, string mimeType = PlainTextFormatter.MimeType)
    {
        ArgumentNullException.ThrowIfNull(mimeType);
        return WrittenText(context => FormatTo(obj, context, mimeType));
    }

    public static string ToDisplayString(this object? obj, ITypeFormatter formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        return WrittenText(context => formatter.Format(obj, context));
    }

    public static void Format(this ITypeFormatter formatter, object? instance, TextWriter writer)
    {
        using var context = new FormatContext(writer);
        formatter.Format(instance, context);
    }

    public static void FormatTo<T>(this T obj, FormatContext context, string mimeType)
    {
        if (obj is null)
        {
            GetPreferredFormatterFor(typeof(T), mimeType).Format(null, context);
            return;
        }
        context.Enter();
        try
        {
            if (context.AllowRecursion)
                GetPreferredFormatterFor(obj.GetType(), mimeType).Format(obj, context);
            else
                context.Writer.Write(obj);
        }
        finally
        {
            context.Leave();
        }
    }

    private static string WrittenText(Action<FormatContext> write)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        using (var context = new FormatContext(writer))
            write(context);
        return writer.ToString();
    }

    private static int NotNegative(int value, string name) =>
        value >= 0 ? value : throw new ArgumentException($"{name} must be at least 0.");
}
