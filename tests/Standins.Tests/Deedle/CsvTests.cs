using Deedle;

namespace Standins.Tests.Deedle;

public sealed class CsvTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.csv");

    public void Dispose() => File.Delete(_path);

    private Frame<int, string> Read(string text)
    {
        File.WriteAllText(_path, text);
        return Frame.ReadCsv(_path);
    }

    private static string Write<R, C>(Frame<R, C> frame, bool includeRowKeys = false, IEnumerable<string>? keyNames = null, char separator = '\0')
    {
        using var writer = new StringWriter { NewLine = "\n" };
        frame.SaveCsv(writer, includeRowKeys, keyNames, separator);
        return writer.ToString();
    }

    [Theory]
    [InlineData("0.5,2", typeof(decimal))]
    [InlineData("0.5,", typeof(double))]
    [InlineData("0.5,NaN", typeof(double))]
    [InlineData("2,3", typeof(int))]
    [InlineData("2,", typeof(int))]
    [InlineData("2,NA", typeof(double))]
    [InlineData("2,3000000000", typeof(long))]
    [InlineData("0,0", typeof(int))]
    [InlineData("1,1", typeof(int))]
    [InlineData("0,1", typeof(bool))]
    [InlineData("00,01", typeof(bool))]
    [InlineData("0,1,2", typeof(int))]
    [InlineData("True,False", typeof(bool))]
    [InlineData("yes,", typeof(bool))]
    [InlineData("true,2", typeof(string))]
    [InlineData("fan,2", typeof(string))]
    [InlineData("fan,NaN", typeof(string))]
    [InlineData("2,1:30", typeof(string))]
    [InlineData("2024-05-01,2024-05-02", typeof(DateTime))]
    [InlineData("section_00,fan 1", typeof(string))]
    [InlineData("1e300,2", typeof(double))]
    public void The_type_of_a_column_is_that_of_its_cells(string cells, Type type)
    {
        var frame = Read("id,x\n" + string.Concat(cells.Split(',').Select((cell, i) => $"n{i},{cell}\n")));
        Assert.Equal(type, frame.ColumnTypes.Last());
    }

    [Fact]
    public void Numbers_read_as_doubles_whatever_their_columns_type()
    {
        var frame = Read("a,b,c\n0.1,1,2.5e-3\n-12.75,2,1e300\n");
        Assert.Equal([0.1, -12.75], frame["a"].Values);
        Assert.Equal([1.0, 2], frame["b"].Values);
        Assert.Equal([2.5e-3, 1e300], frame["c"].Values);
    }

    [Fact]
    public void Empty_cells_are_missing_but_empty_strings_in_a_column_of_strings()
    {
        var frame = Read("name,i,x,b\nfan,1,0.5,true\n,,,\nvalve,3,NaN,no\n");
        Assert.Equal(["fan", "", "valve"], frame.GetColumn<string>("name").Values);
        Assert.Equal([1, 3], frame.GetColumn<int>("i").Values);
        Assert.Equal([0.5], frame["x"].Values);
        Assert.Equal([true, false], frame.GetColumn<bool>("b").Values);
        Assert.Throws<MissingValueException>(() => frame.Rows[1].GetAs<int>("i"));
        Assert.Equal(7, frame.Rows[1].GetAs("i", 7));
    }

    [Fact]
    public void A_cell_beyond_the_first_hundred_that_does_not_fit_is_missing()
    {
        var frame = Read("x\n" + string.Concat(Enumerable.Repeat("5\n", 100)) + "fan\n6\n");
        Assert.Equal(102, frame.RowCount);
        Assert.Equal(101, frame.GetColumn<int>("x").ValueCount);
        Assert.Equal(typeof(string), Frame.ReadCsv(_path, inferRows: 101).ColumnTypes.Single());
    }

    [Fact]
    public void Options_of_reading()
    {
        File.WriteAllText(_path, "fan;0.5\nvalve;0.75\n");
        var frame = Frame.ReadCsv(_path, hasHeaders: false, separators: ";", maxRows: 1);
        Assert.Equal(["Column1", "Column2"], frame.ColumnKeys);
        Assert.Equal(1, frame.RowCount);
        File.WriteAllText(_path, "id,x\n00,-1\n01,5\n");
        Assert.Equal(["00", "01"], Frame.ReadCsv(_path, inferTypes: false).GetColumn<string>("id").Values);
        Assert.Equal([5.0], Frame.ReadCsv(_path, missingValues: ["-1"])["x"].Values);
        using var stream = File.OpenRead(_path);
        Assert.Equal(2, Frame.ReadCsv(stream).RowCount);
    }

    [Fact]
    public void Quoted_cells_hold_separators_quotes_and_line_ends()
    {
        var frame = Read("name,x\n\"fan, \"\"big\"\"\",1\n\"two\nlines\",2\n");
        Assert.Equal(["fan, \"big\"", "two\nlines"], frame.GetColumn<string>("name").Values);
    }

    [Fact]
    public void A_missing_file_or_header_throws()
    {
        Assert.Throws<FileNotFoundException>(() => Frame.ReadCsv(_path));
        Assert.ThrowsAny<Exception>(() => Read(""));
    }

    [Fact]
    public void Row_keys_are_written_on_request_only()
    {
        var frame = Results.Frame.Columns[["Machine", "Auc", "Official"]].Rows[[2, 3]];
        Assert.Equal("Machine,Auc,Official\nfan,64.75,False\nbearing,,True\n", Write(frame));
        Assert.Equal("Key,Machine,Auc,Official\n2,fan,64.75,False\n3,bearing,,True\n", Write(frame, true));
        Assert.Equal("id;Machine;Auc;Official\n2;fan;64.75;False\n3;bearing;;True\n", Write(frame, true, ["id"], ';'));
        Assert.Throws<ArgumentException>(() => Write(frame, true, ["a", "b"]));
    }

    [Fact]
    public void Grouped_rows_have_a_column_for_each_level_of_their_keys()
    {
        var frame = Results.Frame.Columns[["Machine", "Auc"]].Rows[[0, 1]].GroupRowsBy<string>("Machine");
        frame.DropColumn("Machine");
        Assert.Equal("\"Key #1\",\"Key #2\",Auc\nfan,0,61.25\nvalve,1,70.5\n", Write(frame, true));
        Assert.Equal("machine,row,Auc\nfan,0,61.25\nvalve,1,70.5\n", Write(frame, true, ["machine", "row"]));
    }

    [Fact]
    public void Texts_with_blanks_separators_and_quotes_are_quoted()
    {
        var frame = Frame.FromRecords(new[] { new { Text = "a b", Number = 1e-7 }, new { Text = "say \"x\", y", Number = 0.1 } });
        Assert.Equal("Text,Number\n\"a b\",1E-07\n\"say \"\"x\"\", y\",0.1\n", Write(frame));
    }

    [Fact]
    public void What_is_saved_reads_back()
    {
        Results.Frame.SaveCsv(_path);
        var frame = Frame.ReadCsv(_path);
        Assert.Equal(Results.Frame.ColumnKeys, frame.ColumnKeys);
        Assert.Equal(Results.Frame["Auc"].Values, frame["Auc"].Values);
        Assert.False(frame["Auc"].TryGet(3).HasValue);
        Assert.Equal(Results.Frame.GetColumn<string>("Machine"), frame.GetColumn<string>("Machine"));
        Assert.Equal(Results.Frame.GetColumn<int>("Seed"), frame.GetColumn<int>("Seed"));
        Assert.Equal(Results.Frame.GetColumn<bool>("Official"), frame.GetColumn<bool>("Official"));
    }

    [Fact]
    public void Saved_row_keys_read_back_as_a_column()
    {
        var frame = Results.Frame.PivotTable<int, string, string, string, double>("Machine", "System", f => f["Auc"].Mean());
        frame.SaveCsv(_path, true, new[] { "machine" });
        var read = Frame.ReadCsv(_path).IndexRows<string>("machine");
        Assert.Equal(frame.RowKeys, read.RowKeys);
        Assert.Equal(frame["baseline"], read["baseline"]);
        var first = File.ReadAllText(_path);
        frame.SaveCsv(_path, new[] { "machine" });
        Assert.Equal(first, File.ReadAllText(_path));
    }

    [Fact]
    public void A_tsv_file_is_separated_by_tabs()
    {
        var path = Path.ChangeExtension(_path, ".tsv");
        Results.Frame.SaveCsv(path);
        Assert.StartsWith("Machine\tSystem\tSeed", File.ReadAllText(path), StringComparison.Ordinal);
        File.Delete(path);
    }
}
