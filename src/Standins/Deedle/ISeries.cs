namespace Deedle;

/// <summary>A series whose type of values is not known; what a column of a frame is made from.</summary>
public interface ISeries<K>
{
    internal Index<K> Index { get; }

    internal Vector Vector { get; }

    OptionalValue<object> TryGetObject(K key);
}
