using Ssl4Asd.Experiments.Bench;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Tests.Experiments.Bench;

public class ScalingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_exponent_of_a_power_law_is_found(double exponent)
        => Assert.Equal(exponent, PowerLaw.Exponent([.. new[] { 1.0, 2, 7, 40 }.Select(x => (x, 3 * Math.Pow(x, exponent)))]), 1e-12);

    [Fact]
    public void The_exponent_is_the_slope_of_the_line_through_the_logarithms()
        // (0, 0), (1, 2), (2, 1) in powers of two: slope 1/2
        => Assert.Equal(0.5, PowerLaw.Exponent([(1, 1), (2, 4), (4, 2)]), 1e-12);

    [Theory]
    [InlineData(0.89, "slower than linear")]
    [InlineData(0.91, "linear")]
    [InlineData(1.09, "linear")]
    [InlineData(1.11, "faster than linear")]
    public void Words_follow_the_rule(double exponent, string word) => Assert.Equal(word, PowerLaw.Word(exponent));

    [Fact]
    public void Points_that_no_power_law_goes_through_throw()
    {
        Assert.Throws<ArgumentException>(() => PowerLaw.Exponent([]));
        Assert.Throws<ArgumentException>(() => PowerLaw.Exponent([(2, 1), (2, 3)]));
        Assert.Throws<ArgumentException>(() => PowerLaw.Exponent([(1, 1), (2, 0)]));
        Assert.Throws<ArgumentException>(() => PowerLaw.Exponent([(0, 1), (2, 1)]));
        Assert.Throws<ArgumentException>(() => PowerLaw.Exponent([(1, 1), (2, double.NaN)]));
    }

    [Fact]
    public void A_series_has_no_exponent_of_memory_where_memory_is_not_known()
    {
        var series = new ScalingSeries("w", "s", [new(1, 1, 100), new(2, 4, 200)]);
        Assert.Equal(2, series.TimeExponent, 1e-12);
        Assert.Equal(1, series.MemoryExponent!.Value, 1e-12);
        Assert.Null((series with { Points = [.. series.Points, new(4, 16, null)] }).MemoryExponent);
    }

    public static TheoryData<string, double, int> Presets() => new()
    {
        { "paper", 18, 64 }, { "demo", 2, 16 }, { "tiny", 0.5, 8 }, { "paper", 0.2, 2 }, { "paper", 600, 3 },
    };

    [Theory]
    [MemberData(nameof(Presets))]
    public void The_plan_varies_one_size_at_a_time_and_all_its_tasks_are_possible(string name, double seconds, int batch)
    {
        var preset = Preset.Named(name) with { ClipSeconds = seconds, Training = Preset.Named(name).Training with { BatchSize = batch } };
        foreach (var (work, size, points) in ScalingPlan.Series(preset, "cpu"))
        {
            Assert.True(points.Count >= 2, size);
            Assert.All(points, p => p.Task.Preset.Validate());
            Assert.Equal(points.Select(p => p.At).Distinct().Order(), points.Select(p => p.At));
            (double, double, double, double) Sizes(BenchTask t) => (t.Preset.ClipSeconds, t.Preset.Training.BatchSize, t.Classes, t.Clips);
            var (first, second) = (Sizes(points[0].Task), Sizes(points[1].Task));
            var varied = new[] { (first.Item1, second.Item1), (first.Item2, second.Item2), (first.Item3, second.Item3), (first.Item4, second.Item4) }.Where(s => s.Item1 != s.Item2).ToList();
            Assert.Equal((points[0].At, points[1].At), Assert.Single(varied));
            Assert.Single(points.Select(p => p.Task.Work).Distinct());
            Assert.NotEqual("", work);
        }
    }
}
