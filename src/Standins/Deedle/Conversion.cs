namespace Deedle;

/// <summary>How far a conversion of values may go.</summary>
internal enum ConversionKind
{
    /// <summary>Numbers to wider numbers.</summary>
    Safe = 1,

    /// <summary>Whatever <see cref="Convert"/> can do.</summary>
    Flexible = 2,
}

internal static class Conversion
{
    // From the narrowest to the widest; each converts safely to the ones after it.
    private static readonly Type[][] SafeChains =
    [
        [typeof(byte), typeof(short), typeof(int), typeof(long), typeof(decimal), typeof(float), typeof(double)],
        [typeof(sbyte), typeof(short), typeof(int), typeof(long), typeof(decimal), typeof(float), typeof(double)],
        [typeof(ushort), typeof(int), typeof(long), typeof(decimal), typeof(float), typeof(double)],
        [typeof(uint), typeof(long), typeof(decimal), typeof(float), typeof(double)],
        [typeof(ulong), typeof(decimal), typeof(float), typeof(double)],
    ];

    /// <exception cref="InvalidCastException">There is no such conversion.</exception>
    /// <exception cref="FormatException">A text does not read as a number.</exception>
    public static T To<T>(object value, ConversionKind kind) => value switch
    {
        T same => same,
        _ when kind == ConversionKind.Flexible || IsSafe(value.GetType(), typeof(T)) =>
            (T)Convert.ChangeType(value, typeof(T)),
        _ => throw new InvalidCastException($"Cannot safely convert {value.GetType().Name} to {typeof(T).Name}"),
    };

    public static bool CanBe<T>(object value, ConversionKind kind) =>
        value is T || (value is IConvertible && (kind == ConversionKind.Flexible || IsSafe(value.GetType(), typeof(T))));

    private static bool IsSafe(Type from, Type to) =>
        SafeChains.Any(chain => Array.IndexOf(chain, from) is >= 0 and var start && Array.IndexOf(chain, to) > start);
}
