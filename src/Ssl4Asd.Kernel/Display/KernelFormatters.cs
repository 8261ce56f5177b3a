using Microsoft.DotNet.Interactive.Formatting;

namespace Ssl4Asd.Kernel.Display;

/// <summary>
/// The kernel's own way of showing values, registered for any object, so that whatever a cell or a package registers
/// for a type or for all comes before it.
/// </summary>
public static class KernelFormatters
{
    private static readonly Lock Gate = new();

    /// <summary>Registers them unless they are; again after <see cref="Formatter.ResetToDefault"/>.</summary>
    public static void Register()
    {
        lock (Gate)
        {
            if (Formatter.RegisteredFormatters(includeDefaults: false).Any(formatter => formatter is ViewFormatter))
                return;
            Formatter.Register(new ViewFormatter(HtmlFormatter.MimeType, view => view.Html));
            Formatter.Register(new ViewFormatter(PlainTextFormatter.MimeType, view => view.Text));
            foreach (var mimeType in (string[])["image/png", "image/jpeg", "image/gif", "application/pdf"])
                Formatter.Register<byte[]>(Convert.ToBase64String, mimeType);
        }
    }

    /// <summary>Whether it is the kernel that shows a type; false where someone registered a formatter for it.</summary>
    internal static bool Serve(Type type, string mimeType) => Formatter.GetPreferredFormatterFor(type, mimeType) is ViewFormatter;

    private sealed class ViewFormatter(string mimeType, Func<View, string> write) : ITypeFormatter
    {
        public string MimeType => mimeType;

        public Type Type => typeof(object);

        public bool Format(object? instance, FormatContext context)
        {
            if (Views.Of(instance, mimeType) is not { } view)
                return TypeMatch.PackageFormatter(instance!.GetType(), mimeType)!.Format(instance, context);
            context.Writer.Write(write(view));
            return true;
        }
    }
}
