namespace Deedle;

/// <summary>Keys, each of them once, and where they stand.</summary>
internal sealed class Index<K>
{
    private readonly Dictionary<K, int> _positions = [];

    /// <exception cref="ArgumentException">A key comes twice.</exception>
    public Index(IEnumerable<K> keys)
    {
        Keys = [.. keys];
        foreach (var key in Keys)
        {
            if (!_positions.TryAdd(key, _positions.Count))
                throw new ArgumentException($"Duplicate key '{key}'. Duplicate keys are not allowed in the index.", nameof(keys));
        }
    }

    public IReadOnlyList<K> Keys { get; }

    public int Count => Keys.Count;

    /// <summary>The position of a key, or −1.</summary>
    public int Locate(K key) => _positions.GetValueOrDefault(key, -1);

    /// <summary>The position of each key in this index, or −1.</summary>
    public int[] LocateAll(IEnumerable<K> keys) => [.. keys.Select(Locate)];

    public Index<K> Take(IEnumerable<int> positions) => new(positions.Select(i => Keys[i]));

    /// <summary>The positions in the order of their keys.</summary>
    public int[] Order() => [.. Enumerable.Range(0, Count).OrderBy(i => Keys[i], Comparer<K>.Default)];

    /// <summary>
    /// All keys of several indices: in their order if each index is ordered, else as they appear.
    /// </summary>
    public static Index<K> Union(IReadOnlyCollection<Index<K>> indices)
    {
        var union = indices.SelectMany(index => index.Keys).Distinct();
        return new(indices.All(index => index.IsOrdered()) ? union.Order(Comparer<K>.Default) : union);
    }

    private bool IsOrdered()
    {
        if (!typeof(K).IsAssignableTo(typeof(IComparable)) && !typeof(K).IsAssignableTo(typeof(IComparable<K>)))
            return false;
        try
        {
            return Keys.Zip(Keys.Skip(1)).All(pair => Comparer<K>.Default.Compare(pair.First, pair.Second) <= 0);
        }
        catch (ArgumentException)
        {
            return false; // a tuple of what cannot be compared
        }
    }
}
