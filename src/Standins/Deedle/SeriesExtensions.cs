namespace Deedle;

public static class SeriesExtensions
{
    public static IEnumerable<KeyValuePair<K, V>> GetObservations<K, V>(this Series<K, V> series) =>
        series.Observations;

    public static IEnumerable<KeyValuePair<K, OptionalValue<V>>> GetAllObservations<K, V>(this Series<K, V> series) =>
        series.ObservationsAll;

    /// <summary>Whether the series has this key with a value.</summary>
    public static bool ContainsKey<K, V>(this Series<K, V> series, K key) => series.TryGet(key).HasValue;

    public static K FirstKey<K, V>(this Series<K, V> series) => series.GetKeyAt(0);

    public static K LastKey<K, V>(this Series<K, V> series) => series.GetKeyAt(series.KeyCount - 1);

    public static V FirstValue<K, V>(this Series<K, V> series) => series.GetAt(0);

    public static V LastValue<K, V>(this Series<K, V> series) => series.GetAt(series.KeyCount - 1);

    public static Series<K, V> DropMissing<K, V>(this Series<K, V> series) => series.Where(_ => true);

    public static Series<K, V> FillMissing<K, V>(this Series<K, V> series, V value) =>
        new(series.Index, Vector<V>.FromValues(series.Vector.Values.Select(v => v.OrDefault(value))));

    /// <summary>By value, missing ones first.</summary>
    public static Series<K, V> Sort<K, V>(this Series<K, V> series) =>
        series.Take(ValueOrder.Of(series.Vector));

    /// <summary>By a projection of the value, missing ones first.</summary>
    public static Series<K, V> SortBy<K, V, V2>(this Series<K, V> series, Func<V, V2> f) =>
        series.Take(ValueOrder.Of(series.SelectValues(f).Vector));

    public static Series<K, V> SortByKey<K, V>(this Series<K, V> series) => series.Take(series.Index.Order());
}
