using Microsoft.DotNet.Interactive.Formatting;

namespace Standins.Tests.Formatting;

public class MimeTypeTests : FormatterTests
{
    [Fact]
    public void Names_are_the_usual_ones()
    {
        Assert.Equal("text/html", HtmlFormatter.MimeType);
        Assert.Equal("text/plain", PlainTextFormatter.MimeType);
        Assert.Equal("application/json", JsonFormatter.MimeType);
    }

    [Fact]
    public void By_default_strings_are_plain_text_and_the_rest_is_html()
    {
        Assert.Equal("text/html", Formatter.DefaultMimeType);
        Assert.Equal([Plain], Formatter.GetPreferredMimeTypesFor(typeof(string)));
        Assert.Equal([Html], Formatter.GetPreferredMimeTypesFor(typeof(Machine)));
        Assert.Equal([Html], Formatter.GetPreferredMimeTypesFor(typeof(int)));
        Assert.Equal([Html], Formatter.GetPreferredMimeTypesFor(null!));
    }

    [Fact]
    public void The_default_can_be_changed_and_comes_back()
    {
        Formatter.DefaultMimeType = Plain;
        Assert.Equal([Plain], Formatter.GetPreferredMimeTypesFor(typeof(Clip)));
        Formatter.ResetToDefault();
        Assert.Equal([Html], Formatter.GetPreferredMimeTypesFor(typeof(Clip)));
        Assert.Throws<ArgumentNullException>(() => Formatter.DefaultMimeType = null!);
    }

    [Fact]
    public void Several_may_be_preferred()
    {
        Formatter.SetPreferredMimeTypesFor(typeof(Machine), "image/png", Plain, Plain);

        Assert.Equal(["image/png", Plain], Formatter.GetPreferredMimeTypesFor(typeof(Machine)).Order());
        Assert.Equal(["image/png", Plain], Formatter.GetPreferredMimeTypesFor(typeof(Valve)).Order());
        Assert.Equal([Html], Formatter.GetPreferredMimeTypesFor(typeof(Clip)));
    }

    [Fact]
    public void The_most_specific_type_wins_then_the_latest()
    {
        Formatter.SetPreferredMimeTypesFor(typeof(Valve), "text/valve");
        Formatter.SetPreferredMimeTypesFor(typeof(object), "text/object");
        Formatter.SetPreferredMimeTypesFor(typeof(IEnumerable<>), "text/old");
        Formatter.SetPreferredMimeTypesFor(typeof(IEnumerable<>), "text/sequence");

        Assert.Equal(["text/valve"], Formatter.GetPreferredMimeTypesFor(typeof(Valve)));
        Assert.Equal(["text/object"], Formatter.GetPreferredMimeTypesFor(typeof(Machine)));
        Assert.Equal(["text/sequence"], Formatter.GetPreferredMimeTypesFor(typeof(List<int>)));
        Assert.Equal(["text/sequence"], Formatter.GetPreferredMimeTypesFor(typeof(Dictionary<string, int>)));
    }

    [Fact]
    public void Nothing_is_no_preference()
    {
        Assert.Throws<ArgumentNullException>(() => Formatter.SetPreferredMimeTypesFor(null!, Plain));
        Assert.ThrowsAny<ArgumentException>(() => Formatter.SetPreferredMimeTypesFor(typeof(int)));
        Assert.ThrowsAny<ArgumentException>(() => Formatter.SetPreferredMimeTypesFor(typeof(int), " "));
    }
}
