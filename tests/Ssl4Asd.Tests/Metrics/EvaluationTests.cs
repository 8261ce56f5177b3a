using System.Text.Json;
using Ssl4Asd.Data;
using Ssl4Asd.Metrics;

namespace Ssl4Asd.Tests.Metrics;

public class EvaluationTests
{
    private const double Tolerance = 1e-12;
    private static readonly JsonElement Truth = SklearnTruth.Read("evaluation.json");

    [Fact]
    public void Every_metric_of_both_populations_agrees_with_scikit_learn()
    {
        var rows = Evaluation.Of(TruthClips()).Rows;
        var expected = Truth.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(expected.Count, rows.Count);
        foreach (var truth in expected)
        {
            var row = Assert.Single(rows, r =>
                r.Population == Word<Population>(truth[0]) && r.Subset == Word<Subset>(truth[1]) && r.Machine == truth[2].GetString()
                && r.Section == truth[3].GetString() && r.Domain == Word<MetricDomain>(truth[4]) && r.Metric == Word<Metric>(truth[5]));
            AssertSame(truth[6], row.Value, row.ToString());
            Assert.Equal(truth[7].GetInt32(), row.NormalClips);
            Assert.Equal(truth[8].GetInt32(), row.AnomalousClips);
        }
    }

    [Fact]
    public void Harmonic_means_and_the_official_score_agree_with_scipy()
    {
        var evaluation = Evaluation.Of(TruthClips());
        foreach (var truth in Truth.GetProperty("summary").EnumerateArray())
        {
            Subset? subset = truth[1].ValueKind == JsonValueKind.Null ? null : Word<Subset>(truth[1]);
            var value = evaluation.Mean(Word<Population>(truth[0]), subset, Word<MetricDomain>(truth[2]), Word<Metric>(truth[3]));
            AssertSame(truth[4], value, truth.ToString());
        }
        Assert.Equal(evaluation.Mean(Population.Official, null, MetricDomain.Mixed, Metric.OfficialScore), evaluation.OfficialScore(null));
    }

    [Fact]
    public void Populations_differ_in_whose_anomalies_count()
    {
        // Anomalies of the source domain stand out, those of the target domain do not.
        var evaluation = Evaluation.Of([
            Scored(Domain.Source, Condition.Normal, 1), Scored(Domain.Source, Condition.Anomaly, 3),
            Scored(Domain.Target, Condition.Normal, 2), Scored(Domain.Target, Condition.Anomaly, 0)]);
        Assert.Equal(0.5, Row(evaluation, Population.Official, MetricDomain.Source, Metric.Auc).Value.Value);
        Assert.Equal(1, Row(evaluation, Population.Simple, MetricDomain.Source, Metric.Auc).Value.Value);
        Assert.Equal(0, Row(evaluation, Population.Simple, MetricDomain.Target, Metric.Auc).Value.Value);
        Assert.Equal(0.5, Row(evaluation, Population.Simple, MetricDomain.Mixed, Metric.Auc).Value.Value);
    }

    [Fact]
    public void Metrics_without_clips_say_why()
    {
        var evaluation = Evaluation.Of([Scored(Domain.Source, Condition.Normal, 1), Scored(Domain.Target, Condition.Anomaly, 2)]);
        string Shown(Population population, MetricDomain domain, Metric metric) => Row(evaluation, population, domain, metric).Value.ToString();
        Assert.Equal("n/a (no anomalous clips of the source domain)", Shown(Population.Simple, MetricDomain.Source, Metric.Auc));
        Assert.Equal("n/a (no normal clips of the target domain)", Shown(Population.Simple, MetricDomain.Target, Metric.PartialAuc));
        Assert.Equal("n/a (no normal clips of the target domain)", Shown(Population.Official, MetricDomain.Target, Metric.Auc));
        Assert.Equal("1.0000", Shown(Population.Official, MetricDomain.Source, Metric.Auc));
        Assert.Equal("1 of 3 values not available, left out", evaluation.OfficialScore(Subset.Development).Reason);
        Assert.Equal("n/a (no such metric for these clips)", evaluation.OfficialScore(Subset.Evaluation).ToString());

        var normals = Evaluation.Of([Scored(Domain.Source, Condition.Normal, 1)]);
        Assert.Equal("n/a (no anomalous clips)", Row(normals, Population.Official, MetricDomain.Source, Metric.Auc).Value.ToString());
        Assert.Equal("n/a (none of 3 values is available)", normals.OfficialScore(null).ToString());
    }

    [Fact]
    public void A_minimum_of_clips_keeps_single_clips_from_deciding()
    {
        ScoredClip[] clips = [Scored(Domain.Source, Condition.Normal, 2), Scored(Domain.Source, Condition.Anomaly, 1), Scored(Domain.Source, Condition.Anomaly, 3)];
        Assert.Equal("0.5000", Row(Evaluation.Of(clips), Population.Official, MetricDomain.Source, Metric.Auc).Value.ToString());
        Assert.Equal("n/a (only 1 normal clip)", Row(Evaluation.Of(clips, minimumClips: 2), Population.Official, MetricDomain.Source, Metric.Auc).Value.ToString());
    }

    [Fact]
    public void Clips_without_ground_truth_are_left_out_with_a_notice()
    {
        var labelled = new[] { Scored(Domain.Source, Condition.Normal, 1), Scored(Domain.Source, Condition.Anomaly, 2) };
        var evaluation = Evaluation.Of([.. labelled, Scored(null, null, 9)]);
        Assert.Equal(["fan section 00: 1 of 3 test clips without ground truth left out"], evaluation.Notices);
        Assert.Equal(Evaluation.Of(labelled).Rows, evaluation.Rows);

        var none = Evaluation.Of([Scored(null, null, 9)]);
        Assert.Empty(none.Rows);
        Assert.Equal("n/a (no labelled clips)", none.OfficialScore(null).ToString());
    }

    [Fact]
    public void Sections_of_a_machine_are_condensed_on_their_own()
    {
        var evaluation = Evaluation.Of(TruthClips());
        var rows = evaluation.Rows.Where(r => r is { Machine: "fan", Population: Population.Official }).ToList();
        Assert.Equal(6, rows.Count);
        var summary = Assert.Single(evaluation.Summary, s => s is { Machine: "fan", Metric: Metric.OfficialScore });
        Assert.Equal(6 / rows.Sum(r => 1 / r.Value.Value!.Value), summary.Value.Value!.Value, Tolerance);
        Assert.Equal(6, summary.Values);
    }

    [Fact]
    public void Clips_that_cannot_be_evaluated_throw()
    {
        var scored = Scored(Domain.Source, Condition.Normal, 1);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => Evaluation.Of([scored with { Score = double.NaN }])).Message);
        Assert.Contains("training clip", Assert.Throws<ArgumentException>(() => Evaluation.Of([scored with { Clip = scored.Clip with { Split = Split.Train } }])).Message);
        Assert.Contains("scored twice", Assert.Throws<ArgumentException>(() => Evaluation.Of([scored, scored])).Message);
    }

    private static int _number;

    private static ScoredClip Scored(Domain? domain, Condition? condition, double score) =>
        new(new Clip($"section_00_{Interlocked.Increment(ref _number):0000}.wav", Subset.Development, "fan", "00", Split.Test, domain, condition, ""), score);

    private static IEnumerable<ScoredClip> TruthClips() =>
        Truth.GetProperty("clips").EnumerateArray().Select((c, i) => new ScoredClip(
            new Clip($"{i}.wav", Word<Subset>(c[0]), c[1].GetString()!, c[2].GetString()!, Split.Test, Word<Domain>(c[3]), (Condition)c[4].GetInt32(), ""),
            c[5].GetDouble()));

    private static MetricRow Row(Evaluation evaluation, Population population, MetricDomain domain, Metric metric) =>
        Assert.Single(evaluation.Rows, r => r.Population == population && r.Domain == domain && r.Metric == metric);

    private static T Word<T>(JsonElement element) where T : struct, Enum => Enum.Parse<T>(element.GetString()!, ignoreCase: true);

    private static void AssertSame(JsonElement expected, MetricValue actual, string what)
    {
        if (expected.ValueKind == JsonValueKind.Null)
            Assert.True(actual is { Value: null, Reason: not null }, what);
        else
            Assert.True(Math.Abs(expected.GetDouble() - actual.Value!.Value) <= Tolerance, what);
    }
}
