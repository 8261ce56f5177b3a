using Ssl4Asd.Notebooks.Tables;
using static TorchSharp.torch;

namespace Notebooks.Tests.Tables;

public sealed class DataTablesTests(SampleDataset data) : IClassFixture<SampleDataset>
{
    [Fact]
    public void ClassesAreThoseOfTheDataSet()
    {
        var lines = DataTables.Classes(data.Dataset).Text.Split('\n');
        Assert.Equal("6 classes", lines[0]);
        Assert.Equal(["0", "fan", "00", "load_0", "source", "2"], Words(lines[2]));
        Assert.Equal(["5", "saw", "00", "load_3", "target", "2"], Words(lines[7]));
        Assert.Equal("saw: 3 of 6 classes", DataTables.Classes(data.Dataset, "saw").Text.Split('\n')[0]);
    }

    [Fact]
    public void MachinesHaveTheirCounts() => Assert.Equal(["development", "fan", "00", "4", "2", "2", "2", "0"], Words(DataTables.Machines(data.Dataset).Text.Split('\n')[2]));

    [Fact]
    public void AMatrixHasFourDigits()
    {
        var text = DataTables.Matrix(new float[,] { { 1, 2.34567f, -3 }, { 0.00012345f, 5, 6 } }, ["clip", "partner"], ["a", "b", "c"]).Text.Split('\n');
        Assert.Equal(["a", "b", "c"], Words(text[1]));
        Assert.Equal(["clip", "1", "2.346", "-3"], Words(text[2]));
        Assert.Equal(["partner", "0.0001234", "5", "6"], Words(text[3]));
    }

    [Fact]
    public void ATensorIsTheSameMatrix()
    {
        using var values = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, [3, 2]).t(); // not contiguous
        Assert.Equal(["x", "1", "3", "5"], Words(DataTables.Matrix(values, ["x", "y"], ["a", "b", "c"]).Text.Split('\n')[2]));
        Assert.Throws<ArgumentException>(() => DataTables.Matrix(zeros(2), ["x"], ["a"]));
        Assert.Throws<ArgumentException>(() => DataTables.Matrix(values, ["x"], ["a", "b", "c"]));
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
