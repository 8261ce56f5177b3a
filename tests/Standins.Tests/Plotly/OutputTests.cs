using System.Globalization;
using System.Text.Json;
using Plotly.NET.CSharp;
using Chart = Plotly.NET.CSharp.Chart;
using Color = Plotly.NET.Color;
using GenericChart = Plotly.NET.GenericChart;

namespace Standins.Tests.Plotly;

public class OutputTests
{
    [Fact]
    public void Numbers_that_JSON_lacks_are_written_by_name()
    {
        double[] none = [double.NaN, double.PositiveInfinity, double.NegativeInfinity];
        var doubles = ChartJson.Trace(Chart.Line<double, double, string>(ChartJson.X, none));
        Assert.Equal(["NaN", "Infinity", "-Infinity"], doubles.Texts("y"));
        var floats = ChartJson.Trace(Chart.Heatmap<float, int, int, string>([[float.NaN, float.NegativeInfinity]])).At("z")[0];
        Assert.Equal(["NaN", "-Infinity"], floats.EnumerateArray().Select(z => z.GetString()!));
    }

    [Fact]
    public void Numbers_are_written_exactly_in_any_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            double[] values = [1.0 / 3, 1e21, -1e-7, 1e300];
            Assert.Equal(values, ChartJson.Trace(Chart.Line<double, double, string>(values, values)).Numbers("y"));
            var half = Chart.Point<int, int, string>([1], [1], MarkerColor: Color.fromARGB(128, 1, 2, 3));
            Assert.Equal("rgba(1, 2, 3, 0.5)", ChartJson.Trace(half).Text("marker.color"));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Nothing_is_an_empty_array()
    {
        var trace = ChartJson.Trace(Chart.Line<double, double, string>([], []));
        Assert.Empty(trace.Numbers("x"));
        Assert.Empty(ChartJson.Trace(Chart.Heatmap<double, int, int, string>([])).At("z").EnumerateArray());
    }

    [Fact]
    public void Data_are_read_when_the_chart_is_written()
    {
        double[] y = [1, 2];
        var chart = Chart.Line<double, double, string>([1, 2], y);
        y[0] = 7;
        Assert.Equal([7.0, 2], ChartJson.Trace(chart).Numbers("y"));
    }

    [Fact]
    public void Colours_that_are_none_are_refused()
    {
        Assert.ThrowsAny<Exception>(() => Color.fromRGB(256, 0, 0));
        Assert.ThrowsAny<Exception>(() => Color.fromHex("#12"));
        Assert.ThrowsAny<Exception>(() => Color.fromHex("#gg0000"));
    }

    [Fact]
    public void A_figure_has_no_config()
    {
        using var figure = JsonDocument.Parse(GenericChart.toFigureJson(ChartJson.Line("a")));
        Assert.Equal(["data", "layout", "frames"], figure.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal("a", figure.RootElement.At("data")[0].Text("name"));
    }

    [Fact]
    public void The_html_holds_the_json_and_an_empty_div()
    {
        var html = GenericChart.toChartHTML(ChartJson.Line("a"));
        Assert.StartsWith("<div><div id=\"", html);
        Assert.Equal("a", Variable(html, "data")[0].Text("name"));
        Assert.Equal(600, Variable(html, "layout").Number("width"));
        Assert.True(Variable(html, "config").At("responsive").GetBoolean());
        var id = html.Split("id=\"")[1].Split('"')[0];
        Assert.Contains($"Plotly.newPlot('{id}', data, layout, config);", html);
    }

    [Fact]
    public void Each_html_has_its_own_div() =>
        Assert.NotEqual(GenericChart.toChartHTML(ChartJson.Line()), GenericChart.toChartHTML(ChartJson.Line()));

    [Fact]
    public void A_page_takes_plotly_from_the_web()
    {
        var html = GenericChart.toEmbeddedHTML(ChartJson.Line("a"));
        Assert.StartsWith("<!DOCTYPE html>", html);
        Assert.Contains("<script src=\"https://cdn.plot.ly/plotly-", html);
        Assert.Equal("a", Variable(html, "data")[0].Text("name"));
        Assert.EndsWith("</html>", html.TrimEnd());
    }

    [Fact]
    public void A_page_is_saved_with_its_ending()
    {
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString());
        try
        {
            ChartJson.Line("saved").SaveHtml(path);
            Assert.Equal("saved", Variable(File.ReadAllText($"{path}.html"), "data")[0].Text("name"));
        }
        finally
        {
            File.Delete($"{path}.html");
        }
    }

    private static JsonElement Variable(string html, string name)
    {
        var start = html.IndexOf($"var {name} = ", StringComparison.Ordinal) + $"var {name} = ".Length;
        return JsonDocument.Parse(html[start..html.IndexOf(";\n", start, StringComparison.Ordinal)]).RootElement;
    }
}
