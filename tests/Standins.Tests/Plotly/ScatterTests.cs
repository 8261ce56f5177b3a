using Chart = Plotly.NET.CSharp.Chart;
using Color = Plotly.NET.Color;
using Line = Plotly.NET.Line;
using Marker = Plotly.NET.TraceObjects.Marker;
using StyleParam = Plotly.NET.StyleParam;

namespace Standins.Tests.Plotly;

public class ScatterTests
{
    private static readonly Color Blue = Color.fromRGB(0, 114, 178);

    [Fact]
    public void A_line_has_its_data_and_name()
    {
        var trace = ChartJson.Trace(Chart.Line<double, double, string>(ChartJson.X, ChartJson.Y, Name: "AUC"));
        Assert.Equal("scatter", trace.Text("type"));
        Assert.Equal("lines", trace.Text("mode"));
        Assert.Equal("AUC", trace.Text("name"));
        Assert.Equal(ChartJson.X, trace.Numbers("x"));
        Assert.Equal(ChartJson.Y, trace.Numbers("y"));
    }

    [Fact]
    public void A_line_has_the_style_that_it_was_given()
    {
        var trace = ChartJson.Trace(Chart.Line<double, double, string>(
            ChartJson.X, ChartJson.Y, ShowMarkers: true, ShowLegend: false, Opacity: 0.5, MarkerColor: Blue,
            MarkerSymbol: StyleParam.MarkerSymbol.Diamond, LineColor: Blue, LineWidth: 2.5,
            LineDash: StyleParam.DrawingStyle.DashDot));
        Assert.Equal("lines+markers", trace.Text("mode"));
        Assert.False(trace.At("showlegend").GetBoolean());
        Assert.Equal(0.5, trace.Number("opacity"));
        Assert.Equal("rgba(0, 114, 178, 1.0)", trace.Text("marker.color"));
        Assert.Equal("2", trace.Text("marker.symbol"));
        Assert.Equal("rgba(0, 114, 178, 1.0)", trace.Text("line.color"));
        Assert.Equal(2.5, trace.Number("line.width"));
        Assert.Equal("dashdot", trace.Text("line.dash"));
    }

    [Fact]
    public void What_was_not_said_is_not_written()
    {
        var trace = ChartJson.Trace(Chart.Line<double, double, string>(ChartJson.X, ChartJson.Y));
        Assert.All(["name", "showlegend", "opacity", "text", "fill", "fillcolor"], name => Assert.False(trace.Has(name)));
        Assert.Empty(trace.At("line").EnumerateObject());
    }

    [Fact]
    public void Points_are_markers()
    {
        var trace = ChartJson.Trace(Chart.Point<int, float, string>([1, 2], [0.1f, 2f], MarkerColor: Blue));
        Assert.Equal("markers", trace.Text("mode"));
        Assert.Equal([1.0, 2], trace.Numbers("x"));
        Assert.Equal([0.1, 2], trace.Numbers("y"));
    }

    [Fact]
    public void A_text_position_shows_the_texts()
    {
        var point = ChartJson.Trace(Chart.Point<double, double, string>(
            ChartJson.X, ChartJson.Y, MultiText: ChartJson.Names, TextPosition: StyleParam.TextPosition.TopCenter));
        Assert.Equal("markers+text", point.Text("mode"));
        Assert.Equal("top center", point.Text("textposition"));
        Assert.Equal(ChartJson.Names, point.Texts("text"));

        var line = ChartJson.Trace(Chart.Line<double, double, string>(
            ChartJson.X, ChartJson.Y, Text: "all", MultiTextPosition: new[] { StyleParam.TextPosition.MiddleLeft }));
        Assert.Equal("lines+text", line.Text("mode"));
        Assert.Equal(["middle left"], line.Texts("textposition"));
        Assert.Equal("all", line.Text("text"));
    }

    [Fact]
    public void Hover_texts_alone_leave_the_mode()
    {
        var trace = ChartJson.Trace(Chart.Point<double, double, string>(ChartJson.X, ChartJson.Y, MultiText: ChartJson.Names));
        Assert.Equal("markers", trace.Text("mode"));
    }

    [Fact]
    public void A_scatter_takes_its_mode_and_line()
    {
        var trace = ChartJson.Trace(Chart.Scatter<double, double, string>(
            ChartJson.X, ChartJson.Y, StyleParam.Mode.Lines_Markers_Text, LineColor: Blue,
            Line: Line.init(Width: 3, Shape: StyleParam.Shape.Hv, Dash: StyleParam.DrawingStyle.Dot)));
        Assert.Equal("lines+markers+text", trace.Text("mode"));
        Assert.Equal(3, trace.Number("line.width"));
        Assert.Equal("hv", trace.Text("line.shape"));
        Assert.Equal("dot", trace.Text("line.dash"));
        Assert.Equal("rgba(0, 114, 178, 1.0)", trace.Text("line.color"));
    }

    [Fact]
    public void Markers_can_be_coloured_by_value()
    {
        var trace = ChartJson.Trace(Chart.Point<double, double, string>(
            ChartJson.X, ChartJson.Y,
            Marker: Marker.init(
                Color: Color.fromColorScaleValues(ChartJson.Y), Colorscale: StyleParam.Colorscale.Cividis, ShowScale: true,
                Size: 9, Opacity: 0.25, CMin: -1, CMax: 1, Outline: Line.init(Width: 1, Color: Blue))));
        Assert.Equal(ChartJson.Y, trace.Numbers("marker.color"));
        Assert.Equal("Cividis", trace.Text("marker.colorscale"));
        Assert.True(trace.At("marker.showscale").GetBoolean());
        Assert.Equal([9, 0.25, -1, 1, 1], new[] { "size", "opacity", "cmin", "cmax", "line.width" }.Select(n => trace.Number($"marker.{n}")));
    }

    [Fact]
    public void An_area_is_filled_to_zero()
    {
        var trace = ChartJson.Trace(Chart.Area<double, double, string>(ChartJson.X, ChartJson.Y, FillColor: Blue));
        Assert.Equal("lines", trace.Text("mode"));
        Assert.Equal("tozeroy", trace.Text("fill"));
        Assert.Equal("rgba(0, 114, 178, 1.0)", trace.Text("fillcolor"));
    }

    [Fact]
    public void A_line_can_be_filled_to_the_one_before()
    {
        var trace = ChartJson.Trace(Chart.Line<double, double, string>(
            ChartJson.X, ChartJson.Y, Fill: StyleParam.Fill.ToNext_y, FillColor: Color.fromARGB(51, 0, 114, 178)));
        Assert.Equal("tonexty", trace.Text("fill"));
        Assert.Equal("rgba(0, 114, 178, 0.2)", trace.Text("fillcolor"));
    }

    [Fact]
    public void A_range_is_two_edges_and_a_line()
    {
        double[] upper = [2, 2, 2];
        var chart = Chart.Range<double, double, string>(
            ChartJson.X, ChartJson.Y, upper, ChartJson.X, StyleParam.Mode.Lines, Name: "mean", GroupName: "seeds",
            RangeColor: Blue, UpperName: "max", LowerName: "min", LowerLine: Line.init(Width: 0));
        var (low, high, middle) = (ChartJson.Trace(chart, 0), ChartJson.Trace(chart, 1), ChartJson.Trace(chart, 2));
        Assert.Equal(["min", "max", "mean"], new[] { low, high, middle }.Select(trace => trace.Text("name")));
        Assert.All([low, high, middle], trace => Assert.Equal("seeds", trace.Text("legendgroup")));
        Assert.Equal(ChartJson.X, low.Numbers("y"));
        Assert.Equal(upper, high.Numbers("y"));
        Assert.Equal(ChartJson.Y, middle.Numbers("y"));
        Assert.Equal("tonexty", high.Text("fill"));
        Assert.Equal("rgba(0, 114, 178, 1.0)", high.Text("fillcolor"));
        Assert.Equal(0, low.Number("line.width"));
        Assert.False(low.Has("fill"));
    }
}
