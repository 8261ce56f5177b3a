using Deedle;

namespace Standins.Tests.Deedle;

public class SeriesTests
{
    private static readonly Series<string, int> Series = new(["fan", "valve", "bearing"], [2, 3, 1]);

    [Fact]
    public void Values_are_found_by_key_and_by_position()
    {
        Assert.Equal(3, Series["valve"]);
        Assert.Equal(1, Series.GetAt(2));
        Assert.Equal("bearing", Series.GetKeyAt(2));
        Assert.Equal(("fan", "bearing"), (Series.FirstKey(), Series.LastKey()));
        Assert.Equal((2, 1), (Series.FirstValue(), Series.LastValue()));
        Assert.False(Series.IsEmpty);
        Assert.Equal(Series, new Series<string, int>(Series.Observations));
    }

    [Fact]
    public void Keys_are_unique_and_as_many_as_values()
    {
        Assert.Throws<ArgumentException>(() => new Series<int, int>([1, 1], [2, 3])[1]);
        Assert.Throws<InvalidOperationException>(() => new Series<int, int>([1, 2], [2])[1]);
    }

    [Fact]
    public void Series_are_sorted_by_value_or_key()
    {
        Assert.Equal(["bearing", "fan", "valve"], Series.Sort().Keys);
        Assert.Equal(["valve", "fan", "bearing"], Series.SortBy(v => -v).Keys);
        Assert.Equal(["bearing", "fan", "valve"], Series.SortByKey().Keys);
        Assert.Equal([1, 2, 3], Series.SortByKey().Values);
        Assert.Equal(["b", "c", "a"], new Series<string, double>(["a", "b", "c"], [2, double.NaN, 1]).Sort().Keys);
    }

    [Fact]
    public void Series_are_projected_and_filtered()
    {
        Assert.Equal(["fan2", "valve3", "bearing1"], Series.Select(o => o.Key + o.Value).Values);
        Assert.Equal([0, 1, 2], Series.Select((_, i) => i).Values);
        Assert.Equal([0.5, 1.5], Series.SelectValues(v => v - 1.5).Where(o => o.Value > 0).Values);
        Assert.Equal(["fan"], Series.Where((o, i) => o.Value == 2 && i == 0).Keys);
        Assert.Equal([3, 5, 7], Series.SelectKeys(o => o.Key.Length).Keys);
    }

    [Fact]
    public void Series_are_realigned_to_keys()
    {
        var realigned = Series[["bearing", "pump"]];
        Assert.Equal(["bearing", "pump"], realigned.Keys);
        Assert.Equal(1, realigned.ValueCount);
        Assert.Equal(realigned, Series.GetItems(["bearing", "pump"]));
    }

    [Fact]
    public void Series_are_grouped()
    {
        var groups = Series.GroupBy(o => o.Value % 2);
        Assert.Equal([0, 1], groups.Keys);
        Assert.Equal(["valve", "bearing"], groups[1].Keys);
    }

    [Fact]
    public void A_builder_collects_a_series()
    {
        var builder = new SeriesBuilder<string, double> { { "a", 1 } };
        builder.Add("b", 2);
        Assert.Equal(2, builder.Series["b"]);
        Assert.Equal(["a", "b"], builder.Series.Keys);
    }

    [Fact]
    public void Rows_give_their_values_by_type()
    {
        var row = Results.Frame.Rows[0];
        Assert.Equal(["fan", "baseline"], row.GetValues<string>());
        Assert.Equal([0.0, 61.25], row.GetValues<double>());
        Assert.Equal(61.25, row.GetAtAs<double>(3));
        Assert.True(Results.Frame.Columns["Seed"].TryAs<double>().HasValue);
        Assert.False(Results.Frame.Columns["Machine"].TryAs<double>().HasValue);
        Assert.False(Results.Frame.Columns["Auc"].TryAs<int>().HasValue);
    }
}
