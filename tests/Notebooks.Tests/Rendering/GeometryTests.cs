using System.Text.Json;
using Ssl4Asd.Notebooks.Rendering;
using Ssl4Asd.Notebooks.Rendering.Svg;
using Ssl4Asd.Notebooks.Rendering.Svg.Traces;

namespace Notebooks.Tests.Rendering;

/// <summary>The picture is laid out as plotly.js does it, so that nothing jumps when the interactive chart takes its place.</summary>
public class GeometryTests
{
    // A pixel or two where plotly.js measured texts and the picture has to estimate them.
    private const double TextTolerance = 3;

    public static TheoryData<string> Names => PlotlyTruth.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void The_plot_has_the_same_place_and_size(string name)
    {
        var plot = PlotlyTruth.Chart(name).Plot;
        var truth = PlotlyTruth.Of(name).GetProperty("plot").Numbers();
        double[] own = [plot.Left, plot.Top, plot.Width, plot.Height];
        Assert.All(own.Zip(truth), pair => Assert.Equal(pair.Second, pair.First, TextTolerance));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Axes_have_the_same_range(string name)
    {
        var chart = PlotlyTruth.Chart(name);
        foreach (var truth in PlotlyTruth.Of(name).GetProperty("axes").EnumerateObject())
        {
            var axis = chart.Axes[truth.Name];
            var range = truth.Value.GetProperty("range").Numbers();
            var span = Math.Abs(range[1] - range[0]);
            Assert.Equal(range[0], axis.Range.Start, 1e-3 * span);
            Assert.Equal(range[1], axis.Range.End, 1e-3 * span);
            Assert.Equal(truth.Value.GetProperty("offset").GetDouble(), axis.Offset, TextTolerance);
            Assert.Equal(truth.Value.GetProperty("length").GetDouble(), axis.Length, TextTolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Ticks_have_the_same_labels(string name)
    {
        var chart = PlotlyTruth.Chart(name);
        foreach (var truth in PlotlyTruth.Of(name).GetProperty("axes").EnumerateObject())
        {
            var labels = truth.Value.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!);
            Assert.Equal(labels.Order(StringComparer.Ordinal), Ticks.Of(chart.Axes[truth.Name]).Select(tick => tick.Label).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Histograms_have_the_same_bins_and_counts(string name)
    {
        var chart = PlotlyTruth.Chart(name);
        var truths = PlotlyTruth.Of(name).GetProperty("bars").EnumerateArray().ToArray();
        var histograms = chart.Traces.OfType<HistogramTrace>().ToArray();
        Assert.Equal(truths.Length, histograms.Length);
        foreach (var (truth, own) in truths.Zip(histograms))
        {
            var bars = truth.EnumerateArray().Select(bar => bar.Numbers()).ToArray();
            Assert.Equal(bars.Length, own.Places.Length);
            Assert.All(bars.Zip(own.Places), pair => Assert.Equal(pair.First[0], pair.Second, 1e-9));
            Assert.All(bars.Zip(own.Heights), pair => Assert.Equal(pair.First[1], pair.Second, 1e-9));
        }
    }

    [Fact]
    public void Boxes_have_the_same_quartiles_and_fences()
    {
        var truths = PlotlyTruth.Of("boxes").GetProperty("boxes").EnumerateArray().SelectMany(trace => trace.EnumerateArray()).Select(box => box.Numbers()).ToArray();
        var own = PlotlyTruth.Chart("boxes").Traces.OfType<BoxTrace>().SelectMany(box => box.Numbers).Select(box => box.Numbers).ToArray();
        Assert.Equal(2, truths.Length);
        Assert.All(truths.Zip(own), pair => Assert.Equal(
            pair.First, new double[] { pair.Second.LowerFence, pair.Second.Lower, pair.Second.Median, pair.Second.Upper, pair.Second.UpperFence }));
    }

    [Fact]
    public void A_point_is_where_its_numbers_say()
    {
        var (x, y) = Pixel("linear", "[0,10]", "linear", "[-1,1]", 2.5, 0.5);
        Assert.Equal(80 + 0.25 * 440, x, 1e-9);
        Assert.Equal(100 + 0.25 * 220, y, 1e-9);
    }

    [Fact]
    public void On_logarithmic_axes_a_decade_is_a_length()
    {
        var (x, y) = Pixel("log", "[0,4]", "log", "[-2,2]", 100, 0.1);
        Assert.Equal(80 + 220, x, 1e-9);
        Assert.Equal(100 + 0.75 * 220, y, 1e-9);
    }

    [Fact]
    public void Zero_lies_below_a_logarithmic_axis()
    {
        var (_, y) = Pixel("log", "[0,4]", "log", "[-2,2]", 100, 0);
        Assert.True(y > 400 && double.IsFinite(y));
    }

    private static (double X, double Y) Pixel(string xType, string xRange, string yType, string yRange, double x, double y)
    {
        var chart = new SvgChart(Figure.Of(
            $$$"""
            {"data":[{"type":"scatter","x":[1],"y":[1]}],"config":{},
             "layout":{"width":600,"height":400,"xaxis":{"type":"{{{xType}}}","range":{{{xRange}}} },"yaxis":{"type":"{{{yType}}}","range":{{{yRange}}} } } }
            """), "c");
        var (xAxis, yAxis) = (chart.Axes["x"], chart.Axes["y"]);
        return (xAxis.Pixel(xAxis.Place(JsonSerializer.SerializeToElement(x))), yAxis.Pixel(yAxis.Place(JsonSerializer.SerializeToElement(y))));
    }
}
