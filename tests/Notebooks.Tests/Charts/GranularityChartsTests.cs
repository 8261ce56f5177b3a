using Ssl4Asd.Experiments.Granularity;
using Ssl4Asd.Notebooks.Charts;

namespace Notebooks.Tests.Charts;

public class GranularityChartsTests
{
    private static readonly GranularitySummary Summary = Sample.Granularity();

    [Fact]
    public void ScoresAreLinesFromFewClassesToMany()
    {
        var chart = GranularityCharts.Scores(Summary);
        Assert.Equal(["baseline", "featex", "proposed"], ChartJson.Names(chart));
        Assert.Equal(["machine type", "and all attributes"], ChartJson.Layout(chart).Texts("xaxis.ticktext"));
        Assert.Equal([60.0, 72], ChartJson.Trace(chart, "baseline").Numbers("y"));
        Assert.Contains("5 data sets and 4 seeds", ChartJson.Title(chart), StringComparison.Ordinal);
    }

    [Fact]
    public void GainsHaveTheIntervalsOfTheirContrasts()
    {
        var chart = GranularityCharts.Gains(Summary);
        Assert.Equal(["no difference", "featex", "proposed", "mean of all"], ChartJson.Names(chart));
        var all = ChartJson.Trace(chart, "mean of all");
        Assert.Equal([3.0, -1], all.Numbers("y"));
        Assert.Equal([2.0, 0.5], all.Numbers("error_y.array"));
        Assert.Equal([1.0, 1.5], all.Numbers("error_y.arrayminus"));
        // the mean stands apart from the systems, at the same granularity
        Assert.All(all.Numbers("x").Index(), x => Assert.InRange(x.Item - x.Index, 0.01, 0.3));
    }

    [Fact]
    public void OneSystemAloneIsItsOwnMeanAndKeepsItsColour()
    {
        var usual = Summary with { Cells = [.. Summary.Cells.Where(c => c.System != "featex")] };
        var alone = GranularityCharts.Gains(usual);
        Assert.Equal(["no difference", "proposed"], ChartJson.Names(alone));
        Assert.Equal("cross", ChartJson.Trace(alone, "proposed").Text("marker.symbol")); // the fourth of the usual systems
    }

    [Fact]
    public void KnowledgeIsAPointForEachSystemAndGranularity()
    {
        var chart = GranularityCharts.Knowledge(Summary);
        Assert.Equal([40.0, 80], ChartJson.Trace(chart, "baseline").Numbers("x"));
        Assert.Equal(["baseline", "featex", "proposed", "classes: machine type", "classes: and all attributes"], ChartJson.Names(chart));
        var unknown = Summary with { Cells = [.. Summary.Cells.Select(c => c with { Accuracy = null })] };
        Assert.Equal("n/a: the data have no attributes", ChartJson.NotAvailable(GranularityCharts.Knowledge(unknown)));
    }
}
