using System.Text.Json;
using Microsoft.DotNet.Interactive.Formatting;
using Ssl4Asd.Kernel.Engine;

namespace Ssl4Asd.Kernel.Display;

/// <summary>Values in the MIME types that a front end chooses from.</summary>
public static class Bundles
{
    /// <summary>
    /// A value in the MIME types preferred for its type, and in plain text; in plain text only where HTML would add nothing.
    /// What a formatter throws is shown as text; only a request to stop the cell is passed on.
    /// </summary>
    /// <param name="value">Anything; null is shown as <see cref="Formatter.NullString"/>.</param>
    /// <param name="type">The type whose preferences hold; null for that of the value.</param>
    public static MimeBundle Of(object? value, Type? type = null)
    {
        KernelFormatters.Register();
        using var remembering = Views.Remembering();
        type ??= value?.GetType() ?? typeof(object);
        var mimeTypes = Formatter.GetPreferredMimeTypesFor(type).Append(PlainTextFormatter.MimeType).Distinct();
        return Of(value, mimeTypes.Where(mimeType => !IsIdle(value, mimeType)));
    }

    /// <summary>A value in the given MIME types only; none for those of <see cref="Of(object?, Type?)"/>.</summary>
    public static MimeBundle Of(object? value, IReadOnlyCollection<string> mimeTypes)
    {
        if (mimeTypes.Count == 0)
            return Of(value);
        KernelFormatters.Register();
        using var remembering = Views.Remembering();
        return Of(value, mimeTypes.Distinct());
    }

    /// <summary>The value of a cell's last expression; null where there is nothing to show: null, and what was displayed already.</summary>
    public static MimeBundle? OfResult(object? value) => value is null or DisplayedValue ? null : Of(value);

    private static MimeBundle Of(object? value, IEnumerable<string> mimeTypes)
    {
        var data = new Dictionary<string, string>();
        var errors = new List<string>();
        foreach (var mimeType in mimeTypes)
        {
            try
            {
                data[mimeType] = Written(value, mimeType);
            }
            catch (Exception exception) when (!Interruption.IsIn(exception))
            {
                var cause = exception is System.Reflection.TargetInvocationException { InnerException: { } inner } ? inner : exception;
                errors.Add($"{TypeName.Of(value?.GetType() ?? typeof(object))} could not be shown as {mimeType}: {cause.GetType().Name}: {cause.Message}");
            }
        }
        if (errors.Count > 0)
            data[PlainTextFormatter.MimeType] = string.Join('\n', errors.Distinct());
        return new MimeBundle(data);
    }

    private static string Written(object? value, string mimeType)
    {
        if (value is Written written)
            return written.Text;
        if (!TypeMatch.HasFormatter(value?.GetType() ?? typeof(object), mimeType))
            throw new ArgumentException("no formatter is registered for it; see Formatter.Register");
        var text = value.ToDisplayString(mimeType);
        if (mimeType.EndsWith("json", StringComparison.Ordinal))
            JsonDocument.Parse(text).Dispose();
        return text;
    }

    // HTML of the kernel that is nothing but the text.
    private static bool IsIdle(object? value, string mimeType)
    {
        if (mimeType != HtmlFormatter.MimeType || !KernelFormatters.Serve(value?.GetType() ?? typeof(object), mimeType))
            return false;
        try
        {
            return Views.Of(value, mimeType) is { IsTextOnly: true };
        }
        catch (Exception exception) when (!Interruption.IsIn(exception))
        {
            return true; // the text says what went wrong
        }
    }
}
