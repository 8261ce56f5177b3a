using Ssl4Asd.Notebooks.Charts;

namespace Notebooks.Tests.Charts;

public class TrainingChartsTests
{
    [Fact]
    public void LossesHaveAThinAndAThickLineEach()
    {
        var chart = TrainingCharts.Loss(Sample.History(100), "title");
        Assert.Equal(["supervised, moving mean", "self-supervised, moving mean"], ChartJson.Names(chart));
        var traces = ChartJson.Traces(chart);
        Assert.Equal(4, traces.Count);
        Assert.Equal(4.0 / 7, traces[0].Numbers("y")[6], 4);
        // five steps around the seventh
        Assert.Equal(Enumerable.Range(5, 5).Average(step => 4.0 / step), traces[1].Numbers("y")[6], 4);
        Assert.Equal("title", ChartJson.Title(chart));
        Assert.True(traces[0].At("line.width").GetDouble() < traces[1].At("line.width").GetDouble());
    }

    [Fact]
    public void AHeadThatASystemLacksIsNotDrawn()
    {
        Assert.Equal(["self-supervised, moving mean"], ChartJson.Names(TrainingCharts.Loss(Sample.History(supervised: false))));
        Assert.Equal(["self-supervised"], ChartJson.Names(TrainingCharts.Scale(Sample.History(supervised: false))));
    }

    [Fact]
    public void ScalesAreOnALogarithmicAxis()
    {
        var chart = TrainingCharts.Scale(Sample.History(30));
        Assert.Equal("log", ChartJson.Layout(chart).Text("yaxis.type"));
        Assert.Equal(Enumerable.Range(11, 30).Select(s => (double)s), ChartJson.Trace(chart, "supervised").Numbers("y"));
    }

    [Fact]
    public void TheTrapShowsTheBound()
    {
        var chart = TrainingCharts.ScaleTrap([("cosine 0.9", [10, 100, 1e6]), ("cosine 0.5", [10, 11])], 1000);
        Assert.Equal(["cosine 0.9", "cosine 0.5", "bound 1000"], ChartJson.Names(chart));
        Assert.Equal([1000.0, 1000], ChartJson.Trace(chart, "bound 1000").Numbers("y"));
        Assert.Equal([0.0, 1, 2], ChartJson.Trace(chart, "cosine 0.9").Numbers("x"));
        Assert.Equal("log", ChartJson.Layout(chart).Text("yaxis.type"));
    }

    [Fact]
    public void LongTrainingsAreThinnedAndKeepTheirLastStep()
    {
        var x = ChartJson.Trace(TrainingCharts.Scale(Sample.History(5001)), "supervised").Numbers("x");
        Assert.InRange(x.Length, 500, 900);
        Assert.Equal(5001, x[^1]);
    }

    [Fact]
    public void AnEmptyHistorySaysSo()
    {
        Assert.Equal("n/a: no training steps", ChartJson.NotAvailable(TrainingCharts.Loss(Sample.History(0))));
        Assert.Equal("n/a: no training steps", ChartJson.NotAvailable(TrainingCharts.Scale([])));
        Assert.Equal("n/a: no training steps", ChartJson.NotAvailable(TrainingCharts.Loss([("a", [])])));
        Assert.Equal("n/a: no steps", ChartJson.NotAvailable(TrainingCharts.ScaleTrap([], 1)));
        Assert.Equal("n/a: no points", ChartJson.NotAvailable(TrainingCharts.Lines([], "x (s)", "y (m)")));
    }

    [Fact]
    public void XAndYHaveTheSameLength() => Assert.Throws<ArgumentException>(() => TrainingCharts.Lines([("a", [1, 2], [1])], "x (s)", "y (m)"));
}
