using Plotly.NET.CSharp;
using Annotation = Plotly.NET.LayoutObjects.Annotation;
using Chart = Plotly.NET.CSharp.Chart;
using ChartTemplates = Plotly.NET.ChartTemplates;
using Color = Plotly.NET.Color;
using Core = Plotly.NET.GenericChartExtensions;
using Font = Plotly.NET.Font;
using Layout = Plotly.NET.Layout;
using Line = Plotly.NET.Line;
using Margin = Plotly.NET.LayoutObjects.Margin;
using Shape = Plotly.NET.LayoutObjects.Shape;
using StyleParam = Plotly.NET.StyleParam;
using Title = Plotly.NET.Title;

namespace Standins.Tests.Plotly;

public class StyleTests
{
    [Fact]
    public void A_chart_is_600_pixels_wide_and_high_unless_said_otherwise()
    {
        var layout = ChartJson.Layout(ChartJson.Line().WithSize(Height: 300));
        Assert.Equal([600.0, 300], layout.NumbersAt("width", "height"));
        Assert.True(ChartJson.Of(ChartJson.Line()).At("config.responsive").GetBoolean());
        var bare = ChartJson.Of(Chart.Line<double, double, string>(ChartJson.X, ChartJson.Y, UseDefaults: false));
        Assert.Empty(bare.At("layout").EnumerateObject());
        Assert.Empty(bare.At("config").EnumerateObject());
    }

    [Fact]
    public void The_default_template_has_ten_colours_on_pale_blue()
    {
        var template = ChartJson.Layout(ChartJson.Line()).At("template");
        var colors = template.Texts("layout.colorway");
        Assert.Equal(10, colors.Length);
        Assert.Equal("rgba(99, 110, 250, 1.0)", colors[0]);
        Assert.Equal("rgba(229, 236, 246, 1.0)", template.Text("layout.plot_bgcolor"));
        Assert.Equal("rgba(255, 255, 255, 1.0)", template.Text("layout.xaxis.gridcolor"));
        var scale = template.At("data.heatmap")[0].At("colorscale");
        Assert.Equal(1.0 / 9, scale[1][0].GetDouble());
        Assert.Equal("#46039f", scale[1][1].GetString());
    }

    [Fact]
    public void The_light_template_is_white()
    {
        var template = ChartJson.Layout(Core.WithTemplate(ChartJson.Line(), ChartTemplates.light)).At("template.layout");
        Assert.Equal("white", template.Text("plot_bgcolor"));
        Assert.True(template.At("yaxis.showline").GetBoolean());
    }

    [Fact]
    public void A_title_has_text_and_font()
    {
        var font = Font.init(Size: 20, Color: Color.fromString("navy"));
        var layout = ChartJson.Layout(Core.WithTitle(ChartJson.Line(), "Spectrum", TitleFont: font));
        Assert.Equal("Spectrum", layout.Text("title.text"));
        Assert.Equal(20, layout.Number("title.font.size"));
        Assert.Equal("navy", layout.Text("title.font.color"));
    }

    [Fact]
    public void A_legend_can_be_hidden_or_moved()
    {
        Assert.False(ChartJson.Layout(Core.WithLegend(ChartJson.Line(), false)).At("showlegend").GetBoolean());
        var legend = ChartJson.Layout(ChartJson.Line().WithLegendStyle(
            Orientation: StyleParam.Orientation.Horizontal, X: 1, XAnchor: StyleParam.XAnchorPosition.Right, Y: 1.02,
            YAnchor: StyleParam.YAnchorPosition.Bottom, BGColor: Color.fromString("white"))).At("legend");
        Assert.Equal(["h", "right", "bottom", "white"], legend.TextsAt("orientation", "xanchor", "yanchor", "bgcolor"));
        Assert.Equal([1, 1.02], legend.NumbersAt("x", "y"));
    }

    [Fact]
    public void Lines_and_markers_are_styled_later()
    {
        var teal = Color.fromString("teal");
        var chart = Core.WithLineStyle(ChartJson.Line(), Color: teal, Dash: StyleParam.DrawingStyle.Dash, Width: 3);
        chart = Core.WithMarkerStyle(chart, Color: teal, Size: 5, Symbol: StyleParam.MarkerSymbol.X, Opacity: 0.5);
        var trace = ChartJson.Trace(chart);
        Assert.Equal(["teal", "dash"], trace.TextsAt("line.color", "line.dash"));
        Assert.Equal(["teal", "4"], trace.TextsAt("marker.color", "marker.symbol"));
        Assert.Equal([3, 5, 0.5], trace.NumbersAt("line.width", "marker.size", "marker.opacity"));
    }

    [Fact]
    public void Traces_are_named_later()
    {
        var chart = Chart.Combine([ChartJson.Line(), ChartJson.Line()]).WithTraceInfo(Name: "seed", ShowLegend: false, LegendGroup: "g");
        Assert.Equal(["seed", "seed_1"], new[] { 0, 1 }.Select(i => ChartJson.Trace(chart, i).Text("name")));
        Assert.False(ChartJson.Trace(chart, 1).At("showlegend").GetBoolean());
        Assert.Equal("g", ChartJson.Trace(chart).Text("legendgroup"));
    }

    [Fact]
    public void A_shape_marks_a_place()
    {
        var line = Shape.init<double, double, double, double>(
            ShapeType: StyleParam.ShapeType.Line, X0: 1.5, X1: 1.5, Y0: 0, Y1: 1, Yref: "paper", Layer: StyleParam.Layer.Below,
            Line: Line.init(Color: Color.fromString("red"), Dash: StyleParam.DrawingStyle.Dot));
        var box = Shape.init<double, double, double, double>(
            ShapeType: StyleParam.ShapeType.Rectangle, X0: 2, FillColor: Color.fromString("pink"), Opacity: 0.2, Xref: "x");
        var shapes = ChartJson.Layout(Core.WithShape(Core.WithShapes(ChartJson.Line(), [box]), line)).At("shapes");
        Assert.Equal(["line", "rect"], shapes.EnumerateArray().Select(shape => shape.Text("type")));
        Assert.Equal([1.5, 1.5, 0, 1], shapes[0].NumbersAt("x0", "x1", "y0", "y1"));
        Assert.Equal(["paper", "below", "red", "dot"], shapes[0].TextsAt("yref", "layer", "line.color", "line.dash"));
        Assert.Equal(["pink", "x"], shapes[1].TextsAt("fillcolor", "xref"));
    }

    [Fact]
    public void An_annotation_stands_at_a_place()
    {
        var annotation = Annotation.init<double, double, double, string, double, string, double, string, double, string>(
            X: 1.5, Y: 1, Text: "threshold", ShowArrow: false, XRef: "x", YRef: "paper", XAnchor: StyleParam.XAnchorPosition.Left,
            YAnchor: StyleParam.YAnchorPosition.Top, Font: Font.init(Size: 9), AX: 10, AY: -20, TextAngle: 90);
        var texts = ChartJson.Layout(Core.WithAnnotation(ChartJson.Line(), annotation)).At("annotations");
        var text = Assert.Single(texts.EnumerateArray());
        Assert.Equal(["threshold", "x", "paper", "left", "top"], text.TextsAt("text", "xref", "yref", "xanchor", "yanchor"));
        Assert.Equal([1.5, 1, 9, 10, -20, 90], text.NumbersAt("x", "y", "font.size", "ax", "ay", "textangle"));
        Assert.False(text.At("showarrow").GetBoolean());
    }

    [Fact]
    public void A_layout_is_added_to_the_one_that_is_there()
    {
        var layout = Layout.init<string>(
            Title: Title.init(Text: "title"), ShowLegend: true, Width: 700,
            Margin: Margin.init<int, int, int, int, int, bool>(Left: 40, Top: 30), Font: Font.init(Size: 11),
            PaperBGColor: Color.fromString("white"), BarMode: StyleParam.BarMode.Overlay, BarGap: 0.1,
            Colorway: Color.fromColors([Color.fromString("red"), Color.fromHex("#0072B2")]));
        var written = ChartJson.Layout(Core.WithLayout(ChartJson.Line().WithSize(Height: 300), layout));
        Assert.Equal([700, 300, 40, 30, 11, 0.1], written.NumbersAt("width", "height", "margin.l", "margin.t", "font.size", "bargap"));
        Assert.Equal(["title", "white", "overlay"], written.TextsAt("title.text", "paper_bgcolor", "barmode"));
        Assert.Equal(["red", "rgba(0, 114, 178, 1.0)"], written.Texts("colorway"));
        Assert.False(written.At("margin").Has("r"));
    }

    [Fact]
    public void Margins_are_set_one_by_one()
    {
        var chart = Core.WithMarginSize<int, int, int, int, int, bool>(ChartJson.Line(), Left: 40, Bottom: 50);
        var margin = ChartJson.Layout(chart).At("margin");
        Assert.Equal([40.0, 50], margin.NumbersAt("l", "b"));
        Assert.False(margin.Has("t"));
    }
}
