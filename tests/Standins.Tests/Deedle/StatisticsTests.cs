using Deedle;

namespace Standins.Tests.Deedle;

/// <summary>Truth from NumPy: x = [61.25, 70.5, 64.75, 58, 73.5, 66.125]; deviations with ddof=1.</summary>
public class StatisticsTests
{
    private static readonly Series<int, double> Series =
        new(Enumerable.Range(0, 7), [61.25, 70.5, 64.75, double.NaN, 58, 73.5, 66.125]);

    private static readonly Series<int, double> Empty = Series.Where(_ => false);

    [Fact]
    public void Sums_and_means_skip_missing_values()
    {
        Assert.Equal(394.125, Series.Sum());
        Assert.Equal(65.6875, Series.Mean(), 1e-12);
        Assert.Equal((58, 73.5), (Series.Min(), Series.Max()));
    }

    [Fact]
    public void Standard_deviations_are_of_samples() => Assert.Equal(5.728083230889719, Series.StdDev(), 1e-9);

    [Fact]
    public void Medians_of_even_and_odd_counts()
    {
        Assert.Equal(65.4375, Series.Median());
        Assert.Equal(64.75, Series.Where(o => o.Key < 3).Median());
    }

    [Fact]
    public void Of_nothing_everything_is_NaN() => Assert.All(
        [Empty.Sum(), Empty.Mean(), Empty.Min(), Empty.Max(), Empty.Median(), Empty.StdDev()], v => Assert.Equal(double.NaN, v));

    [Fact]
    public void The_deviation_of_one_value_is_NaN() => Assert.Equal(double.NaN, Series.Where(o => o.Key == 0).StdDev());

    [Fact]
    public void Other_numbers_are_taken_as_doubles()
    {
        Assert.Equal(1.5, new Series<int, int>([0, 1], [1, 2]).Mean());
        Assert.Equal(1.5f, new Series<int, decimal>([0, 1], [1m, 2m]).Median());
        Assert.Equal(1 / Math.Sqrt(2), new Series<int, long>([0, 1], [1, 2]).StdDev(), 1e-12);
    }

    [Fact]
    public void Statistics_of_frames_are_missing_for_columns_without_numbers()
    {
        var means = Results.Frame.Mean();
        Assert.Equal(Results.Frame.ColumnKeys, means.Keys);
        Assert.Equal(["Seed", "Auc"], means.DropMissing().Keys);
        Assert.Equal(4 / 6.0, means["Seed"], 1e-12);
        Assert.Equal(67.3, means["Auc"], 1e-12);
        Assert.Equal(4, Results.Frame.Sum()["Seed"]);
        Assert.Equal(61.25, Results.Frame.Min()["Auc"]);
        Assert.Equal(73.5, Results.Frame.Max()["Auc"]);
        Assert.Equal(66.5, Results.Frame.Median()["Auc"]);
        Assert.Equal(0.816496580927726, Results.Frame.StdDev()["Seed"], 1e-9);
    }
}
