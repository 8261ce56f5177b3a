using Ssl4Asd.Metrics;

namespace Ssl4Asd.Tests.Metrics;

public class RocTests
{
    private const double Tolerance = 1e-12;

    [Fact]
    public void Auc_and_partial_auc_agree_with_scikit_learn()
    {
        var checks = 0;
        foreach (var truth in SklearnTruth.Cases("roc.json"))
        {
            var name = truth.GetProperty("name").GetString();
            var scores = truth.Numbers("scores");
            var anomalous = truth.Numbers("labels").Select(l => l == 1).ToArray();
            AssertClose(truth.GetProperty("auc").GetDouble(), Roc.Auc(scores, anomalous), $"{name}: AUC");
            foreach (var partial in truth.GetProperty("partial").EnumerateArray())
            {
                var maxFpr = partial[0].GetDouble();
                AssertClose(partial[1].GetDouble(), Roc.PartialAuc(scores, anomalous, maxFpr), $"{name}: pAUC {maxFpr}");
                checks++;
            }
        }
        Assert.True(checks > 300);
    }

    [Fact]
    public void Curve_agrees_with_scikit_learn()
    {
        foreach (var truth in SklearnTruth.Cases("roc.json"))
        {
            var curve = Roc.Curve(truth.Numbers("scores"), truth.Numbers("labels").Select(l => l == 1).ToArray());
            Assert.Equal(truth.Numbers("fpr"), curve.Select(p => p.FalsePositiveRate));
            Assert.Equal(truth.Numbers("tpr"), curve.Select(p => p.TruePositiveRate));
            Assert.Equal(double.PositiveInfinity, curve[0].Threshold);
            Assert.Equal(truth.Numbers("thresholds"), curve.Skip(1).Select(p => p.Threshold));
        }
    }

    [Fact]
    public void Auc_is_the_share_of_pairs_in_order_with_ties_half()
    {
        var random = new Random(1);
        for (var round = 0; round < 200; round++)
        {
            var scores = Enumerable.Range(0, 2 + random.Next(30)).Select(_ => (double)random.Next(6)).ToArray();
            var anomalous = scores.Select((_, i) => i == 0 || (i > 1 && random.Next(2) == 0)).ToArray();
            var positives = scores.Where((_, i) => anomalous[i]).ToList();
            var negatives = scores.Where((_, i) => !anomalous[i]).ToList();
            var pairs = positives.SelectMany(p => negatives.Select(n => p > n ? 1.0 : p == n ? 0.5 : 0));
            Assert.Equal(pairs.Average(), Roc.Auc(scores, anomalous).Value!.Value, Tolerance);
        }
    }

    [Fact]
    public void Order_of_clips_and_monotonic_maps_of_scores_change_nothing()
    {
        var random = new Random(2);
        var scores = Enumerable.Range(0, 60).Select(_ => Math.Round(random.NextDouble(), 1)).ToArray();
        var anomalous = scores.Select(s => random.NextDouble() < s).ToArray();
        var order = Enumerable.Range(0, 60).ToArray();
        random.Shuffle(order);
        var mapped = order.Select(i => Math.Exp(3 * scores[i]) - 7).ToArray();
        var permuted = order.Select(i => anomalous[i]).ToArray();
        Assert.Equal(Roc.Auc(scores, anomalous), Roc.Auc(mapped, permuted));
        Assert.Equal(Roc.PartialAuc(scores, anomalous), Roc.PartialAuc(mapped, permuted));
    }

    [Fact]
    public void Infinite_scores_are_the_extremes()
    {
        double[] scores = [double.NegativeInfinity, 0, 1, double.PositiveInfinity];
        Assert.Equal(0.75, Roc.Auc(scores, [false, true, false, true]).Value);
    }

    [Theory]
    [InlineData(new bool[0], "no clips")]
    [InlineData(new[] { true, true }, "no normal clips")]
    [InlineData(new[] { false }, "no anomalous clips")]
    public void Without_both_conditions_there_is_a_reason_and_no_number(bool[] anomalous, string reason)
    {
        var scores = new double[anomalous.Length];
        foreach (var value in new[] { Roc.Auc(scores, anomalous), Roc.PartialAuc(scores, anomalous) })
        {
            Assert.Null(value.Value);
            Assert.Equal(reason, value.Reason);
            Assert.Equal($"n/a ({reason})", value.ToString());
        }
        Assert.Empty(Roc.Curve(scores, anomalous));
    }

    [Fact]
    public void Wrong_arguments_throw()
    {
        Assert.Contains("at 1 is NaN", Assert.Throws<ArgumentException>(() => Roc.Auc([0, double.NaN], [true, false])).Message);
        Assert.Throws<ArgumentException>(() => Roc.PartialAuc([double.NaN], [true]));
        Assert.Contains("2 scores, got 1", Assert.Throws<ArgumentException>(() => Roc.Auc([0, 1], [true])).Message);
        foreach (var maxFpr in new[] { 0, -0.1, 1.01, double.NaN })
            Assert.Throws<ArgumentOutOfRangeException>(() => Roc.PartialAuc([0, 1], [true, false], maxFpr));
    }

    private static void AssertClose(double expected, MetricValue actual, string what) =>
        Assert.True(Math.Abs(expected - actual.Value!.Value) <= Tolerance, $"{what}: {actual.Value} instead of {expected}");
}
