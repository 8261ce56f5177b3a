using Microsoft.DotNet.Interactive.Formatting;
using Ssl4Asd.Notebooks.Listening;
using Ssl4Asd.Notebooks.Tables;

namespace Notebooks.Tests.Tables;

public class HtmlTableTests
{
    private static readonly HtmlTable Table = HtmlTable.Of("a < b", ["name", "x"], [["fan", "**1.5**"], ["<saw>", "22"]], "a note & more");

    [Fact]
    public void HtmlIsEncodedAndBoldIsBold()
    {
        Assert.Contains("a &lt; b</caption>", Table.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;saw&gt;</td>", Table.Html, StringComparison.Ordinal);
        Assert.Contains("<b>1.5</b></td>", Table.Html, StringComparison.Ordinal);
        Assert.Contains("a note &amp; more</p>", Table.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", Table.Html, StringComparison.Ordinal); // exports drop it
    }

    [Fact]
    public void TextHasColumns() => Assert.Equal("a < b\nname     x\nfan    1.5\n<saw>   22\na note & more\n", Table.ToString());

    [Fact]
    public void RowsHaveAsManyCellsAsHeaders() => Assert.Throws<ArgumentException>(() => HtmlTable.Of("", ["a", "b"], [["1"]]));

    [Fact]
    public void NotebooksShowTheHtml()
    {
        TableDisplay.Register();
        TableDisplay.Register();
        Assert.Equal(Table.Html, Table.ToDisplayString(HtmlFormatter.MimeType));
        Assert.Equal(Table.Text, Table.ToDisplayString(PlainTextFormatter.MimeType));
        Assert.Equal(HtmlFormatter.MimeType, Formatter.GetPreferredMimeTypesFor(typeof(HtmlTable)).First());
        Assert.Equal("<b>", new SoundPlayer("<b>", "text").ToDisplayString(HtmlFormatter.MimeType));
    }
}
