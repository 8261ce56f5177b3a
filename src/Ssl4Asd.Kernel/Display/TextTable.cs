using System.Text;

namespace Ssl4Asd.Kernel.Display;

/// <summary>A table as aligned lines of text.</summary>
internal static class TextTable
{
    public static string Of(TableView table)
    {
        var rows = table.Rows.Select(row => row.Select(cell => cell.Text).ToArray()).ToList();
        if (table.Header.Count > 0)
            rows.Insert(0, [.. table.Header]);
        var widths = Enumerable.Range(0, rows.Max(row => row.Length)).Select(column => rows.Max(row => Cell(row, column).Length)).ToArray();
        var numeric = Enumerable.Range(0, widths.Length).Select(table.IsNumeric).ToArray();

        var text = new StringBuilder();
        if (table.Title is not null)
            text.Append(table.Title).Append('\n');
        foreach (var row in rows)
        {
            var cells = widths.Select((width, i) => numeric[i] ? Cell(row, i).PadLeft(width) : Cell(row, i).PadRight(width));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }
        return (table.Note is null ? text : text.Append(table.Note)).ToString().TrimEnd('\n');
    }

    private static string Cell(string[] row, int column) => column < row.Length ? row[column] : "";
}
