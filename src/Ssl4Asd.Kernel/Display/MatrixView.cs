using Microsoft.DotNet.Interactive.Formatting;

namespace Ssl4Asd.Kernel.Display;

/// <summary>The upper left part of an array with two dimensions, by row and column number.</summary>
internal static class MatrixView
{
    private const int MostColumns = 20;

    public static View Of(Array matrix)
    {
        var (rows, columns) = (matrix.GetLength(0), matrix.GetLength(1));
        if (rows == 0 || columns == 0)
            return new TextView($"{TypeName.Of(matrix.GetType())} ({rows} × {columns})");
        var (rowsShown, columnsShown) = (Math.Min(rows, Formatter.ListExpansionLimit), Math.Min(columns, MostColumns));
        var (row0, column0) = (matrix.GetLowerBound(0), matrix.GetLowerBound(1));
        return new TableView
        {
            Header = ["", .. Enumerable.Range(column0, columnsShown).Select(column => $"{column}")],
            Rows =
            [
                .. Enumerable.Range(row0, rowsShown).Select(row => (TableCell[])
                [
                    new($"{row}"),
                    .. Enumerable.Range(column0, columnsShown).Select(column => TableCell.Of(matrix.GetValue(row, column))),
                ])
            ],
            Note = SequenceView.Note(rows - rowsShown, columns - columnsShown),
        };
    }
}
