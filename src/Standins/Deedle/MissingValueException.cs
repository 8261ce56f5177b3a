namespace Deedle;

/// <summary>A key is in the index, but its value is missing.</summary>
public class MissingValueException(object key, string message) : Exception(message)
{
    public object Key { get; } = key;
}
