namespace Deedle;

/// <summary>The order of values in a sort: missing ones first, texts by code unit.</summary>
internal sealed class ValueOrder : IComparer<OptionalValue<object>>
{
    private static readonly ValueOrder Instance = new();

    public int Compare(OptionalValue<object> x, OptionalValue<object> y) =>
        !x.HasValue || !y.HasValue ? x.HasValue.CompareTo(y.HasValue)
        : x.Value is string a && y.Value is string b ? string.CompareOrdinal(a, b)
        : Comparer<object>.Default.Compare(x.Value, y.Value);

    /// <summary>The positions of a vector in the order of its values.</summary>
    public static int[] Of(Vector vector) =>
        [.. Enumerable.Range(0, vector.Length).OrderBy(vector.GetObject, Instance)];
}
