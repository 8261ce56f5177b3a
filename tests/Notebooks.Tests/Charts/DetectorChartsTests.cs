using Ssl4Asd.Data;
using Ssl4Asd.Experiments;
using Ssl4Asd.Notebooks;
using Ssl4Asd.Notebooks.Charts;
using Ssl4Asd.Presets;
using Ssl4Asd.Scoring;

namespace Notebooks.Tests.Charts;

public class DetectorChartsTests
{
    private static readonly SectionThreshold Threshold = Sample.Threshold();

    [Fact]
    public void EachKindOfClipsHasItsSharesAndSaysHowManyAreAbove()
    {
        var chart = DetectorCharts.Scores(Sample.Scores(3), "fan", Threshold);
        var fan = Sample.Scores(3).Where(r => r.Machine == "fan").ToList();
        int Above(Condition condition) => fan.Count(r => r.Condition == condition && r.Score > 0.9);
        Assert.Equal(
            ["held out: 1 of 10 above", $"normal: {Above(Condition.Normal)} of 16 above", $"faulty: {Above(Condition.Anomaly)} of 16 above", "threshold"],
            ChartJson.Names(chart));
        var bars = ChartJson.Traces(chart).Where(t => t.Text("type") == "bar").ToList();
        Assert.Equal([Colours.Guide, Colours.Normal, Colours.Anomaly], bars.Select(b => b.Text("marker.color")));
        Assert.All(bars, b => Assert.Equal(100, b.Numbers("y").Sum(), 0.5));
        Assert.Equal([0.9, 0.9], ChartJson.Trace(chart, "threshold").Numbers("x"));
        Assert.Matches(@"\Afan: anomaly scores, AUC \d\d\.\d %\z", ChartJson.Title(chart));
    }

    [Fact]
    public void WithoutFaultsOrHeldOutClipsThereIsLess()
    {
        var chart = DetectorCharts.Scores(Sample.Scores(anomalies: false), "fan", new SectionThreshold(0.9, new ThresholdScores([0.5], isHeldOut: false), null));
        Assert.Equal(2, ChartJson.Names(chart).Count);
        Assert.Equal("fan: anomaly scores, AUC n/a", ChartJson.Title(chart));
        Assert.Equal("n/a: no labelled test clips", ChartJson.NotAvailable(DetectorCharts.Scores(Sample.Scores(), "pump", Threshold)));
    }

    [Fact]
    public void WhatLiesAboveTheThresholdIsMarkedFromHalfWayToHalfWay()
    {
        var chart = DetectorCharts.Along(Sample.Along(1, 1, 3, 4, 1, 3), 4, [("it breaks", 3.5)]);
        Assert.Equal(["above the threshold", "score", "threshold", "it breaks"], ChartJson.Names(chart));
        var score = ChartJson.Trace(chart, "score");
        Assert.Equal([2.0, 3, 4, 5, 6, 7], score.Numbers("x")); // the middles of the parts
        Assert.Equal([1.0, 1, 3, 4, 1, 3], score.Numbers("y"));
        var marked = ChartJson.Trace(chart, "above the threshold");
        Assert.Equal([3.5, 3.5, 5.5, 5.5, 6.5, 6.5, 7.5, 7.5], marked.Numbers("x"));
        Assert.Equal([0, 4.2, 4.2, 0, 0, 4.2, 4.2, 0], marked.Numbers("y")); // not from one to the next
        Assert.Equal("rgba(213, 94, 0, 0.25)", marked.Text("fillcolor")); // that of anomalies
        Assert.Equal([2.0, 2], ChartJson.Trace(chart, "threshold").Numbers("y"));
        Assert.Equal([3.5, 3.5], ChartJson.Trace(chart, "it breaks").Numbers("x"));
        Assert.Equal([0.0, 9], ChartJson.Layout(chart).Numbers("xaxis.range"));
    }

    [Fact]
    public void ALongRecordingIsInMinutesAndKeepsASinglePeak()
    {
        var scores = new double[7200];
        scores[4321] = 5;
        var chart = DetectorCharts.Along(Sample.Along(scores), 2);
        Assert.Equal("time (min)", ChartJson.Layout(chart).Text("xaxis.title.text"));
        var line = ChartJson.Trace(chart, "score");
        Assert.InRange(line.Numbers("x").Length, 700, 800);
        Assert.Equal(4322 / 60.0, line.Numbers("x")[Array.IndexOf(line.Numbers("y"), 5.0)], 1e-3);
        var marked = ChartJson.Trace(chart, "above the threshold").Numbers("x");
        Assert.Equal(4321.5 / 60, marked[0], 1e-3);
        Assert.Equal(4322.5 / 60, marked[2], 1e-3);
    }

    [Fact]
    public void OnePartOrNoneIsAChartToo()
    {
        Assert.Equal([0.0, 0, 4, 4], ChartJson.Trace(DetectorCharts.Along(Sample.Along(3), 4), "above the threshold").Numbers("x"));
        Assert.Equal("n/a: nothing was scored", ChartJson.NotAvailable(DetectorCharts.Along([], 4)));
        Assert.DoesNotContain("above the threshold", ChartJson.Names(DetectorCharts.Along(Sample.Along(1, 1), 4)));
        Assert.Throws<ArgumentException>(() => DetectorCharts.Along([new Detection("a.wav", 1, 2)], 4));
    }

    [Fact]
    public void AnExplanationHasTheClipAndWhatItsScoreFallsBy()
    {
        var why = Sample.Why();
        var traces = ChartJson.Traces(DetectorCharts.Why(why, new FeatureOptions()));
        var heat = traces.Where(t => t.Text("type") == "heatmap").ToList();
        Assert.Equal(2, heat.Count);
        Assert.All(heat[0].Numbers("x"), t => Assert.InRange(t, why.Times[0], why.Times[^1])); // of the recording, not of the clip
        Assert.Equal(why.Times, heat[1].Numbers("x")); // edges
        Assert.Equal(why.Frequencies, heat[1].Numbers("y"));
        Assert.Equal(0.5, heat[1].Cells()[1][2]);
        Assert.Equal([-0.5, 0.5], [heat[1].GetProperty("zmin").GetDouble(), heat[1].GetProperty("zmax").GetDouble()]);
        var lines = traces.Where(t => t.Text("type") == "scatter" && t.Numbers("x").Length > 2).ToList();
        Assert.Equal([0.1, 0.1, 0.6, 0.6], lines[0].Numbers("x")); // a staircase
        Assert.Equal([0.0, 1000, 1000, 8000], lines[0].Numbers("y"));
        Assert.Equal([0.0, 0, 0.1, 0.1, 0.5, 0.5], lines[1].Numbers("y"));
    }
}
