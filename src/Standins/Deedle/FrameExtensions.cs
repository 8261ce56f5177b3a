using System.Globalization;

namespace Deedle;

public static class FrameExtensions
{
    /// <summary>Writes a CSV file, tab-separated if its name ends in .tsv; without the row keys unless told so.</summary>
    /// <param name="frame">What to write.</param>
    /// <param name="path">The file, which is replaced.</param>
    /// <param name="includeRowKeys">Whether to write the row keys, as first columns.</param>
    /// <param name="keyNames">Their headers, one for each level of a tuple; Key, or Key #1, Key #2, … by default.</param>
    /// <param name="separator">Between cells; a comma by default.</param>
    /// <param name="culture">For numbers and dates; invariant by default.</param>
    /// <exception cref="ArgumentException">There are more or fewer names than levels of row keys.</exception>
    public static void SaveCsv<R, C>(
        this Frame<R, C> frame, string path, bool includeRowKeys = false, IEnumerable<string>? keyNames = null,
        char separator = '\0', CultureInfo? culture = null)
    {
        using var writer = new StreamWriter(path);
        var tabs = separator == '\0' && path.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase);
        CsvWriting.Write(frame, writer, includeRowKeys, keyNames, tabs ? '\t' : separator, culture);
    }

    /// <summary>Writes a CSV file with the row keys.</summary>
    public static void SaveCsv<R, C>(
        this Frame<R, C> frame, string path, IEnumerable<string> keyNames, char separator = '\0', CultureInfo? culture = null) =>
        frame.SaveCsv(path, true, keyNames, separator, culture);

    public static void SaveCsv<R, C>(
        this Frame<R, C> frame, TextWriter writer, bool includeRowKeys = false, IEnumerable<string>? keyNames = null,
        char separator = '\0', CultureInfo? culture = null) =>
        CsvWriting.Write(frame, writer, includeRowKeys, keyNames, separator, culture);

    /// <summary>
    /// A row for each value of column <paramref name="r"/>, a column for each value of column <paramref name="c"/>, and
    /// where they meet, what <paramref name="op"/> makes of the rows that have both; missing where no row has.
    /// </summary>
    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    /// <exception cref="MissingValueException">Values of column <paramref name="c"/> are missing.</exception>
    public static Frame<RNew, CNew> PivotTable<R, C, RNew, CNew, T>(this Frame<R, C> frame, C r, C c, Func<Frame<R, C>, T> op)
    {
        return Frame.FromColumns(Group<CNew>(frame, c).SelectValues(rows => Group<RNew>(rows, r).SelectValues(op)));

        static Series<G, Frame<R, C>> Group<G>(Frame<R, C> frame, C column) =>
            frame.Rows.GroupBy(row => row.Value.GetAs<G>(column))
                .SelectValues(rows => frame.TakeRows(frame.RowIndex.LocateAll(rows.Keys)));
    }

    /// <summary>The rows that fulfil a condition.</summary>
    public static Frame<R, C> Where<R, C>(this Frame<R, C> frame, Func<KeyValuePair<R, ObjectSeries<C>>, bool> condition) =>
        frame.Where((row, _) => condition(row));

    public static Frame<R, C> Where<R, C>(
        this Frame<R, C> frame, Func<KeyValuePair<R, ObjectSeries<C>>, int, bool> condition) =>
        frame.TakeRows(frame.RowIndex.LocateAll(frame.Rows.Where(condition).Keys));

    /// <summary>The rows that have this value in a column.</summary>
    public static Frame<R, C> FilterRowsBy<R, C, V>(this Frame<R, C> frame, C column, V value)
    {
        var wanted = new OptionalValue<V>(value);
        var values = frame.GetColumn<V>(column).Vector;
        return frame.TakeRows([.. Enumerable.Range(0, frame.RowCount).Where(i => values[i].Equals(wanted))]);
    }

    /// <summary>Rows by the values of a column, missing ones first.</summary>
    public static Frame<R, C> SortRows<R, C>(this Frame<R, C> frame, C key) =>
        frame.TakeRows(ValueOrder.Of(frame.GetColumn<IComparable>(key).Vector));

    /// <summary>Rows by a projection of the values of a column, missing ones first.</summary>
    public static Frame<R, C> SortRowsBy<R, C, V, V2>(this Frame<R, C> frame, C key, Func<V, V2> f) =>
        frame.TakeRows(ValueOrder.Of(frame.GetColumn<V>(key).SelectValues(f).Vector));

    public static Frame<R, C> SortRowsByKey<R, C>(this Frame<R, C> frame) =>
        frame.TakeRows(frame.RowIndex.Order());

    public static Frame<R, C> SortColumnsByKey<R, C>(this Frame<R, C> frame) =>
        TakeColumns(frame, frame.ColumnIndex.Order());

    /// <exception cref="ArgumentException">There are more or fewer keys than columns.</exception>
    public static Frame<R, C2> IndexColumnsWith<R, C, C2>(this Frame<R, C> frame, IEnumerable<C2> keys)
    {
        var columns = new Index<C2>(keys);
        return columns.Count == frame.ColumnCount ? new(frame.RowIndex, columns, frame.Data)
            : throw new ArgumentException("New keys do not match current column index length", nameof(keys));
    }

    /// <summary>The same rows, numbered from 0.</summary>
    public static Frame<int, C> IndexRowsOrdinally<R, C>(this Frame<R, C> frame) =>
        new(new(Enumerable.Range(0, frame.RowCount)), frame.ColumnIndex, frame.Data);

    /// <summary>Without the rows that lack any value.</summary>
    public static Frame<R, C> DropSparseRows<R, C>(this Frame<R, C> frame) =>
        frame.TakeRows([.. Enumerable.Range(0, frame.RowCount).Where(i => frame.Data.All(v => v.GetObject(i).HasValue))]);

    /// <summary>Without the rows that have no value at all.</summary>
    public static Frame<R, C> DropEmptyRows<R, C>(this Frame<R, C> frame) =>
        frame.TakeRows([.. Enumerable.Range(0, frame.RowCount).Where(i => frame.Data.Any(v => v.GetObject(i).HasValue))]);

    /// <summary>Without the columns that lack any value.</summary>
    public static Frame<R, C> DropSparseColumns<R, C>(this Frame<R, C> frame) =>
        TakeColumns(frame, [.. Enumerable.Range(0, frame.ColumnCount)
            .Where(i => frame.Data[i].Objects.All(v => v.HasValue))]);

    private static Frame<R, C> TakeColumns<R, C>(Frame<R, C> frame, int[] positions) =>
        new(frame.RowIndex, frame.ColumnIndex.Take(positions), positions.Select(i => frame.Data[i]));
}
