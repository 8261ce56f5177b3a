namespace Deedle;

/// <summary>The rows of a frame by their keys.</summary>
public class RowSeries<TRowKey, TColumnKey> : Series<TRowKey, ObjectSeries<TColumnKey>>
{
    private readonly Frame<TRowKey, TColumnKey> _frame;

    internal RowSeries(
        Frame<TRowKey, TColumnKey> frame, Index<TRowKey> index, Vector<ObjectSeries<TColumnKey>> vector)
        : base(index, vector) => _frame = frame;

    /// <summary>The frame of these rows, in this order; the values of new rows are missing.</summary>
    public new Frame<TRowKey, TColumnKey> this[IEnumerable<TRowKey> items]
    {
        get
        {
            var rows = new Index<TRowKey>(items);
            var positions = Index.LocateAll(rows.Keys);
            return new(rows, _frame.ColumnIndex, _frame.Data.Select(vector => vector.Take(positions)));
        }
    }
}
