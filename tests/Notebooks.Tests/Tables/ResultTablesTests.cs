using System.Globalization;
using Ssl4Asd.Data;
using Ssl4Asd.Data.Years;
using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Metrics;
using Ssl4Asd.Notebooks.Tables;
using Ssl4Asd.Presets;

namespace Notebooks.Tests.Tables;

public class ResultTablesTests
{
    private static readonly ComparisonResults Results = Sample.Results(ablations: true);

    [Fact]
    public void Table1HasTheSixSystemsWithOursBesideThePapers()
    {
        var text = ResultTables.Table1(Results).Text;
        foreach (var system in SystemDefinition.Table1)
            Assert.Contains(system.Name, text, StringComparison.Ordinal);
        var baseline = Results.Request.Variants[0];
        var auc = Results.Of(baseline, new MeanMetric(Population.Simple, Subset.Development, MetricDomain.Mixed, Metric.Auc));
        Assert.Contains($"{P(auc.Mean)} ± {P(auc.StandardDeviation)} / ", text.Split('\n').Single(l => l.StartsWith("baseline", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("dev, Paper", text, StringComparison.Ordinal);
        Assert.Contains("no comparison", text, StringComparison.Ordinal);
        Assert.Contains("not available", text, StringComparison.Ordinal);
        Assert.DoesNotContain("no comparison", ResultTables.Table1(Sample.Results(seeds: 1, data: Dcase2023.Data)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ADomainCanBeChosen()
    {
        var auc = Results.Of(Results.Request.Variants[0], new MeanMetric(Population.Simple, Subset.Evaluation, MetricDomain.Target, Metric.Auc));
        Assert.Contains($"{P(auc.Mean)} ± {P(auc.StandardDeviation)} / ", ResultTables.Table1(Results, MetricDomain.Target).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Table2HasTheAblationsBelowTheProposedSystem() =>
        Assert.Equal(["proposed", .. SystemDefinition.Table2.Select(s => s.Name)], ResultTables.Table2(Results).Text.Split('\n').Skip(2).Take(4).Select(l => l.Split(' ')[0]));

    [Fact]
    public void AnEvaluationIsInPercentWithItsHarmonicMeans()
    {
        var evaluation = Results.Runs[0].Evaluation;
        var lines = ResultTables.Evaluation(evaluation).Text.Split('\n');
        var fan = lines.Single(l => l.Contains(" fan ", StringComparison.Ordinal));
        foreach (var row in evaluation.Rows.Where(r => r is { Machine: "fan", Population: Population.Official }))
            Assert.Contains(P(row.Value.Value), fan, StringComparison.Ordinal);
        Assert.EndsWith(P(evaluation.OfficialScore(Subset.Evaluation).Value), lines.Single(l => l.StartsWith("eval  harmonic", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIsNotAvailableSaysWhy()
    {
        var text = ResultTables.Evaluation(Sample.Results(anomalies: false).Runs[0].Evaluation).Text;
        Assert.Contains("n/a", text.Split('\n').First(l => l.Contains(" fan ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("fan section 00, no anomalous clips", text, StringComparison.Ordinal);
        Assert.Contains("one seed is no ensemble", ResultTables.Ensemble(Sample.Results(1)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void EnsemblesStandBesideTheirMembers()
    {
        var proposed = Results.Request.Variants.Single(v => v.Name == "proposed");
        var line = ResultTables.Ensemble(Results).Text.Split('\n').Single(l => l.StartsWith("proposed ", StringComparison.Ordinal));
        Assert.EndsWith(P(Results.Ensemble(proposed).OfficialScore(Subset.Evaluation).Value), line, StringComparison.Ordinal);
    }

    [Fact]
    public void ClearDifferencesAreBold()
    {
        var html = ResultTables.Differences(Results).Html;
        foreach (var d in Results.Differences.Where(d => d is { Reference: "baseline", Interval.Metric: Metric.OfficialScore }))
        {
            var cell = string.Create(CultureInfo.InvariantCulture, $"{100 * d.Interval.Difference:+0.0;-0.0;0.0} [{100 * d.Interval.Lower:+0.0;-0.0;0.0}, {100 * d.Interval.Upper:+0.0;-0.0;0.0}]");
            Assert.Contains(d.IsClear ? $"<b>{cell}</b>" : $"\">{cell}<", html, StringComparison.Ordinal);
        }
        Assert.Contains(Results.Differences, d => d is { IsClear: true, Reference: "baseline", Interval.Metric: Metric.OfficialScore });
    }

    [Fact]
    public void PublishedScoresNameTheirSources() =>
        Assert.All(PublishedResults.Scores, s => Assert.Contains(s.Source, ResultTables.Published().Text, StringComparison.Ordinal));

    private static string P(double? share) => (100 * share!.Value).ToString("0.0", CultureInfo.InvariantCulture);
}
