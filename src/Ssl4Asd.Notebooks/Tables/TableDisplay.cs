using Microsoft.DotNet.Interactive.Formatting;
using Ssl4Asd.Notebooks.Listening;

namespace Ssl4Asd.Notebooks.Tables;

/// <summary>Tells notebooks how tables and players are shown.</summary>
public static class TableDisplay
{
    /// <summary>Registers the formatters of <see cref="HtmlTable"/> and <see cref="SoundPlayer"/>; more than once does no harm.</summary>
    public static void Register()
    {
        Register<HtmlTable>(table => table.Html, table => table.Text);
        Register<SoundPlayer>(player => player.Html, player => player.Text);
    }

    private static void Register<T>(Func<T, string> html, Func<T, string> text)
    {
        Formatter.SetPreferredMimeTypesFor(typeof(T), HtmlFormatter.MimeType, PlainTextFormatter.MimeType);
        Formatter.Register(html, HtmlFormatter.MimeType);
        Formatter.Register(text, PlainTextFormatter.MimeType);
    }
}
