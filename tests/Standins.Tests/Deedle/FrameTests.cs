using Deedle;

namespace Standins.Tests.Deedle;

public class FrameTests
{
    [Fact]
    public void Records_become_numbered_rows_and_named_typed_columns()
    {
        var frame = Results.Frame;
        Assert.Equal(6, frame.RowCount);
        Assert.Equal(5, frame.ColumnCount);
        Assert.Equal([0, 1, 2, 3, 4, 5], frame.RowKeys);
        Assert.Equal(["Machine", "System", "Seed", "Auc", "Official"], frame.ColumnKeys);
        Assert.Equal([typeof(string), typeof(string), typeof(int), typeof(double), typeof(bool)], frame.ColumnTypes);
    }

    [Fact]
    public void A_single_value_is_found_by_row_and_by_column()
    {
        var frame = Results.Frame;
        Assert.Equal("valve", frame.Rows[1].GetAs<string>("Machine"));
        Assert.Equal(70.5, frame.Rows[1].GetAs<double>("Auc"));
        Assert.Equal(70.5, frame.Columns["Auc"][1]);
        Assert.Equal(70.5, frame["Auc", 1]);
        Assert.Equal(70.5, frame["Auc"][1]);
        Assert.Equal("valve", frame.GetColumn<string>("Machine")[1]);
        Assert.Equal("valve", frame.GetRow<object>(1)["Machine"]);
    }

    [Fact]
    public void Columns_and_values_are_converted_on_demand()
    {
        var frame = Results.Frame;
        Assert.Equal([0.0, 0, 1, 0, 1, 2], frame["Seed"].Values);
        Assert.Equal(["0", "0", "1", "0", "1", "2"], frame.GetColumn<string>("Seed").Values);
        Assert.Equal(2.0, frame.Rows[5].GetAs<double>("Seed"));
        Assert.Equal(2.0, frame.Columns["Seed"].As<double>()[5]);
        Assert.Equal([1, 1, 0, 1, 0, 1], frame.GetColumn<int>("Official").Values);
    }

    [Fact]
    public void What_does_not_convert_throws()
    {
        var frame = Results.Frame;
        Assert.Throws<FormatException>(() => frame["Machine"][0]);
        Assert.Throws<FormatException>(() => frame.Rows[0].GetAs<double>("Machine"));
        Assert.Throws<InvalidCastException>(() => frame.Rows[0].GetAs<DateTime>("Auc"));
    }

    [Fact]
    public void Unknown_keys_throw()
    {
        var frame = Results.Frame;
        Assert.Throws<ArgumentException>(() => frame["None"]);
        Assert.Throws<ArgumentException>(() => frame.GetColumn<string>("None"));
        Assert.Throws<KeyNotFoundException>(() => frame.Columns["None"]);
        Assert.Throws<KeyNotFoundException>(() => frame.Rows[6]);
        Assert.Throws<KeyNotFoundException>(() => frame.Rows[0].GetAs<double>("None"));
        Assert.Throws<KeyNotFoundException>(() => frame.Rows[0].GetAs("None", 1.0));
        Assert.Throws<InvalidOperationException>(() => frame.GetRow<object>(6));
        Assert.Throws<ArgumentOutOfRangeException>(() => frame.GetRowAt<object>(6));
        Assert.False(frame.TryGetRow<object>(6).HasValue);
    }

    [Fact]
    public void Rows_keep_their_keys_in_GetRow_and_convert_one_by_one()
    {
        var row = Results.Frame.GetRow<double>(2);
        Assert.Equal(["Machine", "System", "Seed", "Auc", "Official"], row.Keys);
        Assert.Equal(64.75, row["Auc"]);
        Assert.Equal(1, row["Seed"]);
    }

    [Fact]
    public void Columns_join_by_their_keys_in_order()
    {
        var frame = Frame.FromColumns(new[]
        {
            KeyValue.Create("a", new Series<int, double>([1, 3], [0.1, 0.3])),
            KeyValue.Create("b", new Series<int, double>([0, 3], [10, 30])),
        });
        Assert.Equal([0, 1, 3], frame.RowKeys);
        Assert.Equal([0.1, 0.3], frame["a"].Values);
        Assert.False(frame["a"].TryGet(0).HasValue);
        Assert.Equal(30, frame["b"][3]);
    }

    [Fact]
    public void Columns_of_unordered_keys_keep_the_order_of_appearance()
    {
        var frame = Frame.FromColumns(new[]
        {
            KeyValue.Create("a", new Series<string, int>(["fan", "bearing"], [1, 2])),
            KeyValue.Create("b", new Series<string, int>(["valve", "fan"], [3, 4])),
        });
        Assert.Equal(["fan", "bearing", "valve"], frame.RowKeys);
        Assert.Equal([3, 4], frame.GetColumn<int>("b").Values.Order());
    }

    [Fact]
    public void Columns_of_different_types_make_a_frame()
    {
        var frame = new Frame<int, string>(
            ["name", "auc"], new ISeries<int>[] { new Series<int, string>([0, 1], ["fan", "valve"]), new Series<int, double>([0, 1], [0.5, 0.75]) });
        Assert.Equal([typeof(string), typeof(double)], frame.ColumnTypes);
        Assert.Equal(0.75, frame.Rows[1].GetAs<double>("auc"));
        Assert.Equal([0, 1], Frame.FromColumns(new[] { frame["auc"], frame["auc"] }).ColumnKeys);
    }

    [Fact]
    public void Columns_are_added_by_key_or_in_order()
    {
        var frame = Frame.FromRecords(new[] { new { Id = 10 }, new { Id = 11 }, new { Id = 12 } });
        frame.AddColumn("byKey", new Series<int, double>([2, 0, 7], [0.2, 0.0, 0.7]));
        frame.AddColumn("inOrder", new[] { "x", "y" });
        Assert.Equal(["Id", "byKey", "inOrder"], frame.ColumnKeys);
        Assert.Equal([0, 1, 2], frame.RowKeys);
        Assert.Equal([0.0, 0.2], frame["byKey"].Values);
        Assert.Equal([true, false, true], frame["byKey"].ObservationsAll.Select(o => o.Value.HasValue));
        Assert.Equal(["x", "y"], frame.GetColumn<string>("inOrder").Values);
        Assert.Throws<InvalidOperationException>(() => frame.AddColumn("Id", new[] { 1, 2, 3 }));
    }

    [Fact]
    public void An_empty_frame_takes_its_rows_from_the_first_column()
    {
        var byKey = Frame.CreateEmpty<string, string>();
        byKey.AddColumn("auc", new Series<string, double>(["fan", "valve"], [0.5, 0.75]));
        Assert.Equal(["fan", "valve"], byKey.RowKeys);
        var inOrder = Frame.CreateEmpty<int, string>();
        Assert.True(inOrder.IsEmpty);
        inOrder.AddColumn("auc", new[] { 0.5, 0.75 });
        Assert.Equal([0, 1], inOrder.RowKeys);
        Assert.Equal(0.75, inOrder["auc"][1]);
    }

    [Fact]
    public void Columns_are_replaced_at_the_end_dropped_and_renamed()
    {
        var frame = Results.Frame;
        frame["Seed"] = frame["Seed"].Select(o => o.Value * 10);
        Assert.Equal(["Machine", "System", "Auc", "Official", "Seed"], frame.ColumnKeys);
        Assert.Equal(20, frame["Seed"][5]);
        frame.ReplaceColumn("Auc", new[] { 1, 2, 3, 4, 5, 6 });
        Assert.Equal(typeof(int), frame.ColumnTypes.Last());
        frame.DropColumn("Official");
        frame.RenameColumn("Auc", "auc");
        frame.RenameColumn("none", "whatever");
        Assert.Equal(["Machine", "System", "Seed", "auc"], frame.ColumnKeys);
        frame.RenameColumns(name => name.ToUpperInvariant());
        Assert.Equal(["MACHINE", "SYSTEM", "SEED", "AUC"], frame.ColumnKeys);
        frame.RenameColumns(["a", "b", "c", "d"]);
        Assert.Equal(6, frame["d"][5]);
        Assert.Throws<ArgumentException>(() => frame.DropColumn("none"));
        Assert.Throws<ArgumentException>(() => frame.RenameColumns(["a"]));
    }

    [Fact]
    public void A_clone_keeps_its_columns()
    {
        var frame = Results.Frame;
        var clone = frame.Clone();
        clone.DropColumn("Auc");
        Assert.Equal(5, frame.ColumnCount);
        Assert.Equal(4, clone.ColumnCount);
    }

    [Fact]
    public void Rows_and_columns_are_chosen_by_their_keys()
    {
        var columns = Results.Frame.Columns[["Auc", "Machine"]];
        Assert.Equal(["Auc", "Machine"], columns.ColumnKeys);
        Assert.Equal(6, columns.RowCount);
        var rows = Results.Frame.Rows[[4, 0]];
        Assert.Equal([4, 0], rows.RowKeys);
        Assert.Equal([66.5, 61.25], rows["Auc"].Values);
    }

    [Fact]
    public void Rows_are_filtered()
    {
        var frame = Results.Frame;
        Assert.Equal([0, 2, 5], frame.FilterRowsBy("Machine", "fan").RowKeys);
        Assert.Equal([2, 4], frame.FilterRowsBy("Seed", 1).RowKeys);
        var good = frame.Where(row => row.Value.GetAs("Auc", 0.0) > 65);
        Assert.Equal([1, 4, 5], good.RowKeys);
        Assert.Equal(frame.ColumnKeys, good.ColumnKeys);
        Assert.Equal(73.5, good["Auc"][5]);
        Assert.Equal([0, 1], frame.Where((_, i) => i < 2).RowKeys);
        Assert.Equal(0, frame.FilterRowsBy("Machine", "none").RowCount);
    }

    [Fact]
    public void Rows_are_sorted_by_a_column_with_missing_values_first()
    {
        var frame = Results.Frame;
        Assert.Equal([3, 0, 2, 4, 1, 5], frame.SortRows("Auc").RowKeys);
        Assert.Equal([3, 5, 1, 4, 2, 0], frame.SortRowsBy("Auc", (double auc) => -auc).RowKeys);
        Assert.Equal(["bearing", "fan", "fan", "fan", "valve", "valve"], frame.SortRows("Machine").GetColumn<string>("Machine").Values);
        Assert.Equal(frame.RowKeys, frame.SortRows("Auc").SortRowsByKey().RowKeys);
        Assert.Equal(["Auc", "Machine", "Official", "Seed", "System"], frame.SortColumnsByKey().ColumnKeys);
    }

    [Fact]
    public void Texts_are_sorted_by_code_unit()
    {
        var frame = Frame.FromRecords(new[] { new { Name = "fan" }, new { Name = "Valve" }, new { Name = "ToyCar" } });
        Assert.Equal(["ToyCar", "Valve", "fan"], frame.SortRows("Name").GetColumn<string>("Name").Values);
    }

    [Fact]
    public void Rows_are_indexed_by_a_column()
    {
        var frame = Results.Frame.FilterRowsBy("System", "baseline").FilterRowsBy("Seed", 0);
        var byMachine = frame.IndexRows<string>("Machine");
        Assert.Equal(["fan", "valve"], byMachine.RowKeys);
        Assert.DoesNotContain("Machine", byMachine.ColumnKeys);
        Assert.Equal(70.5, byMachine["Auc"]["valve"]);
        Assert.Contains("Machine", frame.IndexRows<string>("Machine", true).ColumnKeys);
        Assert.Throws<ArgumentException>(() => Results.Frame.IndexRows<string>("Machine"));
        Assert.Equal([0, 1], byMachine.IndexRowsOrdinally().RowKeys);
        Assert.Equal([1, 2, 3, 4], byMachine.IndexColumnsWith([1, 2, 3, 4]).ColumnKeys);
        Assert.Throws<ArgumentException>(() => byMachine.IndexColumnsWith([1, 2]));
    }

    [Fact]
    public void Values_come_as_an_array_or_a_list()
    {
        var frame = Results.Frame.Columns[["Seed", "Auc"]];
        var array = frame.ToArray2D<double>();
        Assert.Equal((6, 2), (array.GetLength(0), array.GetLength(1)));
        Assert.Equal((1, 64.75), (array[2, 0], array[2, 1]));
        Assert.Equal(double.NaN, array[3, 1]);
        Assert.Equal(-1, frame.ToArray2D(-1.0)[3, 1]);
        Assert.Throws<InvalidOperationException>(() => frame.ToArray2D<decimal>());
        Assert.Equal([0, 0, 1, 0, 1, 2, 61.25, 70.5, 64.75, 66.5, 73.5], frame.GetAllValues<double>());
        Assert.Equal(["Seed", "Auc", "Official"], Results.Frame.GetAllColumns<double>().Select(c => c.Key));
    }

    [Fact]
    public void Frames_are_equal_by_keys_and_values()
    {
        Assert.True(Results.Frame.Equals(Results.Frame));
        Assert.False(Results.Frame.Equals(Results.Frame.FilterRowsBy("Seed", 0)));
    }
}
