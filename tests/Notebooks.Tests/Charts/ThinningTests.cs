using Ssl4Asd.Notebooks.Charts;

namespace Notebooks.Tests.Charts;

public class ThinningTests
{
    [Fact]
    public void AnEnvelopeKeepsTheExtremesOfEachBand()
    {
        float[] samples = [.. Enumerable.Range(0, 1000).Select(i => MathF.Sin(i * i))];
        var kept = Thinning.Envelope(samples, 10);
        Assert.True(kept.SequenceEqual(kept.Order()));
        for (var band = 0; band < 10; band++)
        {
            var own = kept.Where(i => i / 100 == band).Select(i => samples[i]).ToList();
            Assert.Equal(samples[(band * 100)..(band * 100 + 100)].Min(), own.Min());
            Assert.Equal(samples[(band * 100)..(band * 100 + 100)].Max(), own.Max());
        }
    }

    [Fact]
    public void PoolingKeepsTheLargestPowerWithItsSign()
    {
        var values = new float[4, 4];
        (values[0, 0], values[1, 1], values[2, 3]) = (1, -3, 2);
        var pooled = Thinning.Pool(values, 2, 2);
        Assert.Equal([-3, 0, 0, 2], pooled.Cast<float>());
        Assert.Equal([0.5, 2.5], Thinning.Middles(2, 4));
        Assert.Equal(values, Thinning.Pool(values, 10, 10)); // nothing to pool
    }

    [Theory]
    [InlineData(123456.7, 123456.7)]
    [InlineData(0.000123456, 0.0001235)]
    [InlineData(-12.34567, -12.35)]
    [InlineData(0, 0)]
    public void FourDigitsAreKept(double value, double rounded) => Assert.Equal(rounded, Thinning.Round(value));

    [Fact]
    public void EveryValueIsCountedOnce()
    {
        double[] values = [1, 1.1, 2, 3, 3];
        var bins = Counts.Bins(values, 5);
        Assert.Equal([1, 1.5, 2, 2.5, 3], bins.Middles);
        Assert.Equal([2, 0, 1, 0, 2], Counts.In(bins, values));
        Assert.Equal([3], Counts.In(Counts.Bins([2.0, 2, 2], 5), [2.0, 2, 2]));
    }
}
