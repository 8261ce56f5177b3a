using Chart = Plotly.NET.CSharp.Chart;
using Color = Plotly.NET.Color;
using Core = Plotly.NET.GenericChartExtensions;
using StyleParam = Plotly.NET.StyleParam;

namespace Standins.Tests.Plotly;

public class BarTests
{
    [Fact]
    public void Columns_stand()
    {
        var trace = ChartJson.Trace(Chart.Column<double, string, string>(
            ChartJson.Y, Keys: ChartJson.Names, Name: "AUC", Opacity: 0.5, MarkerColor: Color.fromString("teal"),
            MultiText: ChartJson.Names, TextPosition: StyleParam.TextPosition.Outside, Base: 0.5, Width: 0.8));
        Assert.Equal("bar", trace.Text("type"));
        Assert.Equal("v", trace.Text("orientation"));
        Assert.Equal(ChartJson.Names, trace.Texts("x"));
        Assert.Equal(ChartJson.Y, trace.Numbers("y"));
        Assert.Equal("teal", trace.Text("marker.color"));
        Assert.Equal("outside", trace.Text("textposition"));
        Assert.Equal([0.5, 0.5, 0.8], trace.NumbersAt("opacity", "base", "width"));
    }

    [Fact]
    public void Bars_lie()
    {
        var trace = ChartJson.Trace(Chart.Bar<double, string, string>(ChartJson.X, Keys: ChartJson.Names));
        Assert.Equal("bar", trace.Text("type"));
        Assert.Equal("h", trace.Text("orientation"));
        Assert.Equal(ChartJson.X, trace.Numbers("x"));
        Assert.Equal(ChartJson.Names, trace.Texts("y"));
    }

    [Fact]
    public void Without_keys_there_are_values_only()
    {
        Assert.False(ChartJson.Trace(Chart.Column<int, string, string>([1, 2])).Has("x"));
        Assert.False(ChartJson.Trace(Chart.Bar<int, string, string>([1, 2])).Has("y"));
    }

    [Fact]
    public void Stacked_columns_say_so_in_the_layout()
    {
        var chart = Chart.Combine(
        [
            Chart.StackedColumn<double, string, string>(ChartJson.X, Keys: ChartJson.Names, Name: "a"),
            Chart.StackedColumn<double, string, string>(ChartJson.Y, Keys: ChartJson.Names, Name: "b"),
        ]);
        Assert.Equal("stack", ChartJson.Layout(chart).Text("barmode"));
        Assert.Equal("b", ChartJson.Trace(chart, 1).Text("name"));
    }

    [Fact]
    public void Error_bars_may_differ_up_and_down()
    {
        var columns = Core.WithYErrorStyle<double, double>(
            Chart.Column<double, string, string>(ChartJson.X, Keys: ChartJson.Names), Array: ChartJson.Y, Arrayminus: ChartJson.X,
            Symmetric: false, Color: Color.fromString("black"), Thickness: 1.5, Width: 4);
        var error = ChartJson.Trace(columns).At("error_y");
        Assert.Equal(ChartJson.Y, error.Numbers("array"));
        Assert.Equal(ChartJson.X, error.Numbers("arrayminus"));
        Assert.False(error.At("symmetric").GetBoolean());
        Assert.Equal("black", error.Text("color"));
        Assert.Equal([1.5, 4], error.NumbersAt("thickness", "width"));

        var bars = Core.WithXErrorStyle<double, double>(Chart.Bar<double, string, string>(ChartJson.X), Array: ChartJson.Y);
        Assert.Equal(ChartJson.Y, ChartJson.Trace(bars).Numbers("error_x.array"));
    }
}
