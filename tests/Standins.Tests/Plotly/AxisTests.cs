using Plotly.NET.CSharp;
using Color = Plotly.NET.Color;
using Core = Plotly.NET.GenericChartExtensions;
using Font = Plotly.NET.Font;
using LinearAxis = Plotly.NET.LayoutObjects.LinearAxis;
using StyleParam = Plotly.NET.StyleParam;

namespace Standins.Tests.Plotly;

public class AxisTests
{
    [Fact]
    public void An_axis_has_title_kind_and_range()
    {
        var axis = ChartJson.Layout(ChartJson.Line().WithXAxisStyle<double, double, string>(
            TitleText: "Frequency (Hz)", TitleFont: Font.init(Size: 14), TitleStandoff: 4, AxisType: StyleParam.AxisType.Log,
            MinMax: Tuple.Create(1.5, 4.0))).At("xaxis");
        Assert.Equal("Frequency (Hz)", axis.Text("title.text"));
        Assert.Equal([14.0, 4], axis.NumbersAt("title.font.size", "title.standoff"));
        Assert.Equal("log", axis.Text("type"));
        Assert.Equal([1.5, 4], axis.Numbers("range"));
    }

    [Fact]
    public void An_axis_has_lines_and_colours()
    {
        var grey = Color.fromString("grey");
        var axis = ChartJson.Layout(ChartJson.Line().WithYAxisStyle<double, double, string>(
            Color: grey, LineColor: grey, GridColor: grey, ShowGrid: false, ShowLine: true, ZeroLine: false,
            Mirror: StyleParam.Mirror.AllTicks)).At("yaxis");
        Assert.All(["color", "linecolor", "gridcolor"], name => Assert.Equal("grey", axis.Text(name)));
        Assert.Equal([false, true, false], new[] { "showgrid", "showline", "zeroline" }.Select(name => axis.At(name).GetBoolean()));
        Assert.Equal("allticks", axis.Text("mirror"));
    }

    [Fact]
    public void Styles_of_an_axis_add_up()
    {
        var axis = ChartJson.Layout(ChartJson.Line()
            .WithXAxisStyle<double, double, string>(TitleText: "old", ShowGrid: false)
            .WithXAxisStyle<double, double, string>(TitleText: "new")).At("xaxis");
        Assert.Equal("new", axis.Text("title.text"));
        Assert.False(axis.At("showgrid").GetBoolean());
    }

    [Fact]
    public void A_second_y_axis_stands_on_the_other_side()
    {
        var chart = Core.WithAxisAnchor(ChartJson.Line(), Y: 2).WithYAxisStyle<double, double, string>(
            TitleText: "second", Side: StyleParam.Side.Right, Overlaying: StyleParam.LinearAxisId.NewY(1),
            Anchor: StyleParam.LinearAxisId.NewX(1), Domain: Tuple.Create(0.0, 0.5), Id: StyleParam.SubPlotId.NewYAxis(2));
        var axis = ChartJson.Layout(chart).At("yaxis2");
        Assert.Equal(["second", "right", "y", "x"], axis.TextsAt("title.text", "side", "overlaying", "anchor"));
        Assert.Equal([0, 0.5], axis.Numbers("domain"));
        Assert.Equal("y2", ChartJson.Trace(chart).Text("yaxis"));
        Assert.False(ChartJson.Trace(chart).Has("xaxis"));
    }

    [Fact]
    public void An_axis_object_has_ticks_of_its_own()
    {
        var axis = LinearAxis.init<double, double, double, double, double, string, string, string>(
            TickVals: ChartJson.X, TickText: ChartJson.Names, TickAngle: -45, TickFormat: ".2f", NTicks: 4, Tick0: 0.0, DTick: 0.5,
            AutoRange: StyleParam.AutoRange.Reversed, Range: StyleParam.Range.NewMinMax(0.0, 1.0), TickFont: Font.init(Size: 8),
            ShowTickLabels: true);
        var written = ChartJson.Layout(Core.WithXAxis(ChartJson.Line(), axis)).At("xaxis");
        Assert.Equal(ChartJson.X, written.Numbers("tickvals"));
        Assert.Equal(ChartJson.Names, written.Texts("ticktext"));
        Assert.Equal(["reversed", ".2f"], written.TextsAt("autorange", "tickformat"));
        Assert.Equal([0.0, 1], written.Numbers("range"));
        Assert.Equal([-45, 4, 0, 0.5, 8], written.NumbersAt("tickangle", "nticks", "tick0", "dtick", "tickfont.size"));
    }
}
