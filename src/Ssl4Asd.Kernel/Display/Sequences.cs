using System.Collections;
using System.Reflection;

namespace Ssl4Asd.Kernel.Display;

/// <summary>Looking into sequences without running more of them than is shown.</summary>
internal static class Sequences
{
    /// <summary>How many items there are; null where only walking to the end could tell.</summary>
    public static int? Count(IEnumerable sequence)
    {
        if (sequence is ICollection collection)
            return collection.Count;
        var counted = Array.Find(sequence.GetType().GetInterfaces(), i => i.IsGenericType
            && (i.GetGenericTypeDefinition() == typeof(IReadOnlyCollection<>) || i.GetGenericTypeDefinition() == typeof(ICollection<>)));
        return (int?)counted?.GetProperty(nameof(ICollection.Count), BindingFlags.Instance | BindingFlags.Public)!.GetValue(sequence);
    }

    public static List<object?> Take(IEnumerable sequence, int count)
    {
        var items = new List<object?>();
        if (count == 0)
            return items;
        foreach (var item in sequence)
        {
            items.Add(item);
            if (items.Count == count)
                break;
        }
        return items;
    }

    /// <summary>Whether many of its kind fit on a line.</summary>
    public static bool IsShort(object? item) => item is not null && (Numbers.Is(item) || item is bool or char or Enum);

    /// <param name="items">What is shown.</param>
    /// <param name="left">How many are not; null when there are more, but nobody knows how many.</param>
    public static string OneLine(List<object?> items, int? left)
    {
        var shown = items.Select(item => Numbers.Is(item!) ? Numbers.Text(item!) : item!.ToString());
        return $"[ {string.Join(", ", left == 0 ? shown : shown.Append(LeftText(left)))} ]";
    }

    /// <summary>Such as <c>… 80 more rows</c>.</summary>
    /// <param name="left">How many; null for an unknown number.</param>
    /// <param name="of">Of what, in the singular; empty to leave it out.</param>
    public static string LeftText(int? left, string of = "")
    {
        var count = left is null ? "" : $"{left} ";
        var what = of == "" ? "" : left == 1 ? $" {of}" : $" {of}s";
        return $"… {count}more{what}";
    }
}
