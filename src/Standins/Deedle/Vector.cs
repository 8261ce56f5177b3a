using System.Collections;

namespace Deedle;

/// <summary>Values by position, some of them missing, of a type that is not known.</summary>
internal abstract class Vector
{
    public abstract Type ElementType { get; }

    public abstract int Length { get; }

    public abstract OptionalValue<object> GetObject(int position);

    /// <summary>The values at some positions; missing where a position is −1.</summary>
    public abstract Vector Take(int[] positions);

    /// <summary>These values as another type; the very same vector if they have it already.</summary>
    public Vector<T> Convert<T>(ConversionKind kind) =>
        this as Vector<T> ?? new Vector<T>(Objects.Select(v => v.Map(value => Conversion.To<T>(value, kind))));

    /// <summary>These values as another type, or null if the first one or any other does not fit.</summary>
    public Vector<T>? TryConvert<T>(ConversionKind kind)
    {
        var first = Objects.FirstOrDefault(v => v.HasValue);
        if (this is not Vector<T> && first.HasValue && !Conversion.CanBe<T>(first.Value, kind))
            return null;
        try
        {
            return Convert<T>(kind);
        }
        catch (Exception error) when (error is InvalidCastException or FormatException)
        {
            return null;
        }
    }

    public IEnumerable<OptionalValue<object>> Objects => Enumerable.Range(0, Length).Select(GetObject);

    public override bool Equals(object? other) =>
        other is Vector vector && ElementType == vector.ElementType && Objects.SequenceEqual(vector.Objects);

    public override int GetHashCode() => HashCode.Combine(ElementType, Length);

    /// <summary>A vector of a type that is known at run time only; null is a missing value.</summary>
    public static Vector Create(Type elementType, IEnumerable values) =>
        (Vector)typeof(Vector<>).MakeGenericType(elementType).GetMethod(nameof(Vector<>.FromObjects))!.Invoke(null, [values])!;
}

/// <summary>
/// Values by position, some of them missing. Null and, among floating-point numbers, NaN are missing values.
/// </summary>
internal sealed class Vector<T> : Vector
{
    private readonly Func<int, OptionalValue<T>> _get;

    public Vector(IEnumerable<OptionalValue<T>> values)
    {
        OptionalValue<T>[] array = [.. values.Select(v => v.HasValue && IsMissing(v.ValueOrDefault) ? default : v)];
        Length = array.Length;
        _get = i => array[i];
    }

    /// <summary>Values that are made when they are asked for.</summary>
    public Vector(int length, Func<int, OptionalValue<T>> get)
    {
        Length = length;
        _get = get;
    }

    public override Type ElementType => typeof(T);

    public override int Length { get; }

    public OptionalValue<T> this[int position] => _get(position);

    public IEnumerable<OptionalValue<T>> Values => Enumerable.Range(0, Length).Select(_get);

    public override OptionalValue<object> GetObject(int position) => _get(position).Map(value => (object)value!);

    public override Vector<T> Take(int[] positions) => new(positions.Select(i => i < 0 ? default : _get(i)));

    public static Vector<T> FromValues(IEnumerable<T> values) => new(values.Select(v => new OptionalValue<T>(v)));

    public static Vector<T> FromObjects(IEnumerable values) =>
        new(values.Cast<object?>().Select(v => v is T value ? new OptionalValue<T>(value) : default));

    private static bool IsMissing(T value) => value switch
    {
        null => true,
        double number when typeof(T) == typeof(double) => double.IsNaN(number),
        float number when typeof(T) == typeof(float) => float.IsNaN(number),
        _ => false,
    };
}

internal static class OptionalValueMapping
{
    public static OptionalValue<R> Map<T, R>(this OptionalValue<T> value, Func<T, R> f) =>
        value.HasValue ? new OptionalValue<R>(f(value.ValueOrDefault)) : default;
}
