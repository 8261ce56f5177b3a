using Microsoft.DotNet.Interactive.Formatting;
using Ssl4Asd.Notebooks.Listening;
using Ssl4Asd.Notebooks.Rendering;
using IFsiFormattable = Deedle.Internal.IFsiFormattable;

namespace Ssl4Asd.Notebooks.Tables;

/// <summary>Tells notebooks how tables and players are shown.</summary>
public static class TableDisplay
{
    /// <summary>Registers the formatters of <see cref="HtmlTable"/>, <see cref="SoundPlayer"/> and Deedle's frames and series; more than once does no harm.</summary>
    public static void Register()
    {
        ChartDisplay.Register<HtmlTable>((HtmlFormatter.MimeType, table => table.Html), (PlainTextFormatter.MimeType, table => table.Text));
        ChartDisplay.Register<SoundPlayer>((HtmlFormatter.MimeType, player => player.Html), (PlainTextFormatter.MimeType, player => player.Text));
        // else every property of a frame would be shown, ten megabytes of them
        ChartDisplay.Register<IFsiFormattable>((HtmlFormatter.MimeType, data => FrameTables.Of(data).Html), (PlainTextFormatter.MimeType, data => FrameTables.Of(data).Text));
    }
}
