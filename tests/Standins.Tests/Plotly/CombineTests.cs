using Plotly.NET.CSharp;
using Chart = Plotly.NET.CSharp.Chart;
using Core = Plotly.NET.GenericChartExtensions;
using GenericChart = Plotly.NET.GenericChart;
using Shape = Plotly.NET.LayoutObjects.Shape;
using StyleParam = Plotly.NET.StyleParam;

namespace Standins.Tests.Plotly;

public class CombineTests
{
    private static string[] Names(GenericChart chart) =>
        [.. ChartJson.Of(chart).At("data").EnumerateArray().Select(trace => trace.Text("name"))];

    [Fact]
    public void Traces_are_in_the_order_of_the_charts()
    {
        var two = Chart.Combine([ChartJson.Line("a"), ChartJson.Line("b")]);
        Assert.Equal(["a", "b", "c", "a", "b"], Names(Chart.Combine([two, ChartJson.Line("c"), two])));
        Assert.Equal(["a", "b"], Names(two));
    }

    [Fact]
    public void Of_two_layouts_the_later_wins_and_shapes_are_kept()
    {
        var first = Core.WithShape(ChartJson.Line("a"), Shape.init<int, int, int, int>(X0: 1))
            .WithXAxisStyle<double, double, string>(TitleText: "x").WithSize(Width: 700);
        var second = Core.WithShape(ChartJson.Line("b"), Shape.init<int, int, int, int>(X0: 2))
            .WithXAxisStyle<double, double, string>(ShowGrid: false).WithYAxisStyle<double, double, string>(TitleText: "y");
        var layout = ChartJson.Layout(Chart.Combine([first, second]));
        Assert.Equal([1.0, 2], layout.At("shapes").EnumerateArray().Select(shape => shape.Number("x0")));
        Assert.Equal(["x", "y"], layout.TextsAt("xaxis.title.text", "yaxis.title.text"));
        Assert.False(layout.At("xaxis.showgrid").GetBoolean());
        Assert.Equal(600, layout.Number("width"));
    }

    [Fact]
    public void The_first_chart_takes_the_layouts_of_the_others()
    {
        var first = ChartJson.Line("a");
        Chart.Combine([first, Core.WithTitle(ChartJson.Line("b"), "both")]);
        Assert.Equal("both", ChartJson.Layout(first).Text("title.text"));
        Assert.Equal(["a"], Names(first));
    }

    [Fact]
    public void Nothing_cannot_be_combined()
    {
        Assert.Throws<ArgumentException>(() => Chart.Combine([]));
        Assert.Throws<ArgumentException>(() => Chart.Grid([], 1, 1));
    }

    [Fact]
    public void Cells_of_a_grid_have_axes_of_their_own()
    {
        var grid = Chart.Grid(
            [
                ChartJson.Line("a").WithXAxisStyle<double, double, string>(TitleText: "f"), ChartJson.Line("b"),
                Chart.Invisible(), ChartJson.Line("d").WithYAxisStyle<double, double, string>(TitleText: "level"),
            ],
            2, 2, XGap: 0.05, YGap: 0.1);
        var traces = ChartJson.Of(grid).At("data").EnumerateArray().ToArray();
        Assert.Equal(["x", "x2", "x3", "x4"], traces.Select(trace => trace.Text("xaxis")));
        Assert.Equal(["y", "y2", "y3", "y4"], traces.Select(trace => trace.Text("yaxis")));
        var layout = ChartJson.Layout(grid);
        Assert.Equal(["f", "level"], layout.TextsAt("xaxis.title.text", "yaxis4.title.text"));
        Assert.False(layout.At("xaxis3.showgrid").GetBoolean());
        Assert.Equal([2.0, 2, 0.05, 0.1], new[] { "rows", "columns", "xgap", "ygap" }.Select(name => layout.Number($"grid.{name}")));
        Assert.Equal("independent", layout.Text("grid.pattern"));
    }

    [Fact]
    public void Titles_of_cells_stand_over_their_middle()
    {
        var grid = Chart.Grid(
            [.. "ABCD".Select(name => ChartJson.Line($"{name}"))], 2, 2, SubPlotTitles: new[] { "A", "B", "C", "D" },
            SubPlotTitleOffset: 0.25, XGap: 0.5, YGap: 0.5);
        var titles = ChartJson.Layout(grid).At("annotations").EnumerateArray().ToArray();
        Assert.Equal(["A", "B", "C", "D"], titles.Select(title => title.Text("text")));
        // A step of 1 / (2 - 0.5), of which a cell takes half.
        Assert.Equal([1.0 / 6, 5.0 / 6, 1.0 / 6, 5.0 / 6], titles.Select(title => Math.Round(title.Number("x"), 15)), Near);
        Assert.Equal([1.25, 1.25, 1.0 / 3 + 0.25, 1.0 / 3 + 0.25], titles.Select(title => title.Number("y")), Near);
        Assert.All(titles, title => Assert.Equal("paper", title.Text("yref")));
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-12;

    [Fact]
    public void Coupled_cells_share_the_axes_of_row_and_column()
    {
        var grid = Chart.Grid(
            [.. "abcd".Select(name => ChartJson.Line($"{name}"))], 2, 2, Pattern: StyleParam.LayoutGridPattern.Coupled,
            RowOrder: StyleParam.LayoutGridRowOrder.BottomToTop);
        var traces = ChartJson.Of(grid).At("data").EnumerateArray().ToArray();
        Assert.Equal(["x", "x2", "x", "x2"], traces.Select(trace => trace.Text("xaxis")));
        Assert.Equal(["y", "y", "y2", "y2"], traces.Select(trace => trace.Text("yaxis")));
        Assert.Equal(["coupled", "bottom to top"], ChartJson.Layout(grid).TextsAt("grid.pattern", "grid.roworder"));
    }

    [Fact]
    public void A_grid_renumbers_its_charts_in_place()
    {
        var second = ChartJson.Line("b").WithXAxisStyle<double, double, string>(TitleText: "f");
        Chart.Grid([ChartJson.Line("a"), second], 1, 2);
        Assert.Equal("x2", ChartJson.Trace(second).Text("xaxis"));
        Assert.False(ChartJson.Layout(second).Has("xaxis"));
        Assert.Equal("f", ChartJson.Layout(second).Text("xaxis2.title.text"));
    }

    [Fact]
    public void Charts_that_find_no_cell_are_left_out() =>
        Assert.Equal(["a", "b"], Names(Chart.Grid([ChartJson.Line("a"), ChartJson.Line("b"), ChartJson.Line("c")], 1, 2)));
}
