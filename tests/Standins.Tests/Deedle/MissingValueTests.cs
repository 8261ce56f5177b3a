using Deedle;

namespace Standins.Tests.Deedle;

public class MissingValueTests
{
    private static readonly Series<string, double> Series = new(["a", "b", "c"], [1.5, double.NaN, 2.5]);

    [Fact]
    public void NaN_is_missing()
    {
        Assert.Equal((3, 2), (Series.KeyCount, Series.ValueCount));
        Assert.Equal(["a", "b", "c"], Series.Keys);
        Assert.Equal([1.5, 2.5], Series.Values);
        Assert.Equal(["a", "c"], Series.Observations.Select(o => o.Key));
        Assert.Equal([true, false, true], Series.ObservationsAll.Select(o => o.Value.HasValue));
    }

    [Fact]
    public void Null_is_missing_among_references_and_nullables()
    {
        Assert.Equal(1, new Series<int, string?>([0, 1], ["x", null]).ValueCount);
        Assert.Equal(1, new Series<int, double?>([0, 1], [null, 0.5]).ValueCount);
        var frame = Frame.FromRecords(new[] { new { Auc = (double?)0.5, Name = (string?)null }, new { Auc = (double?)null, Name = (string?)"fan" } });
        Assert.Equal([0.5], frame["Auc"].Values);
        Assert.Equal(["fan"], frame.GetColumn<string>("Name").Values);
        Assert.Equal(new OptionalValue<double>(0.5), frame.Rows[0].TryGetAs<double>("Auc"));
        Assert.False(frame.Rows[0].TryGetAs<string>("Name").HasValue);
    }

    [Fact]
    public void A_missing_value_throws_and_an_unknown_key_throws_otherwise()
    {
        Assert.Equal("b", Assert.Throws<MissingValueException>(() => Series["b"]).Key);
        Assert.Throws<MissingValueException>(() => Series.Get("b"));
        Assert.Throws<KeyNotFoundException>(() => Series["d"]);
        Assert.Throws<InvalidOperationException>(() => Series.GetAt(1));
        Assert.Throws<MissingValueException>(() => Results.Frame.Rows[3].GetAs<double>("Auc"));
    }

    [Fact]
    public void TryGet_tells_neither_from_the_other()
    {
        Assert.Equal(1.5, Series.TryGet("a").Value);
        Assert.False(Series.TryGet("b").HasValue);
        Assert.False(Series.TryGet("d").HasValue);
        Assert.False(Series.TryGetAt(1).HasValue);
        Assert.False(Series.ContainsKey("b"));
        Assert.True(Series.ContainsKey("c"));
    }

    [Fact]
    public void Optional_values()
    {
        var missing = OptionalValue<double>.Missing;
        Assert.Throws<InvalidOperationException>(() => missing.Value);
        Assert.Equal(0, missing.ValueOrDefault);
        Assert.Equal(7, missing.OrDefault(7));
        Assert.Null(missing.AsNullable());
        Assert.Equal("<missing>", missing.ToString());
        Assert.Equal(missing, OptionalValue.Empty<double>());
        var value = OptionalValue.Create(0.5);
        Assert.Equal(0.5, value.AsNullable());
        Assert.Equal("0.5", value.ToString());
        Assert.NotEqual(missing, value);
    }

    [Fact]
    public void Select_and_Where_pass_missing_values_by()
    {
        var doubled = Series.Select(o => 2 * o.Value);
        Assert.Equal((3, 2), (doubled.KeyCount, doubled.ValueCount));
        Assert.Equal(5, doubled["c"]);
        Assert.Equal(1, Series.SelectValues(v => v > 2 ? double.NaN : v).ValueCount);
        Assert.Equal(["a", "c"], Series.Where(_ => true).Keys);
        Assert.Equal(2, Results.Frame["Auc"].Select(o => o.Value > 70 ? "good" : null).ValueCount);
    }

    [Fact]
    public void Missing_values_are_dropped_or_filled()
    {
        Assert.Equal(["a", "c"], Series.DropMissing().Keys);
        Assert.Equal([1.5, 0, 2.5], Series.FillMissing(0.0).Values);
        Assert.Equal([0, 1, 2, 4, 5], Results.Frame.DropSparseRows().RowKeys);
        Assert.Equal(["Machine", "System", "Seed", "Official"], Results.Frame.DropSparseColumns().ColumnKeys);
        Assert.Equal([0, 1, 2, 4, 5], Results.Frame.Columns[["Auc"]].DropEmptyRows().RowKeys);
        Assert.Equal(6, Results.Frame.DropEmptyRows().RowCount);
    }
}
