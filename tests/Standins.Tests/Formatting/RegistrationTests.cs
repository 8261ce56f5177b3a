using Microsoft.DotNet.Interactive.Formatting;

namespace Standins.Tests.Formatting;

public class RegistrationTests : FormatterTests
{
    [Fact]
    public void A_function_makes_the_text_of_its_mime_type_only()
    {
        Formatter.Register<Machine>(machine => $"machine {machine.Name}");
        Formatter.Register<Machine>(machine => $"<b>{machine.Name}</b>", "text/html");
        Formatter.Register<Machine>(machine => "picture", "image/png");

        Assert.Equal("machine fan", new Machine().ToDisplayString());
        Assert.Equal("machine fan", new Machine().ToDisplayString("text/plain"));
        Assert.Equal("<b>fan</b>", new Machine().ToDisplayString("text/html"));
        Assert.Equal("picture", new Machine().ToDisplayString("image/png"));
    }

    [Fact]
    public void An_action_writes_and_a_delegate_sees_the_context()
    {
        Formatter.Register<Machine>((machine, writer) => writer.Write(machine.Section), "text/a");
        Formatter.Register(typeof(Machine), (value, writer) => writer.Write(((Machine)value).Section + 1), "text/b");
        FormatDelegate<Machine> typed = (machine, context) =>
        {
            context.Writer.Write($"{machine.Name} at depth {context.Depth}");
            return true;
        };
        Formatter.Register(typed, "text/c");
        FormatDelegate<object> untyped = (value, context) =>
        {
            ((Machine)value).Name.FormatTo(context, "text/plain");
            return true;
        };
        Formatter.Register(typeof(Machine), untyped, "text/d");

        Assert.Equal("3", new Machine().ToDisplayString("text/a"));
        Assert.Equal("4", new Machine().ToDisplayString("text/b"));
        Assert.Equal("fan at depth 1", new Machine().ToDisplayString("text/c"));
        Assert.Equal("fan", new Machine().ToDisplayString("text/d"));
    }

    private sealed class Shouting : TypeFormatter<Machine>
    {
        public override string MimeType => "text/plain";

        public override bool Format(Machine value, FormatContext context)
        {
            context.Writer.Write(value.Name.ToUpperInvariant());
            return true;
        }
    }

    [Fact]
    public void A_formatter_may_be_a_class()
    {
        var shouting = new Shouting();
        Formatter.Register(shouting);

        Assert.Equal("FAN", new Machine().ToDisplayString());
        Assert.Same(shouting, Formatter.GetPreferredFormatterFor(typeof(Machine), "text/plain"));
        Assert.Same(shouting, PlainTextFormatter.GetPreferredFormatterFor<Machine>());
        Assert.Same(shouting, Assert.Single(Formatter.RegisteredFormatters(includeDefaults: false)));
        Assert.Equal(typeof(Machine), shouting.Type);
        Assert.Contains(Formatter.RegisteredFormatters(), formatter => formatter.Type == typeof(object) && formatter.MimeType == "text/html");

        var writer = new StringWriter();
        shouting.Format(new Machine { Name = "pump" }, writer);
        Assert.Equal("PUMP", writer.ToString());
        Assert.Equal("PUMP", new Machine { Name = "pump" }.ToDisplayString(shouting));
    }

    [Fact]
    public void The_latest_registration_for_a_type_wins()
    {
        Formatter.Register<Machine>(_ => "first");
        Assert.Equal("first", new Machine().ToDisplayString());
        Formatter.Register<Machine>(_ => "second");
        Assert.Equal("second", new Machine().ToDisplayString());
        Assert.Equal(2, Formatter.RegisteredFormatters(includeDefaults: false).Count());
    }

    [Fact]
    public void A_registration_holds_for_derived_types_and_implementations()
    {
        Formatter.Register<Machine>(_ => "base", "text/a");
        Formatter.Register<IMachine>(_ => "interface", "text/b");

        Assert.Equal("base", new Valve().ToDisplayString("text/a"));
        Assert.Equal("interface", new Valve().ToDisplayString("text/b"));
    }

    [Fact]
    public void The_most_specific_type_wins_whenever_it_was_registered()
    {
        Formatter.Register<Valve>(_ => "valve");
        Formatter.Register<Machine>(_ => "machine");
        Formatter.Register<IMachine>(_ => "interface");
        Formatter.Register<object>(_ => "object");

        Assert.Equal("valve", new Valve().ToDisplayString());
        Assert.Equal("machine", new Machine().ToDisplayString());
        Assert.Equal("object", new Clip("a.wav", 2).ToDisplayString());
    }

    [Fact]
    public void An_open_generic_holds_for_all_its_forms()
    {
        Formatter.Register(typeof(List<>), (value, writer) => writer.Write($"list of {value.GetType().GenericTypeArguments[0].Name}"));
        Formatter.Register(typeof(IReadOnlyDictionary<,>), (_, writer) => writer.Write("dictionary"));

        Assert.Equal("list of Int32", new List<int> { 1 }.ToDisplayString());
        Assert.Equal("list of Machine", new List<Machine>().ToDisplayString());
        Assert.Equal("dictionary", new Dictionary<string, int>().ToDisplayString());
    }

    [Fact]
    public void A_closed_generic_wins_over_the_open_one()
    {
        Formatter.Register<List<int>>(_ => "integers");
        Formatter.Register(typeof(List<>), (_, writer) => writer.Write("any"));

        Assert.Equal("integers", new List<int>().ToDisplayString());
        Assert.Equal("any", new List<long>().ToDisplayString());
    }

    [Fact]
    public void Any_registration_wins_over_the_built_in_ones()
    {
        Formatter.Register<object>(_ => "mine");

        Assert.Equal("mine", new[] { 1, 2 }.ToDisplayString());
        Assert.Equal("mine", new InvalidOperationException("no").ToDisplayString());
        Assert.Equal("mine", 5.ToDisplayString());
    }

    [Fact]
    public void A_formatter_that_declines_leaves_it_to_the_next()
    {
        FormatDelegate<Machine> onlyPumps = (machine, context) =>
        {
            if (machine.Name != "pump")
                return false;
            context.Writer.Write("a pump");
            return true;
        };
        Formatter.Register<IMachine>(_ => "some machine");
        Formatter.Register(onlyPumps);

        Assert.Equal("a pump", new Machine { Name = "pump" }.ToDisplayString());
        Assert.Equal("some machine", new Machine { Name = "fan" }.ToDisplayString());
    }

    [Fact]
    public void Members_and_items_are_written_by_their_own_formatters()
    {
        Formatter.Register<Clip>(_ => "CLIP");
        Formatter.Register<Clip>(_ => "<mark>clip</mark>", "text/html");
        object holder = new { Inside = new Clip("a.wav", 2) };

        Assert.Contains("CLIP", holder.ToDisplayString());
        Assert.Contains("CLIP", new[] { new Clip("a.wav", 2) }.ToDisplayString());
        Assert.Contains("<mark>clip</mark>", holder.ToDisplayString("text/html"));
        Assert.Contains("<mark>clip</mark>", new[] { new Clip("a.wav", 2) }.ToDisplayString("text/html"));
    }

    [Fact]
    public void What_cannot_be_done_throws()
    {
        Assert.Throws<ArgumentException>(() => new Machine().ToDisplayString("no/such"));
        Assert.Throws<ArgumentNullException>(() => new Machine().ToDisplayString((string)null!));
        Assert.Throws<ArgumentNullException>(() => new Machine().ToDisplayString((ITypeFormatter)null!));
        Assert.Throws<ArgumentNullException>(() => Formatter.Register(null!));
        Assert.ThrowsAny<ArgumentException>(() => Formatter.Register<Machine>(_ => "", " "));
        Formatter.Register<Machine>(string (_) => throw new NotSupportedException("by the test"));
        Assert.Throws<NotSupportedException>(() => new Machine().ToDisplayString());
    }

    [Fact]
    public void A_reset_forgets()
    {
        Formatter.Register<Machine>(_ => "mine");
        Formatter.ResetToDefault();

        Assert.NotEqual("mine", new Machine().ToDisplayString());
        Assert.Empty(Formatter.RegisteredFormatters(includeDefaults: false));
    }
}
