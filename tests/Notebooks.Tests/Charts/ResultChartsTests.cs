using Ssl4Asd.Data;
using Ssl4Asd.Data.Years;
using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Metrics;
using Ssl4Asd.Notebooks;
using Ssl4Asd.Notebooks.Charts;
using Ssl4Asd.Presets;

namespace Notebooks.Tests.Charts;

public class ResultChartsTests
{
    private static readonly ComparisonResults Results = Sample.Results(ablations: true);
    private static readonly MeanMetric Eval = Results.Metrics.Single(m => m is { Metric: Metric.OfficialScore, Subset: Subset.Evaluation });

    [Fact]
    public void TheLadderComparesEachStepWithTheOneBefore()
    {
        var results = Sample.Results(1, variants: Variant.Ladder);
        var chart = ResultCharts.Ladder(results);
        Assert.Equal(Variant.Ladder.Skip(1).Select(v => v.Name), ChartJson.Layout(chart).Texts("yaxis.ticktext"));
        var expected = Variant.Ladder.Zip(Variant.Ladder.Skip(1)).Select(pair => results.Differences.Single(
            d => d.Reference == pair.First.Name && d.Interval.System == pair.Second.Name && d.Interval is { Metric: Metric.OfficialScore, Subset: Subset.Development }).Interval.Difference);
        Assert.Equal(expected.Select(x => Math.Round(100 * x, 3)), ChartJson.Trace(chart, "dev").Numbers("x").Select(x => Math.Round(x, 3)));
        Assert.Equal("n/a: no neighbouring steps were compared", ChartJson.NotAvailable(ResultCharts.Ladder(Sample.Results(1))));
    }

    [Fact]
    public void BoxesHoldThePointOfEverySeed()
    {
        var trace = ChartJson.Trace(ResultCharts.Seeds(Results), "eval");
        Assert.Equal(Results.Runs.Select(r => r.Variant.Name), trace.Texts("x"));
        Assert.Equal(Results.Runs.Select(r => Math.Round(100 * r.Evaluation.OfficialScore(Subset.Evaluation).Value!.Value, 3)), trace.Numbers("y"));
        Assert.Equal("all", trace.Text("boxpoints"));
        Assert.Equal(Colours.Evaluation, trace.Text("marker.color"));
    }

    [Fact]
    public void BarsAreMeansWithTheirDeviation()
    {
        var trace = ChartJson.Trace(ResultCharts.Systems(Results), "eval");
        var over = Results.Request.Variants.Select(v => Results.Of(v, Eval)).ToList();
        Assert.Equal(50, trace.GetProperty("base").GetDouble());
        Assert.Equal(over.Select(o => 100 * o.Mean!.Value), trace.Numbers("y").Select(y => y + 50), new Near(0.001));
        Assert.Equal(over.Select(o => 100 * o.StandardDeviation!.Value), trace.Numbers("error_y.array"), new Near(0.001));
        Assert.False(ChartJson.Trace(ResultCharts.Systems(Sample.Results(1)), "eval").TryGetProperty("error_y", out _));
    }

    [Theory]
    [InlineData("baseline")]
    [InlineData("proposed")]
    public void DifferencesAreThoseOfTheBootstrap(string reference)
    {
        var trace = ChartJson.Trace(ResultCharts.Differences(Results, reference), "eval");
        var expected = Results.Differences.Where(d => d.Reference == reference && d.Interval is { Metric: Metric.OfficialScore, Subset: Subset.Evaluation }).Select(d => d.Interval).ToList();
        Assert.Equal(expected.Select(d => 100 * d.Difference), trace.Numbers("x"), new Near(0.001));
        Assert.Equal(expected.Select(d => 100 * (d.Upper - d.Difference)), trace.Numbers("error_x.array"), new Near(0.001));
        Assert.Equal(expected.Select(d => 100 * (d.Difference - d.Lower)), trace.Numbers("error_x.arrayminus"), new Near(0.001));
        Assert.Equal(expected.Select(d => d.System), ChartJson.Layout(ResultCharts.Differences(Results, reference)).Texts("yaxis.ticktext"));
        Assert.Equal([0.0, 0], ChartJson.Trace(ResultCharts.Differences(Results, reference), "no difference").Numbers("x"));
    }

    [Fact]
    public void MachinesAreMeansOverTheSeeds()
    {
        var chart = ResultCharts.Machines(Results);
        var trace = ChartJson.Traces(chart)[0];
        Assert.Equal(["dev fan", "eval saw"], trace.Texts("y"));
        var saw = Results.Runs.Where(r => r.Variant.Name == "featex").Average(r => r.Evaluation.Summary.Single(s => s is { Machine: "saw", Metric: Metric.OfficialScore }).Value.Value!.Value);
        Assert.Equal(100 * saw, trace.Cells()[1][Array.IndexOf(trace.Texts("x"), "featex")], 3);
        Assert.Equal(2 * 9, ChartJson.Layout(chart).GetProperty("annotations").GetArrayLength());
    }

    [Fact]
    public void AnEnsembleStandsAmongItsMembers()
    {
        var chart = ResultCharts.Ensemble(Results, "proposed");
        Assert.Equal(6, ChartJson.Trace(chart, "single seeds").Numbers("y").Length);
        var expected = Results.Ensemble(Results.Request.Variants.Single(v => v.Name == "proposed")).OfficialScore(Subset.Evaluation).Value!.Value;
        Assert.Equal(100 * expected, ChartJson.Trace(chart, "ensemble of 3").Numbers("y")[1], 3);
    }

    [Fact]
    public void Figure2DrawsWhatIsAvailableAndSaysWhatIsNot()
    {
        var chart = ResultCharts.Figure2(Results);
        var trace = ChartJson.Trace(chart, "eval");
        var names = trace.Texts("y");
        Assert.Equal("ours: proposed, ensemble of 3 (these data, preset demo)", names[0]);
        Assert.Equal(PublishedResults.Scores.Select(s => $"{s.System} ({s.Data})"), names.Skip(1 + PublishedResults.Figure2.Count(b => b.OfficialScore is not null)));
        var winner = Array.FindIndex(names, n => n.StartsWith("challenge winner", StringComparison.Ordinal));
        Assert.Equal(66.97, trace.Numbers("x")[winner] + 50, 3);
        Assert.True(double.IsNaN(ChartJson.Trace(chart, "dev").Numbers("x")[winner])); // not published: no bar
        var note = ChartJson.Layout(chart).GetProperty("annotations")[0].Text("text");
        Assert.Contains("no comparison", note, StringComparison.Ordinal);
        Assert.Contains($"{PublishedResults.Figure2.Count(b => b.OfficialScore is null)} bars of Figure 2 not drawn", note, StringComparison.Ordinal);
    }

    [Fact]
    public void ThePapersPresetAloneMakesNoComparison()
        => Assert.Null(Sample.Results(seeds: 1, preset: PaperPresets.Dcase2023).PublishedData);

    [Fact]
    public void OnThePapersDataFigure2IsAComparison()
    {
        var chart = ResultCharts.Figure2(Sample.Results(data: Dcase2023.Data));
        Assert.Equal("ours: proposed, ensemble of 3 (dcase2023)", ChartJson.Trace(chart, "eval").Texts("y")[0]);
        Assert.DoesNotContain("no comparison", ChartJson.Layout(chart).GetProperty("annotations")[0].Text("text"), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatCannotBeShownSaysWhy()
    {
        Assert.Equal("n/a: one seed is no ensemble; compare with more seeds", ChartJson.NotAvailable(ResultCharts.Ensemble(Sample.Results(1))));
        Assert.Equal("n/a: other was not compared", ChartJson.NotAvailable(ResultCharts.Ensemble(Results, "other")));
        Assert.Equal("n/a: nothing was compared with other", ChartJson.NotAvailable(ResultCharts.Differences(Results, "other")));
        var none = Sample.Results(anomalies: false);
        Assert.Contains("no anomalous clips", ChartJson.NotAvailable(ResultCharts.Seeds(none)), StringComparison.Ordinal);
        Assert.Contains("no anomalous clips", ChartJson.NotAvailable(ResultCharts.Systems(none)), StringComparison.Ordinal);
        Assert.All(ChartJson.Traces(ResultCharts.Machines(none))[0].Cells().SelectMany(r => r), cell => Assert.True(double.IsNaN(cell)));
        Assert.All(ChartJson.Layout(ResultCharts.Machines(none)).GetProperty("annotations").EnumerateArray(), a => Assert.Equal("n/a", a.Text("text")));
    }

    private sealed class Near(double tolerance) : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= tolerance;

        public int GetHashCode(double obj) => 0;
    }
}
