using System.Text.Json;
using Ssl4Asd.Data;
using Ssl4Asd.Data.Years;
using Ssl4Asd.Metrics;
using Ssl4Asd.Scoring;

namespace Ssl4Asd.Tests.Metrics;

/// <summary>What the official evaluators of each year print of the same scores, by scikit-learn and SciPy (make_years.py).</summary>
public class YearTruthTests
{
    private const double Tolerance = 1e-12;
    private static readonly JsonElement Truth = SklearnTruth.Read("years.json");

    public static TheoryData<int> Seeds => [0, 1, 2];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ArithmeticMeansWithoutDomainsOf2020(int seed)
    {
        var (evaluation, truth) = (Evaluate(seed, OfficialScoring.NoDomains), Case(seed));
        foreach (var row in truth.GetProperty("rows_2020").EnumerateArray())
        {
            Same(row[3], Row(evaluation, row, MetricDomain.Mixed, Metric.Auc), row);
            Same(row[4], Row(evaluation, row, MetricDomain.Mixed, Metric.PartialAuc), row);
        }
        Assert.Equal(4 * truth.GetProperty("rows_2020").GetArrayLength(), evaluation.Rows.Count);
        Means(evaluation, truth.GetProperty("means_2020"), [(MetricDomain.Mixed, Metric.Auc, 2), (MetricDomain.Mixed, Metric.PartialAuc, 3), (MetricDomain.Mixed, Metric.OfficialScore, 4)]);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void HarmonicMeansOfBothDomainsOf2021(int seed)
    {
        var (evaluation, truth) = (Evaluate(seed, OfficialScoring.EachDomain), Case(seed));
        foreach (var row in truth.GetProperty("rows_2021").EnumerateArray())
        {
            var domain = row[3].GetString() == "source" ? MetricDomain.Source : MetricDomain.Target;
            Same(row[4], Row(evaluation, row, domain, Metric.Auc), row);
            Same(row[5], Row(evaluation, row, domain, Metric.PartialAuc), row);
        }
        Means(evaluation, truth.GetProperty("means_2021"), [(MetricDomain.Mixed, Metric.OfficialScore, 4)]);
        Assert.Equal(evaluation.Rows.Where(r => r.Population == Population.Simple), Evaluate(seed, OfficialScoring.AllAnomalies).Rows.Where(r => r.Population == Population.Simple));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void PrecisionRecallAndF1OfTheDecisions(int seed)
    {
        var rows = DecisionMetrics.Of(Scores(seed).Select(s => new DecidedClip(s.ToScoredClip().Clip, s.Decision == Condition.Anomaly)));
        var truth = Case(seed).GetProperty("decisions").EnumerateArray().ToList();
        Assert.Equal(truth.Select(t => string.Join(' ', t.EnumerateArray().Take(4).Select(c => c.GetString()))), rows.Select(r => $"{Word(r.Subset)} {r.Machine} {r.Section} {Word(r.Domain)}"));
        foreach (var (expected, row) in truth.Zip(rows))
            Assert.All([(4, row.Precision), (5, row.Recall), (6, row.F1)], one => Assert.Equal(expected[one.Item1].GetDouble(), one.Item2, Tolerance));
        var means = DecisionMetrics.Means(rows).ToList();
        foreach (var expected in Case(seed).GetProperty("decision_means").EnumerateArray())
        {
            var mean = Assert.Single(means, m => Word(m.Subset) == expected[0].GetString() && m.IsHarmonic == (expected[1].GetString() == "harmonic"));
            Assert.All([(2, mean.Precision), (3, mean.Recall), (4, mean.F1)], one => Assert.Equal(expected[one.Item1].GetDouble(), one.Item2, Tolerance));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void IntervalsByLeavingOneOut(int seed)
    {
        foreach (var expected in Case(seed).GetProperty("intervals").EnumerateArray())
        {
            var clips = Scores(seed).Where(s => s.Condition is not null && Word(s.Subset) == expected[0].GetString()).ToList();
            var interval = JackknifeInterval.Of([.. clips.Select(c => c.Score)], [.. clips.Select(c => c.Condition == Condition.Anomaly)])!;
            Assert.All([(1, interval.Auc), (2, interval.PartialAuc), (3, interval.OfficialScore)], one => Assert.Equal(expected[one.Item1].GetDouble(), one.Item2, Tolerance));
        }
        Assert.Null(JackknifeInterval.Of([1, 2, 3], [false, false, true]));
    }

    [Fact]
    public void QuantilesOfStudentsDistribution()
    {
        foreach (var quantile in Truth.GetProperty("t_quantiles").EnumerateArray())
            Assert.Equal(quantile[1].GetDouble(), JackknifeInterval.StudentQuantile(quantile[0].GetInt32()), 1e-9);
    }

    [Theory]
    [InlineData(OfficialScoring.NoDomains)]
    [InlineData(OfficialScoring.EachDomain)]
    public void TheBootstrapHasTheSameMeans(OfficialScoring scoring)
    {
        var (a, b) = (Scores(0).Select(s => s.ToScoredClip()).ToList(), Scores(1).Select(s => s.ToScoredClip()).ToList());
        var rows = PairedBootstrap.Of([new("a", [a])], new("b", [b]), new() { Replicates = 3, Scoring = scoring });
        var (ofA, ofB) = (Evaluate(0, scoring), Evaluate(1, scoring));
        Assert.Equal(ofA.Summary.Count(s => s.Machine is null && s.Value.Value is not null), rows.Count);
        foreach (var row in rows)
            Assert.Equal(ofA.Mean(row.Population, row.Subset, row.Domain, row.Metric).Value!.Value - ofB.Mean(row.Population, row.Subset, row.Domain, row.Metric).Value!.Value, row.Difference, Tolerance);
    }

    private static void Means(Evaluation evaluation, JsonElement truth, (MetricDomain Domain, Metric Metric, int Column)[] columns)
    {
        foreach (var expected in truth.EnumerateArray())
        {
            foreach (var (domain, metric, column) in columns)
            {
                var row = Assert.Single(evaluation.Summary, s => s.Population == Population.Official && s.Subset is { } subset && Word(subset) == expected[0].GetString()
                    && s.Machine == expected[1].GetString() && s.Domain == domain && s.Metric == metric);
                Same(expected[column], row.Value, expected);
            }
        }
    }

    private static MetricValue Row(Evaluation evaluation, JsonElement key, MetricDomain domain, Metric metric) => Assert.Single(evaluation.Rows, r =>
        r.Population == Population.Official && Word(r.Subset) == key[0].GetString() && r.Machine == key[1].GetString() && r.Section == key[2].GetString() && r.Domain == domain && r.Metric == metric).Value;

    private static void Same(JsonElement expected, MetricValue actual, JsonElement what)
    {
        Assert.True((expected.ValueKind == JsonValueKind.Null) == (actual.Value is null), what.ToString());
        if (actual.Value is { } value) Assert.Equal(expected.GetDouble(), value, Tolerance);
    }

    private static JsonElement Case(int seed) => Truth.GetProperty("cases")[seed];

    private static IReadOnlyList<ScoreRow> Scores(int seed) => ScoresCsv.Read(Path.Combine(AppContext.BaseDirectory, "Truth", "sklearn", "runs", $"scores-{seed}.csv"));

    private static Evaluation Evaluate(int seed, OfficialScoring scoring) => Evaluation.Of(Scores(seed).Select(s => s.ToScoredClip()), 1, scoring);

    private static string Word<T>(T value) where T : struct, Enum => Csv.Word(value);
}
