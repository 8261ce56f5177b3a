using Chart = Plotly.NET.CSharp.Chart;
using Color = Plotly.NET.Color;
using StyleParam = Plotly.NET.StyleParam;

namespace Standins.Tests.Plotly;

public class DistributionTests
{
    [Fact]
    public void A_histogram_has_values_and_leaves_the_bins_to_plotly()
    {
        var trace = ChartJson.Trace(Chart.Histogram<double, double, string>(
            X: ChartJson.X, Name: "normal", NBinsX: 20, Opacity: 0.6, MarkerColor: Color.fromString("teal"),
            HistNorm: StyleParam.HistNorm.ProbabilityDensity));
        Assert.Equal("histogram", trace.Text("type"));
        Assert.Equal(ChartJson.X, trace.Numbers("x"));
        Assert.False(trace.Has("y"));
        Assert.Equal("normal", trace.Text("name"));
        Assert.Equal("probability density", trace.Text("histnorm"));
        Assert.Equal("teal", trace.Text("marker.color"));
        Assert.Equal([20, 0.6], trace.NumbersAt("nbinsx", "opacity"));
    }

    [Fact]
    public void A_histogram_can_lie()
    {
        var trace = ChartJson.Trace(Chart.Histogram<double, double, string>(
            Y: ChartJson.X, NBinsY: 5, Orientation: StyleParam.Orientation.Horizontal));
        Assert.Equal(ChartJson.X, trace.Numbers("y"));
        Assert.Equal("h", trace.Text("orientation"));
        Assert.Equal(5, trace.Number("nbinsy"));
    }

    [Fact]
    public void A_box_has_values_groups_and_points()
    {
        var trace = ChartJson.Trace(Chart.BoxPlot<string, double, string>(
            X: ChartJson.Names, Y: ChartJson.Y, Name: "seeds", BoxPoints: StyleParam.BoxPoints.All, BoxMean: StyleParam.BoxMean.True,
            Jitter: 0.3, PointPos: -1.5, FillColor: Color.fromString("white"), MarkerColor: Color.fromString("teal"),
            OutlineColor: Color.fromString("black"), OutlineWidth: 2, Notched: true,
            Orientation: StyleParam.Orientation.Vertical));
        Assert.Equal("box", trace.Text("type"));
        Assert.Equal(ChartJson.Names, trace.Texts("x"));
        Assert.Equal(ChartJson.Y, trace.Numbers("y"));
        Assert.Equal("all", trace.Text("boxpoints"));
        Assert.True(trace.At("boxmean").GetBoolean());
        Assert.True(trace.At("notched").GetBoolean());
        Assert.Equal(["white", "teal", "black", "v"], trace.TextsAt("fillcolor", "marker.color", "line.color", "orientation"));
        Assert.Equal([0.3, -1.5, 2], trace.NumbersAt("jitter", "pointpos", "line.width"));
    }

    [Fact]
    public void Points_of_a_box_can_be_left_out()
    {
        var trace = ChartJson.Trace(Chart.BoxPlot<string, double, string>(
            Y: ChartJson.Y, BoxPoints: StyleParam.BoxPoints.False, BoxMean: StyleParam.BoxMean.SD));
        Assert.False(trace.At("boxpoints").GetBoolean());
        Assert.Equal("sd", trace.Text("boxmean"));
        Assert.False(trace.Has("x"));
    }
}
