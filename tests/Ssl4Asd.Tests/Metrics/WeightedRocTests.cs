using Ssl4Asd.Metrics;

namespace Ssl4Asd.Tests.Metrics;

public class WeightedRocTests
{
    [Fact]
    public void Agrees_with_scikit_learns_sample_weight()
    {
        var cases = SklearnTruth.Cases("bootstrap.json").ToList();
        foreach (var truth in cases)
        {
            var (auc, partial) = Areas(truth.Numbers("scores"), [.. truth.Numbers("labels").Select(l => l == 1)], [.. truth.Numbers("weights").Select(w => (int)w)]);
            Assert.Equal(truth.GetProperty("auc").GetDouble(), auc, 1e-12);
            Assert.Equal(truth.GetProperty("partial").GetDouble(), partial, 1e-12);
        }
        Assert.Equal(48, cases.Count);
    }

    [Fact]
    public void Equals_the_curve_of_the_repeated_clips_to_the_bit()
    {
        var random = new Random(1);
        for (var round = 0; round < 2000; round++)
        {
            var n = 2 + random.Next(60);
            var scores = Enumerable.Range(0, n).Select(_ => round % 2 == 0 ? random.NextDouble() : random.Next(8)).ToArray();
            var anomalous = scores.Select((_, i) => i == 0 || (i > 1 && random.Next(3) == 0)).ToArray();
            var weights = scores.Select((_, i) => random.Next(4) + (i < 2 ? 1 : 0)).ToArray();
            var repeated = Enumerable.Range(0, n).SelectMany(i => Enumerable.Repeat(i, weights[i])).ToArray();
            double[] s = [.. repeated.Select(i => scores[i])];
            bool[] a = [.. repeated.Select(i => anomalous[i])];
            Assert.Equal((Roc.Auc(s, a).Value!.Value, Roc.PartialAuc(s, a).Value!.Value), Areas(scores, anomalous, weights));
        }
    }

    [Fact]
    public void Only_members_count()
    {
        var curve = new WeightedRoc([3, 1, 2, 9], [true, false, true, false], [0, 1, 2]);
        Assert.Equal((1.0, 1.0), curve.Areas([1, 1, 1, 5]));
    }

    [Fact]
    public void Without_both_conditions_there_is_no_number()
    {
        var curve = new WeightedRoc([0, 1], [false, true], [0, 1]);
        foreach (var weights in new[] { new[] { 0, 1 }, [1, 0], [0, 0] })
            Assert.Equal((double.NaN, double.NaN), curve.Areas(weights));
    }

    [Fact]
    public void Wrong_arguments_throw()
    {
        Assert.Contains("2 scores, got 1", Assert.Throws<ArgumentException>(() => new WeightedRoc([0, 1], [true], [0])).Message);
        Assert.Contains("at 1 is NaN", Assert.Throws<ArgumentException>(() => new WeightedRoc([0, double.NaN], [true, false], [0, 1])).Message);
        Assert.Contains("2 weights, got 3", Assert.Throws<ArgumentException>(() => new WeightedRoc([0, 1], [true, false], [0, 1]).Areas([1, 1, 1])).Message);
    }

    private static (double Auc, double PartialAuc) Areas(double[] scores, bool[] anomalous, int[] weights) =>
        new WeightedRoc(scores, anomalous, [.. Enumerable.Range(0, scores.Length)]).Areas(weights);
}
