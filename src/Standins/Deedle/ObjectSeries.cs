namespace Deedle;

/// <summary>A series of values of any types: a row or a column of a frame.</summary>
public class ObjectSeries<K> : Series<K, object>
{
    // What the values were before they became objects, so that As need not convert them one by one.
    private readonly Vector _source;

    internal ObjectSeries(Index<K> index, Vector source)
        : base(index, source as Vector<object> ?? new Vector<object>(source.Length, source.GetObject)) => _source = source;

    public ObjectSeries(Series<K, object> series) : this(series.Index, series.Vector)
    {
    }

    internal Vector Source => _source;

    /// <inheritdoc cref="Series{K, V}.Get"/>
    /// <exception cref="InvalidCastException">There is no such conversion.</exception>
    /// <exception cref="FormatException">A text does not read as a number.</exception>
    public R GetAs<R>(K column) => Conversion.To<R>(Get(column), ConversionKind.Flexible);

    /// <summary>The value, or <paramref name="fallback"/> if it is missing.</summary>
    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    public R GetAs<R>(K column, R fallback) =>
        Index.Locate(column) >= 0
            ? TryGetAs<R>(column).OrDefault(fallback)
            : throw new KeyNotFoundException($"The key {column} is not present in the index");

    public OptionalValue<R> TryGetAs<R>(K column) =>
        TryGet(column).Map(v => Conversion.To<R>(v, ConversionKind.Flexible));

    public R GetAtAs<R>(int index) => Conversion.To<R>(GetAt(index), ConversionKind.Flexible);

    public Series<K, R> As<R>() => new(Index, _source.Convert<R>(ConversionKind.Flexible));

    /// <summary>The series as one of this type, if its values are of it or convert to it safely.</summary>
    public OptionalValue<Series<K, R>> TryAs<R>() =>
        _source.TryConvert<R>(ConversionKind.Safe) is { } vector ? new(new Series<K, R>(Index, vector)) : default;

    /// <summary>The values that are of this type or convert to it safely.</summary>
    public IEnumerable<R> GetValues<R>() =>
        Values.Where(v => Conversion.CanBe<R>(v, ConversionKind.Safe)).Select(v => Conversion.To<R>(v, ConversionKind.Safe));
}
