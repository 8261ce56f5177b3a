using Microsoft.DotNet.Interactive.Formatting;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Rendering;

/// <summary>
/// How charts are shown below cells: interactive where the page has plotly.js, as a picture everywhere else (exported pages without
/// scripts, GitHub).
/// </summary>
public static class ChartDisplay
{
    private static readonly Lock Gate = new();

    /// <summary>
    /// Registers the formatters of charts and of <see cref="Script"/> unless they are; again after <see cref="Formatter.ResetToDefault"/>.
    /// </summary>
    public static void Register()
    {
        lock (Gate)
        {
            if (Formatter.RegisteredFormatters(includeDefaults: false).Any(formatter => formatter is ChartFormatter))
                return;
            Show<GenericChart>(
                (ChartBundle.PlotlyMimeType, ChartBundle.Json), (HtmlFormatter.MimeType, ChartBundle.Html),
                (PlainTextFormatter.MimeType, ChartBundle.Text));
            Show<PlotlyScript>(
                (HtmlFormatter.MimeType, script => script.Html), (PlainTextFormatter.MimeType, script => script.ToString()));
        }
    }

    /// <summary>
    /// What a notebook shows once, before its charts, to make them interactive: plotly.js itself, so that no network is needed.
    /// </summary>
    public static PlotlyScript Script() => new();

    private static void Show<T>(params (string MimeType, Func<T, string> Write)[] forms)
    {
        foreach (var (mimeType, write) in forms)
            Formatter.Register(new ChartFormatter(typeof(T), mimeType, value => write((T)value)));
        Formatter.SetPreferredMimeTypesFor(typeof(T), [.. forms.Select(form => form.MimeType)]);
    }

    private sealed class ChartFormatter(Type type, string mimeType, Func<object, string> write) : ITypeFormatter
    {
        public string MimeType => mimeType;

        public Type Type => type;

        public bool Format(object? instance, FormatContext context)
        {
            context.Writer.Write(instance is null ? Formatter.NullString : write(instance));
            return true;
        }
    }
}
