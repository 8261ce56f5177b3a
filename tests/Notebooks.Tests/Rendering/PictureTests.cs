using System.Globalization;
using System.Xml.Linq;
using Ssl4Asd.Notebooks.Rendering;
using Ssl4Asd.Notebooks.Rendering.Svg;
using Chart = Plotly.NET.CSharp.Chart;
using GenericChart = Plotly.NET.GenericChart;

namespace Notebooks.Tests.Rendering;

public class PictureTests
{
    public static TheoryData<string> Names => [.. Gallery.Charts.Keys];

    private static XElement Picture(GenericChart chart) => XDocument.Parse(SvgChart.Of(Figure.Of(chart), "c")).Root!;

    private static XElement Picture(string data, string layout = "{}") =>
        XDocument.Parse(SvgChart.Of(Figure.Of($$"""{"data":{{data}},"layout":{{layout}},"config":{} }"""), "c")).Root!;

    private static string[] Texts(XElement picture) => [.. picture.Descendants().Where(element => element.Name.LocalName == "text").Select(element => element.Value)];

    private static XElement[] All(XElement picture, string name) => [.. picture.Descendants().Where(element => element.Name.LocalName == name)];

    private static string Lines(XElement picture) =>
        All(picture, "g").Single(group => (string?)group.Attribute("class") == "scatter").Elements().First(element => element.Name.LocalName == "path").Attribute("d")!.Value;

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_chart_is_well_formed_and_has_no_script(string name)
    {
        var picture = Picture(Gallery.Charts[name]());
        Assert.Equal("svg", picture.Name.LocalName);
        Assert.Empty(All(picture, "script").Concat(All(picture, "foreignObject")));
        Assert.DoesNotContain("NaN", picture.ToString());
        Assert.DoesNotContain("Infinity", picture.ToString());
        Assert.True(SvgChart.Of(Figure.Of(Gallery.Charts[name]()), "c").All(char.IsAscii)); // no page takes it for another encoding
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ids_are_unique_and_all_references_have_one(string name)
    {
        var picture = Picture(Gallery.Charts[name]());
        var ids = picture.DescendantsAndSelf().Select(element => (string?)element.Attribute("id")).OfType<string>().ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.StartsWith("c", id));
        var references = picture.Descendants().SelectMany(element => element.Attributes()).Select(attribute => attribute.Value)
            .Where(value => value.StartsWith("url(#", StringComparison.Ordinal)).Select(value => value[5..^1]);
        Assert.All(references, reference => Assert.Contains(reference, ids));
    }

    [Theory]
    [InlineData("lines", "path", 3)]
    [InlineData("bars", "rect", 6)]
    [InlineData("histograms", "rect", 20)]
    [InlineData("boxes", "path", 2)]
    [InlineData("heatmap", "image", 1)]
    [InlineData("annotated heatmap", "rect", 6)]
    [InlineData("shapes and texts", "circle", 100)]
    public void What_a_chart_shows_is_in_the_plot(string name, string element, int atLeast)
    {
        var picture = Picture(Gallery.Charts[name]());
        var drawn = All(picture, "g").Where(group => group.Attribute("clip-path") is not null).Sum(group => All(group, element).Length);
        Assert.True(drawn >= atLeast, $"{drawn} {element}");
    }

    [Fact]
    public void Titles_names_and_ticks_can_be_read()
    {
        var texts = Texts(Picture(Gallery.Charts["bars"]()));
        string[] expected = ["Official score", "Machine type", "Score (%)", "baseline", "proposed", "fan", "gearbox", "valve", "0", "20", "40", "60"];
        Assert.All(expected, text => Assert.Contains(text, texts));
    }

    [Fact]
    public void Markup_is_kept_where_plotly_has_it_and_escaped_elsewhere()
    {
        var picture = Picture("""[{"type":"scatter","x":[0],"y":[0]}]""", """{"title":{"text":"a <b>bold</b> & <script>alert(1)</script> \u0001\ud83d\ude00 10<sup>3</sup><br>second"}}""");
        var title = All(picture, "text")[^1];
        Assert.Equal("a bold & <script>alert(1)</script> \ud83d\ude00 103second", title.Value);
        Assert.Equal("bold", All(title, "tspan").Single(span => (string?)span.Attribute("font-weight") == "bold").Value);
        Assert.Empty(All(picture, "script"));
    }

    [Fact]
    public void Missing_numbers_are_gaps()
    {
        double[] x = [0, 1, 2, 3, 4];
        var line = Lines(Picture(Chart.Line<double, double, string>(x, [1, 2, double.NaN, 4, 3])));
        Assert.Equal(2, line.Count(c => c == 'M'));
        Assert.Equal(2, line.Count(c => c == 'L'));
    }

    [Fact]
    public void Zero_on_a_logarithmic_axis_drops_out_of_the_plot()
    {
        var picture = Picture("""[{"type":"scatter","mode":"lines","x":[1,2,3],"y":[10,0,1000]}]""", """{"yaxis":{"type":"log"}}""");
        var points = Lines(picture)[1..].Split('L').Select(point => double.Parse(point.Split(',')[1], CultureInfo.InvariantCulture)).ToArray();
        Assert.InRange(points[0], 100, 370);
        Assert.True(points[1] > 450);
        Assert.InRange(points[2], 100, 370);
    }

    [Fact]
    public void Numbers_have_points_in_any_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        var expected = SvgChart.Of(Figure.Of(Gallery.Charts["lines"]()), "c");
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = ",", NegativeSign = "~" } };
            Assert.Equal(expected, SvgChart.Of(Figure.Of(Gallery.Charts["lines"]()), "c"));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [InlineData("""[{"type":"scatter"}]""")]
    [InlineData("""[{"type":"scatter","x":[],"y":[]}]""")]
    [InlineData("""[{"type":"scatter","x":["NaN"],"y":["NaN"]}]""")]
    [InlineData("""[{"type":"bar"}]""")]
    [InlineData("""[{"type":"bar","x":["a"],"y":[null]}]""")]
    [InlineData("""[{"type":"histogram","x":[]}]""")]
    [InlineData("""[{"type":"histogram","x":[3,3,3]}]""")]
    [InlineData("""[{"type":"box","y":[]}]""")]
    [InlineData("""[{"type":"box","y":[1]}]""")]
    [InlineData("""[{"type":"heatmap","z":[]}]""")]
    [InlineData("""[{"type":"heatmap","z":[[]]}]""")]
    [InlineData("""[{"type":"heatmap","z":[[5]]}]""")]
    [InlineData("""[{"type":"heatmap","z":[[1,2],[3]]}]""")]
    [InlineData("""[]""")]
    public void Little_or_no_data_is_no_error(string data)
    {
        var picture = Picture(data);
        Assert.DoesNotContain("NaN", picture.ToString());
    }

    [Fact]
    public void A_kind_that_is_not_known_is_named_in_the_picture()
    {
        var texts = Texts(Picture("""[{"type":"scatter","x":[1],"y":[1]},{"type":"sunburst","labels":["a"]}]"""));
        Assert.Contains(texts, text => text.Contains("sunburst", StringComparison.Ordinal));
    }

    [Fact]
    public void Long_lines_are_thinned_to_what_can_be_seen()
    {
        double[] y = Gallery.Normal(1, 50_000);
        y[31_234] = 40;
        var picture = Picture(Chart.Line<int, double, string>(Enumerable.Range(0, y.Length), y));
        Assert.True(picture.ToString().Length < 60_000, $"{picture.ToString().Length}");
        var upper = Lines(picture)[1..].Split('L').Min(point => double.Parse(point.Split(',')[1], CultureInfo.InvariantCulture));
        var chart = new SvgChart(Figure.Of(Chart.Line<int, double, string>(Enumerable.Range(0, y.Length), y)), "c");
        Assert.Equal(chart.Axes["y"].Pixel(40), upper, 0.01);
    }
}
