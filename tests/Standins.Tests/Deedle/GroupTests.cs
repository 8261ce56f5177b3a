using Deedle;

namespace Standins.Tests.Deedle;

public class GroupTests
{
    [Fact]
    public void Groups_come_by_first_appearance_with_their_rows_in_order()
    {
        var groups = Results.Frame.GroupRowsBy<string>("Machine");
        Assert.Equal(
            [("fan", 0), ("fan", 2), ("fan", 5), ("valve", 1), ("valve", 4), ("bearing", 3)],
            groups.RowKeys.Select(k => (k.Item1, k.Item2)));
        Assert.Equal(Results.Frame.ColumnKeys, groups.ColumnKeys);
        Assert.Equal(66.5, groups["Auc"][Tuple.Create("valve", 4)]);
    }

    [Fact]
    public void MeanLevel_is_the_mean_of_each_group_that_has_values()
    {
        var means = Results.Frame.GroupRowsBy<string>("Machine").GetColumn<double>("Auc").MeanLevel(k => k.Item1);
        Assert.Equal(["fan", "valve"], means.Keys);
        Assert.Equal(66.5, means["fan"], 1e-12);
        Assert.Equal(68.5, means["valve"], 1e-12);
        Assert.Throws<KeyNotFoundException>(() => means["bearing"]);
    }

    [Fact]
    public void Other_statistics_of_groups()
    {
        // NumPy: std(ddof=1), median, sum, min and max of [61.25, 64.75, 73.5] and [70.5, 66.5].
        var auc = Results.Frame.GroupRowsBy<string>("Machine").GetColumn<double>("Auc");
        Assert.Equal(6.309714732061981, SeriesStatsExtensions.StdDevLevel(auc, k => k.Item1)["fan"], 1e-9);
        Assert.Equal(2.8284271247461903, SeriesStatsExtensions.StdDevLevel(auc, k => k.Item1)["valve"], 1e-9);
        Assert.Equal([64.75, 68.5], auc.MedianLevel(k => k.Item1).Values);
        Assert.Equal([199.5, 137], auc.SumLevel(k => k.Item1).Values);
        Assert.Equal([61.25, 66.5], auc.MinLevel(k => k.Item1).Values);
        Assert.Equal([73.5, 70.5], auc.MaxLevel(k => k.Item1).Values);
    }

    [Fact]
    public void The_standard_deviation_of_one_value_is_missing()
    {
        var frame = Results.Frame.FilterRowsBy("Seed", 2).GroupRowsBy<string>("Machine");
        var deviations = SeriesStatsExtensions.StdDevLevel(frame.GetColumn<double>("Auc"), k => k.Item1);
        Assert.Equal((1, 0), (deviations.KeyCount, deviations.ValueCount));
        Assert.Throws<MissingValueException>(() => deviations["fan"]);
    }

    [Fact]
    public void Groups_nest()
    {
        var means = Results.Frame.GroupRowsBy<string>("Machine").GroupRowsBy<string>("System")
            .GetColumn<double>("Auc").MeanLevel(k => Tuple.Create(k.Item1, k.Item2.Item1));
        Assert.Equal(63, means[Tuple.Create("baseline", "fan")], 1e-12);
        Assert.Equal(73.5, means[Tuple.Create("proposed", "fan")], 1e-12);
        Assert.Equal(4, means.KeyCount);
    }

    [Fact]
    public void Rows_are_grouped_by_functions()
    {
        var byRow = Results.Frame.GroupRowsUsing((_, row) => row.GetAs<string>("System") == "proposed");
        Assert.Equal([(false, 0), (false, 1), (false, 2), (true, 3), (true, 4), (true, 5)], byRow.RowKeys.Select(k => (k.Item1, k.Item2)));
        var byKey = Results.Frame.GroupRowsByIndex(k => k % 2);
        Assert.Equal([0, 2, 4, 1, 3, 5], byKey.RowKeys.Select(k => k.Item2));
    }

    [Fact]
    public void A_column_with_missing_values_cannot_group() =>
        Assert.ThrowsAny<Exception>(() => Results.Frame.GroupRowsBy<double>("Auc"));

    [Fact]
    public void A_pivot_table_has_the_values_of_two_columns_as_keys()
    {
        var table = Results.Frame.PivotTable<int, string, string, string, double>("Machine", "System", f => f["Auc"].Mean());
        Assert.Equal(["baseline", "proposed"], table.ColumnKeys);
        Assert.Equal(["bearing", "fan", "valve"], table.RowKeys.Order());
        Assert.Equal(63, table["baseline"]["fan"], 1e-12);
        Assert.Equal(70.5, table["baseline"]["valve"]);
        Assert.Equal(73.5, table["proposed"]["fan"]);
        Assert.False(table["baseline"].TryGet("bearing").HasValue); // no such rows
        Assert.False(table["proposed"].TryGet("bearing").HasValue); // the mean of nothing
    }

    [Fact]
    public void The_rows_of_a_pivot_table_are_ordered_if_those_of_each_column_are()
    {
        var ordered = Results.Frame.PivotTable<int, string, int, string, int>("Seed", "Machine", f => f.RowCount);
        Assert.Equal(["fan", "valve", "bearing"], ordered.ColumnKeys);
        Assert.Equal([0, 1, 2], ordered.RowKeys);
        Assert.Equal([1, 1, 1], ordered.GetColumn<int>("fan").Values);
        Assert.Equal([1, 1], ordered.GetColumn<int>("valve").Values);
        var asTheyCome = Results.Frame.Rows[[5, 4, 3, 2, 1, 0]]
            .PivotTable<int, string, int, bool, int>("Seed", "Official", f => f.RowCount);
        Assert.Equal([2, 0, 1], asTheyCome.RowKeys);
    }

    [Fact]
    public void A_pivot_table_needs_its_columns_and_all_keys_of_the_new_ones()
    {
        Assert.Throws<MissingValueException>(() =>
            Results.Frame.PivotTable<int, string, string, double, int>("System", "Auc", f => f.RowCount));
        Assert.Throws<KeyNotFoundException>(() =>
            Results.Frame.PivotTable<int, string, string, string, int>("None", "System", f => f.RowCount));
    }
}
