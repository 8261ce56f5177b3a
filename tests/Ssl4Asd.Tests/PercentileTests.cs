namespace Ssl4Asd.Tests;

public class PercentileTests
{
    [Fact]
    public void Agrees_with_numpy()
    {
        foreach (var truth in SklearnTruth.Cases("percentile.json"))
            Assert.Equal(truth.GetProperty("result").GetDouble(), Percentile.Of(truth.Numbers("values"), truth.GetProperty("percent").GetDouble()), 1e-14);
    }

    [Fact]
    public void Wrong_arguments_throw()
    {
        Assert.Throws<ArgumentException>(() => Percentile.Of([], 50));
        Assert.Throws<ArgumentException>(() => Percentile.Of([1, double.NaN], 50));
        foreach (var percent in new[] { -1, 101, double.NaN })
            Assert.Throws<ArgumentOutOfRangeException>(() => Percentile.Of([1], percent));
    }
}
