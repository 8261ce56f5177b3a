using Ssl4Asd.Notebooks;
using Ssl4Asd.Notebooks.Charts;

namespace Notebooks.Tests.Charts;

public sealed class DataChartsTests(SampleDataset data) : IClassFixture<SampleDataset>
{
    [Fact]
    public void ClipsAreCountedByMachineSplitAndDomain()
    {
        var traces = ChartJson.Traces(DataCharts.ClipCounts(data.Dataset));
        Assert.Equal(["source", "target", "source", "target"], traces.Select(t => t.Text("name")));
        Assert.Equal([[4.0, 4], [2, 2], [2, 2], [2, 2]], traces.Select(t => t.Numbers("x")));
        Assert.Equal(["fan", "saw"], traces[0].Texts("y"));
        Assert.Equal([Colours.Source, Colours.Target], traces.Take(2).Select(t => t.Text("marker.color")));
    }

    [Fact]
    public void LengthsAreCountedInSeconds()
    {
        var trace = ChartJson.Traces(DataCharts.Lengths(data.Train))[0];
        var counts = trace.Numbers("x").Zip(trace.Numbers("y")).Where(c => c.Second > 0);
        Assert.Equal([(1.0, 8.0), (2.0, 4.0)], counts);
    }

    [Fact]
    public void LevelsAreThoseOfSines()
    {
        var chart = DataCharts.Levels(data.Train, data.Dataset.TrainClips);
        Assert.All(ChartJson.Trace(chart, "source").Numbers("y"), level => Assert.Equal(-6.0, level));   // 20 log10 0.5
        Assert.All(ChartJson.Trace(chart, "target").Numbers("y"), level => Assert.Equal(-12.0, level));  // 20 log10 0.25
        Assert.Equal(8, ChartJson.Trace(chart, "source").Texts("x").Length);
    }

    [Fact]
    public void EveryRecordingNeedsItsClip() => Assert.Throws<ArgumentException>(() => DataCharts.Levels(data.Train, data.Dataset.TestClips));

    [Fact]
    public void WhatIsNotThereSaysSo()
    {
        Assert.Equal("n/a: no recordings", ChartJson.NotAvailable(DataCharts.Lengths(Ssl4Asd.Audio.ClipStore.Load([]))));
        Assert.Equal("n/a: no recordings of known domain", ChartJson.NotAvailable(DataCharts.Levels(data.Train, [.. data.Dataset.TrainClips.Select(c => c with { Domain = null })])));
    }
}
