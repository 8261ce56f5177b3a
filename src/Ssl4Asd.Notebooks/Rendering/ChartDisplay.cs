using Microsoft.DotNet.Interactive.Formatting;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Rendering;

/// <summary>
/// How charts are shown below cells: interactive, by the front end's own plotly.js or by that of <see cref="Script"/>. Pictures for places
/// without scripts are added by notebooks/run.sh --pictures.
/// </summary>
public static class ChartDisplay
{
    /// <summary>Registers the formatters of charts and of <see cref="Script"/>; more than once does no harm.</summary>
    public static void Register()
    {
        Register<GenericChart>((ChartBundle.PlotlyMimeType, ChartBundle.Json), (HtmlFormatter.MimeType, ChartBundle.Html), (PlainTextFormatter.MimeType, ChartBundle.Text));
        Register<PlotlyScript>((HtmlFormatter.MimeType, script => script.Html), (PlainTextFormatter.MimeType, script => script.ToString()));
    }

    /// <summary>
    /// What a notebook shows once, before its charts, to make them interactive: plotly.js itself, so that no network is needed.
    /// </summary>
    public static PlotlyScript Script() => new();

    /// <summary>Makes all of these forms of a type's values, for front ends to choose from.</summary>
    internal static void Register<T>(params (string MimeType, Func<T, string> Write)[] forms)
    {
        foreach (var (mimeType, write) in forms)
            Formatter.Register(write, mimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(T), [.. forms.Select(form => form.MimeType)]);
    }
}
