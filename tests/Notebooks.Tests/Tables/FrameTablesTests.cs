using Deedle;
using Microsoft.DotNet.Interactive.Formatting;
using Ssl4Asd.Notebooks.Tables;

namespace Notebooks.Tests.Tables;

public sealed class FrameTablesTests
{
    public FrameTablesTests() => TableDisplay.Register();

    [Fact]
    public void AFrameIsATableInHtmlAndText()
    {
        var frame = Frame.FromRecords(new[] { new { Machine = "fan <A>", Score = 0.5 }, new { Machine = "valve", Score = double.NaN } });
        Assert.Equal("\n   Machine  Score\n0  fan <A>    0.5\n1  valve        –\n2 × 2 (rows × columns)\n", frame.ToDisplayString(PlainTextFormatter.MimeType));
        var html = frame.ToDisplayString(HtmlFormatter.MimeType);
        Assert.Contains("fan &lt;A&gt;", html, StringComparison.Ordinal);
        Assert.Equal(3, html.Split("<tr>").Length - 1);
        Assert.Equal([HtmlFormatter.MimeType, PlainTextFormatter.MimeType], Formatter.GetPreferredMimeTypesFor(frame.GetType()));
    }

    [Fact]
    public void ALongFrameIsShownByItsEnds()
    {
        var frame = Frame.FromRecords(Enumerable.Range(0, 10_000).Select(i => new { Number = i }));
        var shown = frame.ToDisplayString(PlainTextFormatter.MimeType).Split('\n')[2..^2].Select(line => line.Split(' ')[0]);
        Assert.Equal([.. Enumerable.Range(0, 15), -1, .. Enumerable.Range(9985, 15)], shown.Select(key => int.TryParse(key, out var number) ? number : -1));
        Assert.InRange(frame.ToDisplayString(HtmlFormatter.MimeType).Length, 1000, 10_000);
    }

    [Fact]
    public void KeysOfSeveralLevelsAndNoRowsAreShown()
    {
        var pairs = Frame.FromRecords(new[] { new { Score = 1 } }).IndexRowsWith(new[] { Tuple.Create("statex", 3) });
        Assert.Contains("statex  3", pairs.ToDisplayString(PlainTextFormatter.MimeType), StringComparison.Ordinal);
        foreach (var none in new[] { Frame.FromRecords(Array.Empty<(int Score, int Seed)>()), Frame.CreateEmpty<int, string>() })
            Assert.Contains($"0 × {none.ColumnCount} (rows", none.ToDisplayString(PlainTextFormatter.MimeType), StringComparison.Ordinal);
    }

    [Fact]
    public void ASeriesIsText()
    {
        var series = new SeriesBuilder<string, int> { { "fan", 1 }, { "valve", 2 } }.Series;
        Assert.Contains("valve -> 2", series.ToDisplayString(PlainTextFormatter.MimeType), StringComparison.Ordinal);
        Assert.Contains("valve -&gt; 2", series.ToDisplayString(HtmlFormatter.MimeType), StringComparison.Ordinal);
    }
}
