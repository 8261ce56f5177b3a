using System.Collections;

namespace Deedle;

/// <summary>Collects keys and values for a series.</summary>
public class SeriesBuilder<K, V> : IEnumerable<KeyValuePair<K, V>>
{
    private readonly List<KeyValuePair<K, V>> _pairs = [];

    public Series<K, V> Series => new(_pairs);

    public void Add(K key, V value) => _pairs.Add(KeyValue.Create(key, value));

    IEnumerator<KeyValuePair<K, V>> IEnumerable<KeyValuePair<K, V>>.GetEnumerator() => _pairs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _pairs.GetEnumerator();
}
