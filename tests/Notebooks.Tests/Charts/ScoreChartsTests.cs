using System.Globalization;
using Ssl4Asd.Data;
using Ssl4Asd.Metrics;
using Ssl4Asd.Notebooks;
using Ssl4Asd.Notebooks.Charts;
using Ssl4Asd.Scoring;

namespace Notebooks.Tests.Charts;

public class ScoreChartsTests
{
    private static readonly IReadOnlyList<ScoreRow> Rows = Sample.Scores(3);
    private static readonly List<ScoreRow> Fan = [.. Rows.Where(r => r.Machine == "fan")];

    [Theory]
    [InlineData("source", Domain.Source, Colours.Source)]
    [InlineData("target", Domain.Target, Colours.Target)]
    public void TheAreaUnderEachCurveIsTheOfficialAuc(string name, Domain domain, string colour)
    {
        var chart = ScoreCharts.Roc(Rows, "fan", "00");
        var curve = ChartJson.Traces(chart).Single(t => t.Text("name").StartsWith(name, StringComparison.Ordinal));
        var official = Evaluation.Of(Rows.Select(r => r.ToScoredClip())).Rows
            .Single(r => r is { Machine: "fan", Population: Population.Official, Metric: Metric.Auc } && r.Domain == (MetricDomain)(int)domain).Value.Value!.Value;
        Assert.Equal(official, Area(curve.Numbers("x"), curve.Numbers("y")), 5);
        Assert.Equal($"{name}: AUC {(100 * official).ToString("0.0", CultureInfo.InvariantCulture)} %", curve.Text("name"));
        Assert.Equal(colour, curve.Text("line.color"));
    }

    [Fact]
    public void TheShadedRegionIsThePartialAuc()
    {
        var region = ChartJson.Traces(ScoreCharts.Roc(Rows, "fan", "00")).Single(t => t.Text("name").StartsWith("pAUC", StringComparison.Ordinal));
        var expected = Roc.PartialAuc([.. Fan.Select(r => r.Score)], [.. Fan.Select(r => r.Condition == Condition.Anomaly)]).Value!.Value;
        var area = Area(region.Numbers("x"), region.Numbers("y"));
        Assert.Equal(expected, 0.5 * (1 + (area - 0.005) / (0.1 - 0.005)), 5); // McClish
        Assert.Equal(10, region.Numbers("x")[^1]);
        Assert.Equal("tozeroy", region.Text("fill"));
    }

    [Fact]
    public void HistogramsCountEveryClipAndShowTheThreshold()
    {
        var chart = ScoreCharts.Histogram(Rows, "fan", "00");
        Assert.Equal(["normal", "anomaly", "decision threshold"], ChartJson.Names(chart));
        var bars = ChartJson.Traces(chart).Where(t => t.Text("type") == "bar").ToList();
        Assert.Equal([8.0, 8, 8, 8], bars.Select(b => b.Numbers("y").Sum()));
        Assert.Equal([Colours.Normal, Colours.Anomaly, Colours.Normal, Colours.Anomaly], bars.Select(b => b.Text("marker.color")));
        var threshold = ChartJson.Trace(chart, "decision threshold");
        Assert.Equal([0.9, 0.9], threshold.Numbers("x"));
        Assert.Equal(["source domain", "target domain"], ChartJson.Layout(chart).GetProperty("annotations").EnumerateArray().Select(a => a.Text("text")).Order());
    }

    [Fact]
    public void BarsAreWhereTheScoresAre()
    {
        var trace = ChartJson.Trace(ScoreCharts.Histogram(Rows, "fan", "00", Domain.Target), "anomaly");
        var (middles, counts, width) = (trace.Numbers("x"), trace.Numbers("y"), trace.GetProperty("width").GetDouble());
        foreach (var group in Fan.Where(r => r is { Domain: Domain.Target, Condition: Condition.Anomaly }).GroupBy(r => Array.FindIndex(middles, m => Math.Abs(m - r.Score) <= 0.501 * width)))
            Assert.Equal(group.Count(), counts[group.Key]);
    }

    [Theory]
    [InlineData(false, "fan", "n/a: no anomalous clips")]
    [InlineData(true, "none", "n/a: no clips")]
    public void WithoutAnomaliesOrClipsThereIsNoCurve(bool anomalies, string machine, string reason) =>
        Assert.Equal(reason, ChartJson.NotAvailable(ScoreCharts.Roc(Sample.Scores(anomalies: anomalies), machine, "00")));

    [Fact]
    public void ClipsOfUnknownConditionAreLeftOut()
    {
        List<ScoreRow> unknown = [.. Rows.Select(r => r with { Condition = null, Domain = null })];
        Assert.Equal("n/a: no labelled test clips", ChartJson.NotAvailable(ScoreCharts.Histogram(unknown, "fan", "00")));
        Assert.NotNull(ChartJson.NotAvailable(ScoreCharts.Histogram([.. Rows.Where(r => r.Domain == Domain.Source)], "fan", "00", Domain.Target)));
    }

    [Fact]
    public void ADomainWithoutNormalClipsHasNoAuc()
    {
        List<ScoreRow> rows = [.. Rows.Where(r => r.Domain == Domain.Source || r.Condition == Condition.Anomaly)];
        Assert.Contains("target: AUC n/a", ChartJson.Names(ScoreCharts.Roc(rows, "fan", "00")));
    }

    [Fact]
    public void MachinesAreConfusedInPercentOfTheirRow()
    {
        var trace = ChartJson.Traces(ScoreCharts.ConfusionOfClasses(Sample.Predictions()))[0];
        Assert.Equal(["fan", "saw"], trace.Texts("y"));
        Assert.Equal(["fan", "saw"], trace.Texts("x"));
        Assert.Equal([75.0, 25], trace.Cells()[0]);
        Assert.Equal([100.0, 0], trace.Cells()[1]);
    }

    [Fact]
    public void ClassesOfOtherMachinesAreOneColumn()
    {
        var trace = ChartJson.Traces(ScoreCharts.ConfusionOfClasses(Sample.Predictions(), "fan"))[0];
        Assert.Equal(["00/load_1/source"], trace.Texts("y"));
        Assert.Equal(["00/load_1/source", "00/load_2/source", "another machine"], trace.Texts("x"));
        Assert.Equal([50.0, 25, 25], trace.Cells()[0]);
        Assert.Equal("n/a: no normal test clips of pump", ChartJson.NotAvailable(ScoreCharts.ConfusionOfClasses(Sample.Predictions(), "pump")));
        Assert.Equal("n/a: no normal test clips", ChartJson.NotAvailable(ScoreCharts.ConfusionOfClasses([])));
    }

    private static double Area(double[] x, double[] y) => Enumerable.Range(1, x.Length - 1).Sum(i => (x[i] - x[i - 1]) * (y[i] + y[i - 1]) / 2) / 10_000;
}
