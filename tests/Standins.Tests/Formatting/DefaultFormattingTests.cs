using System.Text.Json;
using Microsoft.DotNet.Interactive.Formatting;

namespace Standins.Tests.Formatting;

public class DefaultFormattingTests : FormatterTests
{
    [Fact]
    public void Scalars_are_their_invariant_text()
    {
        Assert.Equal("0.5", 0.5.ToDisplayString());
        Assert.Equal("True", true.ToDisplayString());
        Assert.Equal("fan & <valve>", "fan & <valve>".ToDisplayString());
        Assert.Equal("Friday", DayOfWeek.Friday.ToDisplayString());
        Assert.Equal("2024-05-06 07:08:09Z", new DateTime(2024, 5, 6, 7, 8, 9).ToDisplayString());
        Assert.Contains("0.5", 0.5.ToDisplayString(Html));
    }

    [Fact]
    public void Null_is_the_null_string()
    {
        object? nothing = null;
        Assert.Equal("<null>", Formatter.NullString);
        Assert.Equal("<null>", nothing.ToDisplayString());
        Assert.Contains("&lt;null&gt;", nothing.ToDisplayString(Html));
        Formatter.NullString = "(nothing)";
        Assert.Equal("(nothing)", nothing.ToDisplayString());
        Formatter.ResetToDefault();
        Assert.Equal("<null>", nothing.ToDisplayString());
    }

    [Fact]
    public void Objects_show_their_public_members()
    {
        var clip = new Clip("a.wav", 2.5);
        foreach (var text in new[] { clip.ToDisplayString(), clip.ToDisplayString(Html) })
        {
            Assert.Contains(nameof(Clip.File), text);
            Assert.Contains("a.wav", text);
            Assert.Contains(nameof(Clip.Seconds), text);
            Assert.Contains("2.5", text);
        }
        Assert.Contains("<table", clip.ToDisplayString(Html));
    }

    [Fact]
    public void Sequences_of_scalars_are_one_line()
    {
        Assert.Equal("[ 1, 2, 3 ]", new[] { 1, 2, 3 }.ToDisplayString());
        Assert.Contains("[ 1, 2, 3 ]", new List<int> { 1, 2, 3 }.ToDisplayString(Html));
    }

    [Fact]
    public void Sequences_of_objects_and_dictionaries_are_tables()
    {
        var clips = new List<Clip> { new("a.wav", 2.5), new("b.wav", 4) }.ToDisplayString(Html);
        Assert.Contains("<table", clips);
        Assert.Contains("a.wav", clips);
        Assert.Contains("b.wav", clips);

        var counts = new Dictionary<string, int> { ["fan"] = 4321, ["pump"] = 8765 }.ToDisplayString(Html);
        Assert.Contains("<table", counts);
        Assert.Contains("fan", counts);
        Assert.Contains("8765", counts);
    }

    [Fact]
    public void Html_is_encoded()
    {
        var html = new { Formula = "a<b & c" }.ToDisplayString(Html);
        Assert.Contains("a&lt;b &amp; c", html);
        Assert.DoesNotContain("a<b", html);
        Assert.Contains("&lt;x&gt;", new Dictionary<string, int> { ["<x>"] = 1 }.ToDisplayString(Html));
        Assert.Contains("&lt;i&gt;", "<i>".ToDisplayString(Html));
    }

    [Fact]
    public void Long_lists_stop_at_the_limit()
    {
        var numbers = Enumerable.Range(1000, 50).ToList();
        Assert.Equal(20, Formatter.ListExpansionLimit);
        Assert.Contains("1019", numbers.ToDisplayString());
        Assert.DoesNotContain("1020", numbers.ToDisplayString());
        Assert.Contains("30 more", numbers.ToDisplayString());

        Formatter.ListExpansionLimit = 3;
        Assert.DoesNotContain("1003", numbers.ToDisplayString(Html));
        var rows = numbers.ConvertAll(number => new Clip($"{number}.wav", 1)).ToDisplayString(Html);
        Assert.Contains("1002.wav", rows);
        Assert.DoesNotContain("1003.wav", rows);
        Assert.Contains("47 more", rows);

        Formatter.ResetToDefault();
        Assert.Equal(20, Formatter.ListExpansionLimit);
        Assert.Throws<ArgumentException>(() => Formatter.ListExpansionLimit = -1);
    }

    [Fact]
    public void An_endless_sequence_is_not_walked_to_its_end()
    {
        var taken = 0;
        IEnumerable<int> Endless()
        {
            while (true)
                yield return taken++;
        }

        Assert.Contains("more", Endless().ToDisplayString());
        Assert.True(taken <= 21, $"{taken} items were taken");
        Assert.Contains("more", Endless().ToDisplayString(Html));
    }

    public class Knot
    {
        public Knot Self => this;

        public string Name => "knot";
    }

    [Fact]
    public void An_object_that_holds_itself_ends()
    {
        Formatter.RecursionLimit = 2;
        Assert.Contains("knot", new Knot().ToDisplayString());
        Assert.Contains("knot", new Knot().ToDisplayString(Html));
        Formatter.ResetToDefault();
        Assert.Equal(6, Formatter.RecursionLimit);
        Assert.Throws<ArgumentException>(() => Formatter.RecursionLimit = -1);
    }

    public class Moody
    {
        public int Calm => 17;

        public int Angry => throw new InvalidOperationException("not today");
    }

    [Fact]
    public void A_property_that_throws_shows_its_exception()
    {
        foreach (var text in new[] { new Moody().ToDisplayString(), new Moody().ToDisplayString(Html) })
        {
            Assert.Contains("17", text);
            Assert.Contains("not today", text);
        }
    }

    [Fact]
    public void Exceptions_say_what_they_are()
    {
        var exception = new InvalidOperationException("no <microphone>");
        Assert.Contains("System.InvalidOperationException: no <microphone>", exception.ToDisplayString());
        Assert.Contains("no &lt;microphone&gt;", exception.ToDisplayString(Html));
    }

    [Fact]
    public void Json_is_json()
    {
        using var json = JsonDocument.Parse(new Clip("a\"b.wav", 2.5).ToDisplayString(JsonFormatter.MimeType));
        Assert.Equal("a\"b.wav", json.RootElement.GetProperty("File").GetString());
        Assert.Equal(2.5, json.RootElement.GetProperty("Seconds").GetDouble());
        Assert.Equal("[1,2]", new[] { 1, 2 }.ToDisplayString(JsonFormatter.MimeType));
    }
}
