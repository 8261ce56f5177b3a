namespace Deedle;

/// <summary>The columns of a frame by their keys.</summary>
public class ColumnSeries<TRowKey, TColumnKey> : Series<TColumnKey, ObjectSeries<TRowKey>>
{
    private readonly Frame<TRowKey, TColumnKey> _frame;

    internal ColumnSeries(
        Frame<TRowKey, TColumnKey> frame, Index<TColumnKey> index, Vector<ObjectSeries<TRowKey>> vector)
        : base(index, vector) => _frame = frame;

    /// <summary>The frame of these columns, in this order; the values of new columns are missing.</summary>
    public new Frame<TRowKey, TColumnKey> this[IEnumerable<TColumnKey> items]
    {
        get
        {
            var columns = new Index<TColumnKey>(items);
            var nothing = Vector<object>.FromObjects(new object?[_frame.RowCount]);
            var data = Index.LocateAll(columns.Keys).Select(i => i < 0 ? nothing : _frame.Data[i]);
            return new(_frame.RowIndex, columns, data);
        }
    }
}
