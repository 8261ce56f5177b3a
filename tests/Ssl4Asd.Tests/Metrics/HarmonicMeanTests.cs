using Ssl4Asd.Metrics;

namespace Ssl4Asd.Tests.Metrics;

public class HarmonicMeanTests
{
    [Fact]
    public void Agrees_with_scipy()
    {
        foreach (var truth in SklearnTruth.Cases("hmean.json"))
        {
            var mean = HarmonicMean.Of(truth.Numbers("values").Select(v => MetricValue.Of(v)));
            Assert.Equal(truth.GetProperty("hmean").GetDouble(), mean.Value!.Value, 1e-14);
            Assert.Null(mean.Reason);
        }
    }

    [Fact]
    public void Zero_makes_it_zero() =>
        Assert.Equal(0, HarmonicMean.Of([MetricValue.Of(0), MetricValue.Of(0.9)]).Value);

    [Fact]
    public void What_is_not_available_is_left_out_and_counted()
    {
        var mean = HarmonicMean.Of([MetricValue.Of(0.5), MetricValue.NotAvailable("x"), MetricValue.Of(1), MetricValue.NotAvailable("y")]);
        Assert.Equal(2 / 3.0, mean.Value!.Value, 1e-15);
        Assert.Equal("2 of 4 values not available, left out", mean.Reason);
        Assert.Equal("0.6667 (2 of 4 values not available, left out)", mean.ToString());
    }

    [Fact]
    public void Of_nothing_there_is_no_number()
    {
        Assert.Equal("n/a (no values)", HarmonicMean.Of([]).ToString());
        Assert.Equal("n/a (none of 1 values is available)", HarmonicMean.Of([MetricValue.NotAvailable("x")]).ToString());
    }

    [Fact]
    public void Wrong_values_throw()
    {
        Assert.Throws<ArgumentException>(() => HarmonicMean.Of([MetricValue.Of(-0.1)]));
        Assert.Throws<ArgumentException>(() => MetricValue.Of(double.NaN));
        Assert.Throws<ArgumentException>(() => MetricValue.Of(double.PositiveInfinity));
        Assert.Throws<ArgumentException>(() => MetricValue.NotAvailable(" "));
    }
}
