namespace Deedle;

/// <summary>A table: columns of any types by key, and rows by key. Its columns can be changed, its rows cannot.</summary>
/// <typeparam name="TRowKey">What rows are looked up by.</typeparam>
/// <typeparam name="TColumnKey">What columns are looked up by.</typeparam>
public class Frame<TRowKey, TColumnKey>
{
    private Index<TRowKey> _rows;
    private Index<TColumnKey> _columns;
    private readonly List<Vector> _data;

    internal Frame(Index<TRowKey> rows, Index<TColumnKey> columns, IEnumerable<Vector> data)
    {
        _rows = rows;
        _columns = columns;
        _data = [.. data];
    }

    /// <summary>A frame of these columns, whose rows are the union of theirs.</summary>
    public Frame(IEnumerable<TColumnKey> names, IEnumerable<ISeries<TRowKey>> columns)
    {
        ISeries<TRowKey>[] series = [.. columns];
        _rows = Index<TRowKey>.Union([.. series.Select(s => s.Index)]);
        _columns = new(names);
        _data = [.. series.Select(s => s.Vector.Take(s.Index.LocateAll(_rows.Keys)))];
    }

    public bool IsEmpty => RowCount == 0;

    public int RowCount => _rows.Count;

    public int ColumnCount => _columns.Count;

    public IEnumerable<TRowKey> RowKeys => _rows.Keys;

    public IEnumerable<TColumnKey> ColumnKeys => _columns.Keys;

    public IEnumerable<Type> ColumnTypes => _data.Select(vector => vector.ElementType);

    public RowSeries<TRowKey, TColumnKey> Rows => new(this, _rows, new(RowCount, i => new(Row(i))));

    public ColumnSeries<TRowKey, TColumnKey> Columns =>
        new(this, _columns, Vector<ObjectSeries<TRowKey>>.FromValues(_data.Select(v => new ObjectSeries<TRowKey>(_rows, v))));

    internal Index<TRowKey> RowIndex => _rows;

    internal Index<TColumnKey> ColumnIndex => _columns;

    internal IReadOnlyList<Vector> Data => _data;

    /// <summary>A column as numbers.</summary>
    /// <inheritdoc cref="GetColumn"/>
    public Series<TRowKey, double> this[TColumnKey column]
    {
        get => GetColumn<double>(column);
        set => ReplaceColumn(column, value);
    }

    /// <exception cref="KeyNotFoundException">There is no such column or row.</exception>
    /// <exception cref="MissingValueException">The value is missing.</exception>
    public object this[TColumnKey column, TRowKey row] => Columns[column][row];

    /// <summary>A column, converted if need be.</summary>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    /// <exception cref="InvalidCastException">There is no such conversion.</exception>
    /// <exception cref="FormatException">A text does not read as a number.</exception>
    public Series<TRowKey, R> GetColumn<R>(TColumnKey column) =>
        new(_rows, _data[Locate(column)].Convert<R>(ConversionKind.Flexible));

    public Series<TRowKey, R> GetColumnAt<R>(int index) =>
        new(_rows, _data[index].Convert<R>(ConversionKind.Flexible));

    /// <summary>The columns that are of this type or convert to it.</summary>
    public IEnumerable<KeyValuePair<TColumnKey, Series<TRowKey, R>>> GetAllColumns<R>() =>
        from column in _columns.Keys.Zip(_data)
        let vector = column.Second.TryConvert<R>(ConversionKind.Flexible)
        where vector is not null
        select KeyValue.Create(column.First, new Series<TRowKey, R>(_rows, vector));

    /// <summary>The values of <see cref="GetAllColumns"/> that are not missing, column by column.</summary>
    public IEnumerable<R> GetAllValues<R>() => GetAllColumns<R>().SelectMany(column => column.Value.Values);

    /// <summary>A row, each of its values converted when it is asked for.</summary>
    /// <exception cref="InvalidOperationException">There is no such row.</exception>
    public Series<TColumnKey, T> GetRow<T>(TRowKey rowKey) => TryGetRow<T>(rowKey).Value;

    public OptionalValue<Series<TColumnKey, T>> TryGetRow<T>(TRowKey rowKey) =>
        _rows.Locate(rowKey) is >= 0 and var position ? new(GetRowAt<T>(position)) : default;

    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public Series<TColumnKey, T> GetRowAt<T>(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, RowCount);
        return new(_columns, new Vector<T>(ColumnCount,
            i => _data[i].GetObject(index).Map(value => Conversion.To<T>(value, ConversionKind.Flexible))));
    }

    /// <summary>All values, [rows, columns]; a missing one is NaN.</summary>
    /// <exception cref="InvalidOperationException">Values are missing, and the type has no NaN.</exception>
    public R[,] ToArray2D<R>() => ToArray2D(() =>
        typeof(R) == typeof(double) ? (R)(object)double.NaN
        : typeof(R) == typeof(float) ? (R)(object)float.NaN
        : throw new InvalidOperationException("ToArray2D: values are missing, and no default value is given."));

    /// <summary>All values, [rows, columns].</summary>
    public R[,] ToArray2D<R>(R defaultValue) => ToArray2D(() => defaultValue);

    /// <summary>Adds a column, aligned by row key to the rows that there are; its other rows are left out.</summary>
    /// <exception cref="InvalidOperationException">The column is there already.</exception>
    public void AddColumn(TColumnKey column, ISeries<TRowKey> series)
    {
        if (_columns.Locate(column) >= 0)
            throw new InvalidOperationException($"A column with the key '{column}' is there already.");
        if (RowCount == 0 && ColumnCount == 0)
            _rows = series.Index;
        _data.Add(series.Vector.Take(series.Index.LocateAll(_rows.Keys)));
        _columns = new(_columns.Keys.Append(column));
    }

    /// <summary>Adds a column in the order of the rows; those beyond the values are missing.</summary>
    public void AddColumn<V>(TColumnKey column, IEnumerable<V> series)
    {
        OptionalValue<V>[] values = [.. series.Select(v => new OptionalValue<V>(v))];
        if (RowCount == 0 && ColumnCount == 0)
        {
            if (typeof(TRowKey) != typeof(int))
                throw new InvalidOperationException("Only an empty frame of integer row keys takes a sequence as a column.");
            _rows = new(Enumerable.Range(0, values.Length).Cast<TRowKey>());
        }
        Array.Resize(ref values, RowCount);
        AddColumn(column, new Series<TRowKey, V>(_rows, new Vector<V>(values)));
    }

    /// <summary>Takes a column out, if it is there, and adds this one.</summary>
    public void ReplaceColumn(TColumnKey column, ISeries<TRowKey> series)
    {
        if (_columns.Locate(column) >= 0)
            DropColumn(column);
        AddColumn(column, series);
    }

    public void ReplaceColumn<V>(TColumnKey column, IEnumerable<V> data)
    {
        if (_columns.Locate(column) >= 0)
            DropColumn(column);
        AddColumn(column, data);
    }

    /// <exception cref="ArgumentException">There is no such column.</exception>
    public void DropColumn(TColumnKey column)
    {
        var position = Locate(column);
        _data.RemoveAt(position);
        _columns = new(_columns.Keys.Where((_, i) => i != position));
    }

    /// <summary>Renames a column; nothing happens if it is not there.</summary>
    public void RenameColumn(TColumnKey oldKey, TColumnKey newKey) =>
        RenameColumns(key => EqualityComparer<TColumnKey>.Default.Equals(key, oldKey) ? newKey : key);

    public void RenameColumns(Func<TColumnKey, TColumnKey> mapping) => _columns = new(_columns.Keys.Select(mapping));

    /// <exception cref="ArgumentException">There are more or fewer keys than columns.</exception>
    public void RenameColumns(IEnumerable<TColumnKey> columnKeys)
    {
        var columns = new Index<TColumnKey>(columnKeys);
        _columns = columns.Count == ColumnCount ? columns
            : throw new ArgumentException("The number of new column keys is not that of the columns", nameof(columnKeys));
    }

    /// <summary>A frame whose columns can be changed without changing this one's.</summary>
    public Frame<TRowKey, TColumnKey> Clone() => new(_rows, _columns, _data);

    /// <summary>
    /// The rows by the values of a column and their own keys: groups by first appearance, rows of a group in their order.
    /// </summary>
    /// <exception cref="Exception">Values of the column are missing.</exception>
    public Frame<Tuple<TGroup, TRowKey>, TColumnKey> GroupRowsBy<TGroup>(TColumnKey colKey)
    {
        var labels = GetColumn<TGroup>(colKey);
        return labels.ValueCount == RowCount ? Group([.. labels.Values])
            : throw new Exception("GroupRowsBy: Specified column contains missing values and cannot be used for grouping.");
    }

    /// <summary>The rows by a function of their keys and their own keys.</summary>
    public Frame<Tuple<TGroup, TRowKey>, TColumnKey> GroupRowsByIndex<TGroup>(Func<TRowKey, TGroup> keySelector) =>
        Group([.. _rows.Keys.Select(keySelector)]);

    /// <summary>The rows by a function of them and their own keys.</summary>
    public Frame<Tuple<TGroup, TRowKey>, TColumnKey> GroupRowsUsing<TGroup>(
        Func<TRowKey, ObjectSeries<TColumnKey>, TGroup> f) =>
        Group([.. Rows.Observations.Select(row => f(row.Key, row.Value))]);

    /// <summary>The rows by the values of a column, which goes; rows without a value go too.</summary>
    /// <exception cref="ArgumentException">There is no such column, or it has a value twice.</exception>
    public Frame<TNewRowIndex, TColumnKey> IndexRows<TNewRowIndex>(TColumnKey column) =>
        IndexRows<TNewRowIndex>(column, false);

    public Frame<TNewRowIndex, TColumnKey> IndexRows<TNewRowIndex>(TColumnKey column, bool keepColumn)
    {
        var keys = GetColumn<TNewRowIndex>(column);
        int[] present = [.. Enumerable.Range(0, RowCount).Where(i => keys.Vector[i].HasValue)];
        var frame = new Frame<TNewRowIndex, TColumnKey>(new(keys.Values), _columns, _data.Select(v => v.Take(present)));
        if (!keepColumn)
            frame.DropColumn(column);
        return frame;
    }

    public override bool Equals(object? another) =>
        another is Frame<TRowKey, TColumnKey> frame && RowKeys.SequenceEqual(frame.RowKeys)
        && ColumnKeys.SequenceEqual(frame.ColumnKeys) && _data.SequenceEqual(frame._data);

    public override int GetHashCode() => HashCode.Combine(RowCount, ColumnCount);

    internal Frame<TRowKey, TColumnKey> TakeRows(int[] positions) =>
        new(_rows.Take(positions), _columns, _data.Select(vector => vector.Take(positions)));

    internal ObjectSeries<TColumnKey> Row(int position) =>
        new(_columns, new Vector<object>(ColumnCount, i => _data[i].GetObject(position)));

    private Frame<Tuple<TGroup, TRowKey>, TColumnKey> Group<TGroup>(TGroup[] labels)
    {
        int[] order = [.. Enumerable.Range(0, RowCount).GroupBy(i => labels[i]).SelectMany(group => group)];
        var keys = order.Select(i => Tuple.Create(labels[i], _rows.Keys[i]));
        return new(new(keys), _columns, _data.Select(v => v.Take(order)));
    }

    private R[,] ToArray2D<R>(Func<R> defaultValue)
    {
        var array = new R[RowCount, ColumnCount];
        for (var c = 0; c < ColumnCount; c++)
        {
            var vector = _data[c].Convert<R>(ConversionKind.Flexible);
            for (var r = 0; r < RowCount; r++)
                array[r, c] = vector[r].HasValue ? vector[r].Value : defaultValue();
        }
        return array;
    }

    private int Locate(TColumnKey column) => _columns.Locate(column) is >= 0 and var position ? position
        : throw new ArgumentException($"Column with a key '{column}' does not exist in the data frame", nameof(column));
}
