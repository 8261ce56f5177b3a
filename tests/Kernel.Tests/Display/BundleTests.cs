using Microsoft.DotNet.Interactive.Formatting;
using Ssl4Asd.Kernel.Display;

namespace Kernel.Tests.Display;

public class BundleTests : DisplayTests
{
    public static TheoryData<object, string> Scalars => new()
    {
        { "a <b> c", "a <b> c" },
        { 5, "5" },
        { 0.1 + 0.2, "0.30000000000000004" },
        { 1.5m, "1.5" },
        { true, "True" },
        { 'x', "x" },
        { DayOfWeek.Friday, "Friday" },
        { new[] { 1, 2, 3 }, "[ 1, 2, 3 ]" },
        { new Uri("http://localhost/a"), "http://localhost/a" },
    };

    [Theory]
    [MemberData(nameof(Scalars))]
    public void What_is_a_text_is_plain_text_only(object value, string text)
    {
        var bundle = Bundles.Of(value);
        Assert.Equal([PlainType], bundle.Data.Keys);
        Assert.Equal(text, bundle.Data[PlainType]);
    }

    [Fact]
    public void Objects_are_html_and_plain_text()
    {
        var bundle = Bundles.Of(new Clip("a.wav", 2.5));
        Assert.Equal([HtmlType, PlainType], bundle.Data.Keys.Order());
        Assert.Equal("Clip\nFile     a.wav\nSeconds  2.5", bundle.Data[PlainType]);
    }

    [Fact]
    public void Null_is_shown_when_asked_for_but_is_no_result()
    {
        Assert.Equal("<null>", Bundles.Of(null).Data[PlainType]);
        Assert.Equal([PlainType], Bundles.Of(null).Data.Keys);
        Assert.Null(Bundles.OfResult(null));
        Assert.Null(Bundles.OfResult(CellApi.display(5)));
        Assert.Equal("5", Bundles.OfResult(5)!.Data[PlainType]);
    }

    [Fact]
    public void Registered_formatters_come_before_the_kernels()
    {
        Formatter.Register<int>(number => $"<b>{number}</b>", HtmlType);
        Formatter.Register<IEnumerable<Clip>>(_ => "clips", HtmlType);
        Formatter.Register<Clip>(clip => $"clip {clip.File}");

        Assert.Equal("<b>5</b>", HtmlOf(5));
        Assert.Equal("5", PlainOf(5));
        Assert.Equal("clips", HtmlOf(new List<Clip>()));
        Assert.Equal("clip a.wav", PlainOf(new Clip("a.wav", 1)));

        Formatter.Register<object>(_ => "anything", HtmlType);
        Assert.Equal("anything", HtmlOf(new Clip("a.wav", 1)));
    }

    [Fact]
    public void A_registered_formatter_also_writes_the_cells_of_a_table()
    {
        Formatter.Register<Clip>(clip => $"<audio src=\"{clip.File}\">", HtmlType);
        Assert.Contains("<audio src=\"a.wav\">", HtmlOf(new { First = new Clip("a.wav", 1) }));
        Assert.Contains("<audio src=\"a.wav\">", HtmlOf(new List<Clip> { new("a.wav", 1) }));
        Assert.Equal("   value\n0  Clip { File = a.wav, Seconds = 1 }", PlainOf(new List<Clip> { new("a.wav", 1) }));

        Formatter.Register<Clip>(clip => $"clip\n{clip.File}");
        Assert.Equal("   value\n0  clip a.wav", PlainOf(new List<Clip> { new("a.wav", 1) }));
    }

    [Fact]
    public void Preferred_mime_types_are_all_there()
    {
        Formatter.Register<Clip>(clip => Convert.ToBase64String([1, 2, 3]), "image/png");
        Formatter.SetPreferredMimeTypesFor(typeof(Clip), "image/png");
        var bundle = Bundles.Of(new Clip("a.wav", 1));
        Assert.Equal(["image/png", PlainType], bundle.Data.Keys.Order());
        Assert.Equal("AQID", bundle.Data["image/png"]);

        Formatter.DefaultMimeType = PlainType;
        Assert.Equal([PlainType], Bundles.Of(new { Default = true }).Data.Keys);
    }

    [Fact]
    public void Preferences_of_another_type_can_be_asked_for()
    {
        Formatter.SetPreferredMimeTypesFor(typeof(IComparable), "application/json");
        Assert.Equal(["application/json", PlainType], Bundles.Of(new Clip("a.wav", 1), typeof(IComparable)).Data.Keys.Order());
    }

    [Fact]
    public void Bytes_are_a_picture_where_one_is_asked_for()
    {
        Assert.Equal("AQID", Bundles.Of(new byte[] { 1, 2, 3 }, ["image/png"]).Data["image/png"]);
        Assert.Equal([PlainType], Bundles.Of(new byte[] { 1, 2, 3 }).Data.Keys);
    }

    [Fact]
    public void A_formatter_that_throws_does_not_fail_the_cell()
    {
        Formatter.Register<Clip>(string (_) => throw new InvalidOperationException("out of <paint>"), HtmlType);
        var bundle = Bundles.Of(new Clip("a.wav", 1));
        Assert.Equal("Clip could not be shown as text/html: InvalidOperationException: out of <paint>", bundle.Data[PlainType]);
        Assert.DoesNotContain(HtmlType, bundle.Data.Keys);
    }

    [Fact]
    public void A_mime_type_without_a_formatter_is_an_error_to_read()
    {
        Formatter.SetPreferredMimeTypesFor(typeof(Clip), "audio/wav");
        Assert.Contains("Clip could not be shown as audio/wav", PlainOf(new Clip("a.wav", 1)));
        Assert.Contains("int could not be shown as no/such", Bundles.Of(5, ["no/such"]).Data[PlainType]);
    }

    [Fact]
    public void Json_is_checked_before_it_goes_out()
    {
        Formatter.Register<Clip>(_ => "{ \"no\": ", "application/vnd.test+json");
        var bundle = Bundles.Of(new Clip("a.wav", 1), ["application/vnd.test+json", "application/json"]);
        Assert.Equal("{\"File\":\"a.wav\",\"Seconds\":1}", bundle.Data["application/json"]);
        Assert.DoesNotContain("application/vnd.test+json", bundle.Data.Keys);
        Assert.Contains("could not be shown as application/vnd.test+json", bundle.Data[PlainType]);
    }

    [Fact]
    public void A_request_to_stop_is_no_error_of_a_formatter()
    {
        Formatter.Register<Clip>(string (_) => throw new OperationCanceledException(), HtmlType);
        Assert.Throws<OperationCanceledException>(() => Bundles.Of(new Clip("a.wav", 1)));

        static IEnumerable<string> Stopped()
        {
            yield return "one";
            throw new ThreadInterruptedException();
        }
        Assert.Throws<ThreadInterruptedException>(() => Bundles.Of(Stopped()));
    }

    [Fact]
    public void A_reset_in_a_cell_leaves_the_kernels_formatters()
    {
        Formatter.ResetToDefault();
        Assert.Equal("Clip\nFile     a.wav\nSeconds  1", PlainOf(new Clip("a.wav", 1)));
        Assert.Equal(HtmlOf(new Clip("a.wav", 1)), new Clip("a.wav", 1).ToDisplayString(HtmlType));
    }
}
