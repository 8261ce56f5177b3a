using Deedle;
using Ssl4Asd.Kernel.Display;

namespace Kernel.Tests.Display;

public class DeedleViewTests : DisplayTests
{
    private sealed record Score(string Machine, double Auc, int? Clips);

    [Fact]
    public void A_frame_shows_keys_values_and_empty_cells()
    {
        var frame = Frame.FromRecords(new[] { new Score("fan", 0.65789123, 100), new Score("<pump>", double.NaN, 1234567) });
        var html = HtmlOf(frame);
        Assert.Equal([["", "Machine", "Auc", "Clips"], ["0", "fan", "0.657891", "100"], ["1", "<pump>", "", "1234567"]], Rows(html));
        Assert.Contains("&lt;pump&gt;", html);
        Assert.Equal("   Machine       Auc    Clips\n0  fan      0.657891      100\n1  <pump>             1234567", PlainOf(frame));
    }

    [Fact]
    public void Of_a_long_frame_the_first_rows_are_shown()
    {
        var html = HtmlOf(Frame.FromRecords(Enumerable.Range(0, 57).Select(i => new Score($"m{i}", i, i))));
        Assert.Equal(21, Rows(html).Length);
        Assert.Contains("m19", html);
        Assert.DoesNotContain("m20", html);
        Assert.Contains("… 37 more rows", html);
    }

    [Fact]
    public void Row_keys_may_be_pairs()
    {
        var grouped = Frame.FromRecords(new[] { new Score("fan", 0.5, 1), new Score("pump", 0.6, 2) }).GroupRowsBy<string>("Machine");
        Assert.Equal(["(fan, 0)", "fan", "0.5", "1"], Rows(HtmlOf(grouped))[1]);
    }

    [Fact]
    public void A_series_shows_its_keys()
    {
        var series = new Series<string, double>(["fan", "pump"], [0.5, double.NaN]);
        Assert.Equal([["", "value"], ["fan", "0.5"], ["pump", ""]], Rows(HtmlOf(series)));
        Assert.Contains("… 10 more rows", HtmlOf(new Series<int, int>(Enumerable.Range(0, 30).ToArray(), Enumerable.Range(0, 30).ToArray())));
    }

    [Fact]
    public void Rows_of_a_frame_are_series_too()
    {
        var frame = Frame.FromRecords(new[] { new Score("fan", 0.5, 1) });
        Assert.Equal([["", "value"], ["Machine", "fan"], ["Auc", "0.5"], ["Clips", "1"]], Rows(HtmlOf(frame.Rows[0])));
    }

    [Fact]
    public void Empty_ones_say_so()
    {
        Assert.Equal([PlainType], Bundles.Of(Frame.CreateEmpty<int, string>()).Data.Keys);
        Assert.Equal("Frame (0 rows × 0 columns)", PlainOf(Frame.CreateEmpty<int, string>()));
        Assert.Equal("Series (0 values)", PlainOf(new Series<int, int>([], Array.Empty<int>())));
    }
}
