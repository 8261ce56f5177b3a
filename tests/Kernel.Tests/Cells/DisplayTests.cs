namespace Kernel.Tests.Cells;

[Collection("engine")]
public sealed class DisplayTests(Engine engine) : IClassFixture<Engine>
{
    private readonly Notebook notebook = new(engine);

    [Theory]
    [InlineData("display(\"0\")")]
    [InlineData("\"0\".Display()")]
    [InlineData("\"0\".DisplayAs(\"text/html\")")]
    public void A_value_is_updated_under_the_id_that_it_was_shown_with(string show)
    {
        notebook.Value($"var shown = {show}; shown.Update(\"1\");");
        notebook.Run("shown.Update(\"2\")");
        var ids = notebook.Output.Shown.Select(e => e.ValueId).ToList();
        Assert.Equal([typeof(DisplayedValueProduced), typeof(DisplayedValueUpdated), typeof(DisplayedValueUpdated)], notebook.Output.Shown.Select(e => e.GetType()));
        Assert.Single(ids.Distinct());
        Assert.All(notebook.Output.Shown.Index(), e => Assert.Contains($"{e.Index}", e.Item.FormattedValues.Single().Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Formatters_are_registered_in_cells()
    {
        notebook.Value("record Place(double X, double Y); Formatter.Register<Place>(p => $\"<b>{p.X}</b>\", \"text/html\"); Formatter.Register<Place>(p => $\"at {p.X}\", \"text/plain\"); Formatter.SetPreferredMimeTypesFor(typeof(Place), \"text/html\", \"text/plain\");");
        notebook.Value("new Place(1.5, 2)");
        Assert.Equal(["text/html: <b>1.5</b>", "text/plain: at 1.5"], notebook.Output.Shown.Single().FormattedValues.Select(v => v.ToString()));
    }

    [Fact]
    public void Html_is_shown_as_it_is()
    {
        notebook.Value("HTML(\"<i>x</i>\")");
        Assert.Equal("text/html: <i>x</i>", notebook.Output.Shown.Single().FormattedValues.Single().ToString());
    }

    [Fact]
    public void Cultures_are_those_of_the_system() =>
        Assert.Equal("1.234,5", notebook.Value("1234.5.ToString(\"N1\", new System.Globalization.CultureInfo(\"de-DE\"))"));
}
