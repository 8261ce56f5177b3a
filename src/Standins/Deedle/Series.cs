namespace Deedle;

/// <summary>Values by key, in the order of the keys; some of the values may be missing.</summary>
public class Series<K, V> : ISeries<K>
{
    internal Series(Index<K> index, Vector<V> vector)
    {
        if (index.Count != vector.Length)
            throw new InvalidOperationException("Index and vector of a series should have the same length!");
        Index = index;
        Vector = vector;
    }

    public Series(IEnumerable<K> keys, IEnumerable<V> values) : this(new Index<K>(keys), Vector<V>.FromValues(values))
    {
    }

    public Series(K[] keys, V[] values) : this(keys.AsEnumerable(), values)
    {
    }

    public Series(IEnumerable<KeyValuePair<K, V>> pairs) : this(pairs.Select(p => p.Key), pairs.Select(p => p.Value))
    {
    }

    internal Index<K> Index { get; }

    internal Vector<V> Vector { get; }

    Index<K> ISeries<K>.Index => Index;

    Vector ISeries<K>.Vector => Vector;

    OptionalValue<object> ISeries<K>.TryGetObject(K key) => TryGet(key).Map(value => (object)value!);

    public IEnumerable<K> Keys => Index.Keys;

    /// <summary>The values that are not missing.</summary>
    public IEnumerable<V> Values => Vector.Values.Where(v => v.HasValue).Select(v => v.Value);

    /// <summary>The keys and values that are not missing.</summary>
    public IEnumerable<KeyValuePair<K, V>> Observations =>
        ObservationsAll.Where(o => o.Value.HasValue).Select(o => KeyValue.Create(o.Key, o.Value.Value));

    public IEnumerable<KeyValuePair<K, OptionalValue<V>>> ObservationsAll => Index.Keys.Zip(Vector.Values, KeyValue.Create);

    public bool IsEmpty => KeyCount == 0;

    public int KeyCount => Index.Count;

    /// <summary>Number of the values that are not missing.</summary>
    public int ValueCount => Vector.Values.Count(v => v.HasValue);

    /// <inheritdoc cref="Get"/>
    public V this[K a] => Get(a);

    /// <inheritdoc cref="GetItems"/>
    public Series<K, V> this[IEnumerable<K> items] => GetItems(items);

    /// <exception cref="KeyNotFoundException">There is no such key.</exception>
    /// <exception cref="MissingValueException">Its value is missing.</exception>
    public V Get(K key)
    {
        var position = Index.Locate(key);
        if (position < 0)
            throw new KeyNotFoundException($"The key {key} is not present in the index");
        var value = Vector[position];
        return value.HasValue ? value.Value : throw new MissingValueException(key!, $"Value at the key {key} is missing");
    }

    public OptionalValue<V> TryGet(K key) => Index.Locate(key) is >= 0 and var position ? Vector[position] : default;

    public K GetKeyAt(int index) => Index.Keys[index];

    public V GetAt(int index) => TryGetAt(index).Value;

    public OptionalValue<V> TryGetAt(int index) => Vector[index];

    /// <summary>The series with just these keys, in their order; the values of new keys are missing.</summary>
    public Series<K, V> GetItems(IEnumerable<K> keys)
    {
        var index = new Index<K>(keys);
        return new(index, Vector.Take(Index.LocateAll(index.Keys)));
    }

    /// <summary>The observations that fulfil a condition; missing values go.</summary>
    public Series<K, V> Where(Func<KeyValuePair<K, V>, bool> f) => Where((observation, _) => f(observation));

    public Series<K, V> Where(Func<KeyValuePair<K, V>, int, bool> f) =>
        Take([.. Positions().Where(i => Vector[i].HasValue && f(KeyValue.Create(Index.Keys[i], Vector[i].Value), i))]);

    /// <summary>A new value for each one that is not missing.</summary>
    public Series<K, R> Select<R>(Func<KeyValuePair<K, V>, R> f) => Select((observation, _) => f(observation));

    public Series<K, R> Select<R>(Func<KeyValuePair<K, V>, int, R> f)
    {
        return new(Index, new Vector<R>(Positions().Select(i => Vector[i].HasValue ? TryCall(i) : default)));

        OptionalValue<R> TryCall(int i)
        {
            try
            {
                return new(f(KeyValue.Create(Index.Keys[i], Vector[i].Value), i));
            }
            catch (MissingValueException)
            {
                return default;
            }
        }
    }

    public Series<K, R> SelectValues<R>(Func<V, R> f) => Select(observation => f(observation.Value));

    public Series<R, V> SelectKeys<R>(Func<KeyValuePair<K, OptionalValue<V>>, R> f) =>
        new(new Index<R>(ObservationsAll.Select(f)), Vector);

    /// <summary>The groups by first appearance; observations whose value is missing belong to none.</summary>
    public Series<G, Series<K, V>> GroupBy<G>(Func<KeyValuePair<K, V>, G> keySelector)
    {
        var groups = Positions().Where(i => Vector[i].HasValue)
            .GroupBy(i => keySelector(KeyValue.Create(Index.Keys[i], Vector[i].Value))).ToList();
        return new(groups.Select(g => g.Key), groups.Select(g => Take([.. g])));
    }

    public override bool Equals(object? another) =>
        another is Series<K, V> series && Keys.SequenceEqual(series.Keys) && Vector.Equals(series.Vector);

    public override int GetHashCode() => HashCode.Combine(KeyCount, Vector);

    internal Series<K, V> Take(int[] positions) => new(Index.Take(positions), Vector.Take(positions));

    private IEnumerable<int> Positions() => Enumerable.Range(0, KeyCount);
}
