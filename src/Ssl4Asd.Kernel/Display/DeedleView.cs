using System.Collections;
using Microsoft.DotNet.Interactive.Formatting;

namespace Ssl4Asd.Kernel.Display;

/// <summary>
/// Frames and series of Deedle, known by the names of their types, since the kernel runs without Deedle as well. Row
/// keys, column keys, the first rows; what is missing is empty.
/// </summary>
internal static class DeedleView
{
    private const int MostColumns = 20;

    public static View? Of(object value)
    {
        for (var type = value.GetType(); type is not null; type = type.BaseType)
        {
            if (!type.IsGenericType)
                continue;
            switch (type.GetGenericTypeDefinition().FullName)
            {
                case "Deedle.Frame`2":
                    return Frame(value);
                case "Deedle.Series`2":
                    return Series(value);
            }
        }
        return null;
    }

    private static View Frame(object frame)
    {
        var (rows, columns) = (Get<int>(frame, "RowCount"), Get<int>(frame, "ColumnCount"));
        var (rowsShown, columnsShown) = (Math.Min(rows, Formatter.ListExpansionLimit), Math.Min(columns, MostColumns));
        if (rowsShown == 0 || columns == 0)
            return new TextView($"Frame ({rows} rows × {columns} columns)");
        var getColumn = frame.GetType().GetMethod("GetColumnAt")!.MakeGenericMethod(typeof(object));
        var series = Enumerable.Range(0, columnsShown).Select(i => getColumn.Invoke(frame, [i])!).ToArray();
        return new TableView
        {
            Header = ["", .. Keys(frame, "ColumnKeys", columnsShown).Select(key => key.Text)],
            Rows = [.. Keys(frame, "RowKeys", rowsShown).Select((key, row) => (TableCell[])[key, .. series.Select(column => At(column, row))])],
            Note = SequenceView.Note(rows - rowsShown, columns - columnsShown),
        };
    }

    private static View Series(object series)
    {
        var count = Get<int>(series, "KeyCount");
        var shown = Math.Min(count, Formatter.ListExpansionLimit);
        if (shown == 0)
            return new TextView($"Series ({count} values)");
        return new TableView
        {
            Header = ["", "value"],
            Rows = [.. Keys(series, "Keys", shown).Select((key, row) => (TableCell[])[key, At(series, row)])],
            Note = SequenceView.Note(count - shown, 0),
        };
    }

    private static IEnumerable<TableCell> Keys(object owner, string property, int count) =>
        Sequences.Take(Get<IEnumerable>(owner, property), count).Select(TableCell.Of);

    private static TableCell At(object series, int row)
    {
        var optional = series.GetType().GetMethod("TryGetAt", [typeof(int)])!.Invoke(series, [row])!;
        return Get<bool>(optional, "HasValue") ? TableCell.Of(Get<object>(optional, "Value")) : TableCell.Empty;
    }

    private static T Get<T>(object owner, string property) => (T)owner.GetType().GetProperty(property)!.GetValue(owner)!;
}
