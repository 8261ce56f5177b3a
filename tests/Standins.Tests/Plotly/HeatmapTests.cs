using Plotly.NET.CSharp;
using Chart = Plotly.NET.CSharp.Chart;
using Color = Plotly.NET.Color;
using ColorBar = Plotly.NET.ColorBar;
using Core = Plotly.NET.GenericChartExtensions;
using StyleParam = Plotly.NET.StyleParam;
using Title = Plotly.NET.Title;

namespace Standins.Tests.Plotly;

public class HeatmapTests
{
    private static readonly float[][] Levels = [[-80, -40, -20], [-60, 0, -0.1f]];

    [Fact]
    public void A_heatmap_has_rows_of_values_and_both_axes()
    {
        var trace = ChartJson.Trace(Chart.Heatmap<float, double, string, string>(Levels, X: ChartJson.X, Y: new[] { "low", "high" }));
        Assert.Equal("heatmap", trace.Text("type"));
        Assert.Equal(2, trace.At("z").GetArrayLength());
        Assert.Equal([-80.0, -40, -20], trace.At("z")[0].EnumerateArray().Select(z => z.GetDouble()));
        Assert.Equal(-0.1, trace.At("z")[1][2].GetDouble());
        Assert.Equal(ChartJson.X, trace.Numbers("x"));
        Assert.Equal(["low", "high"], trace.Texts("y"));
    }

    [Fact]
    public void Colours_come_from_a_named_scale()
    {
        var trace = ChartJson.Trace(Chart.Heatmap<float, double, double, string>(
            Levels, ColorScale: StyleParam.Colorscale.Viridis, ReverseScale: true, ShowScale: false,
            ZSmooth: StyleParam.SmoothAlg.Best, Transpose: true, XGap: 1, YGap: 2));
        Assert.Equal("Viridis", trace.Text("colorscale"));
        Assert.Equal("best", trace.Text("zsmooth"));
        Assert.True(trace.At("reversescale").GetBoolean());
        Assert.True(trace.At("transpose").GetBoolean());
        Assert.False(trace.At("showscale").GetBoolean());
        Assert.Equal([1.0, 2], trace.NumbersAt("xgap", "ygap"));
    }

    [Fact]
    public void Colours_come_from_a_custom_scale()
    {
        var scale = StyleParam.Colorscale.NewCustom(
            [Tuple.Create(0.0, Color.fromHex("#ffffff")), Tuple.Create(1.0, Color.fromString("navy"))]);
        var stops = ChartJson.Trace(Chart.Heatmap<float, double, double, string>(Levels, ColorScale: scale)).At("colorscale");
        Assert.Equal(2, stops.GetArrayLength());
        Assert.Equal(0, stops[0][0].GetDouble());
        Assert.Equal("rgba(255, 255, 255, 1.0)", stops[0][1].GetString());
        Assert.Equal("navy", stops[1][1].GetString());
    }

    [Fact]
    public void The_colour_bar_has_title_and_ticks()
    {
        var chart = Chart.Heatmap<float, double, double, string>(
            Levels,
            ColorBar: ColorBar.init<string, double>(
                Title: Title.init(Text: "Level (dB)"), Len: 0.5, Thickness: 12, TickSuffix: " dB", TickVals: ChartJson.X,
                TickText: ChartJson.Names));
        var bar = ChartJson.Trace(chart).At("colorbar");
        Assert.Equal("Level (dB)", bar.Text("title.text"));
        Assert.Equal(" dB", bar.Text("ticksuffix"));
        Assert.Equal(ChartJson.X, bar.Numbers("tickvals"));
        Assert.Equal(ChartJson.Names, bar.Texts("ticktext"));
        Assert.Equal([0.5, 12], bar.NumbersAt("len", "thickness"));
    }

    [Fact]
    public void A_colour_bar_can_be_set_later()
    {
        var chart = Core.WithColorBar(
            Chart.Heatmap<float, double, double, string>(Levels), ColorBar.init<string, double>(Title: Title.init(Text: "dB")));
        Assert.Equal("dB", ChartJson.Trace(chart).Text("colorbar.title.text"));
    }

    [Fact]
    public void Limits_of_the_colours_are_set_on_the_trace()
    {
        var chart = Chart.Heatmap<float, double, double, string>(Levels);
        var trace = Assert.Single(chart.GetTraces());
        trace.SetValue("zmin", -80.0);
        trace.SetValue("zmax", 0);
        Assert.Equal([-80.0, 0], ChartJson.Trace(chart).NumbersAt("zmin", "zmax"));
        Assert.True(trace.Remove("zmin"));
        Assert.False(trace.Remove("zmin"));
        Assert.False(ChartJson.Trace(chart).Has("zmin"));
    }

    [Fact]
    public void Texts_stand_in_the_cells()
    {
        var chart = Chart.AnnotatedHeatmap<int, string, string, string>(
            [[9, 1], [2, 8]], [["9", "1"], ["2", "8"]], X: new[] { "a", "b" }, Y: new[] { "a", "b" }, ReverseYAxis: true);
        var layout = ChartJson.Layout(chart);
        Assert.Equal("reversed", layout.Text("yaxis.autorange"));
        var texts = layout.At("annotations").EnumerateArray().Select(text =>
            (text.Number("x"), text.Number("y"), text.Text("text"), text.At("showarrow").GetBoolean()));
        Assert.Equal([(0, 0, "9", false), (1, 0, "1", false), (0, 1, "2", false), (1, 1, "8", false)], texts);
    }
}
