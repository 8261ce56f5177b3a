using System.Globalization;
using Ssl4Asd.Data;

namespace Ssl4Asd.Scoring;

/// <summary>One line of <c>scores.csv</c> on its way to a row: what is wrong with it is said with file and line.</summary>
internal sealed class ScoresCsvLine(string path, int line, string[] cells)
{
    public ScoreRow ToRow()
    {
        if (cells.Length != ScoresCsv.Columns.Count)
            throw Wrong($"expected {ScoresCsv.Columns.Count} cells, found {cells.Length}");
        var row = new ScoreRow(
            Word<Subset>(0) ?? throw Unexpected(0, "development or evaluation"), Name(1), Section(), Name(3),
            Word<Domain>(4), Word<Condition>(5), Number(6), Number(7));
        if (Word<Condition>(8) != row.Decision)
            throw Wrong($"decision is '{cells[8]}', but score {(row.Decision == Condition.Anomaly ? "exceeds" : "does not exceed")} threshold");
        return row;
    }

    private T? Word<T>(int column) where T : struct, Enum
    {
        if (cells[column].Length == 0) return null;
        foreach (var value in Enum.GetValues<T>())
        {
            if (value.ToString().Equals(cells[column], StringComparison.OrdinalIgnoreCase)) return value;
        }
        throw Unexpected(column, string.Join(" or ", Enum.GetNames<T>()).ToLowerInvariant());
    }

    // Names become parts of file names elsewhere.
    private string Name(int column) => cells[column].Length > 0 && cells[column].AsSpan().IndexOfAny('/', '\\') < 0
        ? cells[column]
        : throw Unexpected(column, "a name without folder");

    private string Section() => cells[2].Length == 2 && cells[2].All(char.IsAsciiDigit) ? cells[2] : throw Unexpected(2, "two digits");

    private double Number(int column) =>
        double.TryParse(cells[column], NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? value
            : throw Unexpected(column, "a number");

    private InputException Unexpected(int column, string expected) =>
        Wrong($"{ScoresCsv.Columns[column]} is '{cells[column]}', expected {expected}");

    private InputException Wrong(string what) =>
        new($"{path} line {line}: {what}; correct the line or score the run again".ReplaceLineEndings(" "));
}
