using Ssl4Asd.Kernel.Display;
using static Ssl4Asd.Kernel.Display.CellApi;

namespace Kernel.Tests.Display;

public class CellApiTests : DisplayTests
{
    [Fact]
    public void Values_are_shown_at_once_in_order()
    {
        display("one");
        2.Display();
        new Clip("three.wav", 3).Display();
        object? nothing = null;
        nothing.Display();

        Assert.Equal(["one", "2", "Clip\nFile     three.wav\nSeconds  3", "<null>"], Output.PlainTexts);
        Assert.All(Output.All, shown => Assert.False(shown.IsUpdate));
        Assert.Equal(4, Output.All.Select(shown => shown.DisplayId).Distinct().Count());
    }

    [Fact]
    public void Progress_arrives_step_by_step()
    {
        var progress = display("0 %");
        for (var percent = 10; percent <= 100; percent += 10)
        {
            progress.Update($"{percent} %");
            Assert.Equal($"{percent} %", Output.PlainTexts.Last());
        }

        Assert.Equal(Enumerable.Range(0, 11).Select(i => $"{10 * i} %"), Output.PlainTexts);
        Assert.Equal([false, .. Enumerable.Repeat(true, 10)], Output.All.Select(shown => shown.IsUpdate));
        Assert.Equal(progress.DisplayId, Assert.Single(Output.All.Select(shown => shown.DisplayId).Distinct()));
        Assert.True(progress.IsUpdated);
        Assert.Equal("100 %", progress.Value);
    }

    [Fact]
    public void Updates_from_several_threads_end_with_the_value_that_is_kept()
    {
        var shown = display(-1);
        Parallel.For(0, 50, i => shown.Update(i));
        Assert.Equal($"{shown.Value}", Output.PlainTexts.Last());
        Assert.Equal(Enumerable.Range(0, 50), Output.PlainTexts.Skip(1).Select(int.Parse).Order());
    }

    [Fact]
    public void Mime_types_can_be_chosen()
    {
        var shown = display(new Clip("a.wav", 1), "application/json");
        shown.Update(new Clip("b.wav", 2));
        Assert.Equal(["application/json"], Output.All[0].Data.Keys);
        Assert.Equal("{\"File\":\"b.wav\",\"Seconds\":2}", Output.All[1].Data["application/json"]);
    }

    [Fact]
    public void Html_is_shown_as_such()
    {
        display(HTML("<b>bold</b>"));
        Assert.Equal("<b>bold</b>", Output.All[0].Data[HtmlType]);
        Assert.Equal("<b>bold</b>", Bundles.OfResult(HTML("<b>bold</b>"))!.Data[HtmlType]);
        Assert.Contains("<td style=\"text-align:left\"><b>bold</b></td>", HtmlOf(new[] { HTML("<b>bold</b>"), HTML("x") }));
        Assert.Contains("<td style=\"text-align:left\"><b>bold</b></td>", HtmlOf(new { Inside = HTML("<b>bold</b>") }));
    }

    [Fact]
    public void Texts_that_are_written_already_need_no_formatter()
    {
        var picture = "<svg/>".DisplayAs("image/svg+xml");
        picture.Update("<svg></svg>");
        Assert.Equal(["<svg/>", "<svg></svg>"], Output.All.Select(shown => shown.Data["image/svg+xml"]));
        Assert.Equal("<svg></svg>", picture.Value);
    }

    [Fact]
    public void Scripts_and_styles_are_html()
    {
        Javascript("alert(1 < 2)");
        CSS("td { padding: 0 }");
        Assert.Equal(
            ["<script type=\"text/javascript\">alert(1 < 2)</script>", "<style>td { padding: 0 }</style>"],
            Output.All.Select(shown => shown.Data[HtmlType]));
    }

    [Fact]
    public void Output_can_be_cleared()
    {
        clear_output();
        clear_output(wait: true);
        ClearOutput();
        Assert.Equal(["clear", "clear, waiting", "clear"], Output.All.Select(shown => shown.What));
    }
}
