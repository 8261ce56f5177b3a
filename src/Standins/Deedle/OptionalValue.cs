namespace Deedle;

/// <summary>A value, or the fact that it is missing.</summary>
public readonly struct OptionalValue<T>
{
    public OptionalValue(T value)
    {
        HasValue = true;
        ValueOrDefault = value;
    }

    public static OptionalValue<T> Missing => default;

    public bool HasValue { get; }

    /// <summary>The value, or the default of its type.</summary>
    public T ValueOrDefault { get; }

    /// <exception cref="InvalidOperationException">The value is missing.</exception>
    public T Value =>
        HasValue ? ValueOrDefault : throw new InvalidOperationException("OptionalValue.Value: Value is not available");

    public override bool Equals(object? y) =>
        y is OptionalValue<T> other && HasValue == other.HasValue
        && (!HasValue || Equals(ValueOrDefault, other.ValueOrDefault));

    public override int GetHashCode() => ValueOrDefault?.GetHashCode() ?? 0;

    public override string ToString() => HasValue ? ValueOrDefault?.ToString() ?? "<null>" : "<missing>";
}

/// <summary>Creates optional values.</summary>
public static class OptionalValue
{
    public static OptionalValue<T> Create<T>(T v) => new(v);

    public static OptionalValue<T> Empty<T>() => default;
}

public static class OptionalValueExtensions
{
    public static T OrDefault<T>(this OptionalValue<T> opt, T defaultValue) =>
        opt.HasValue ? opt.ValueOrDefault : defaultValue;

    public static T? AsNullable<T>(this OptionalValue<T> opt) where T : struct =>
        opt.HasValue ? opt.ValueOrDefault : null;
}
