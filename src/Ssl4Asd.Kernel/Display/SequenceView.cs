using System.Collections;
using System.Reflection;
using Microsoft.DotNet.Interactive.Formatting;

namespace Ssl4Asd.Kernel.Display;

/// <summary>
/// The first items of a collection, dictionary or lazy sequence: numbers on one line, anything else as rows; items of one
/// type with members have a column for each of these. Of a lazy sequence one item more than is shown is taken, to know
/// whether there are more.
/// </summary>
internal static class SequenceView
{
    private const int MostColumns = 20;

    public static View Of(IEnumerable sequence)
    {
        var limit = Formatter.ListExpansionLimit;
        var count = Sequences.Count(sequence);
        var items = Sequences.Take(sequence, count is null ? limit + 1 : limit);
        int? left = count is { } all ? Math.Max(0, all - items.Count) : items.Count > limit ? null : 0;
        if (items.Count > limit)
            items.RemoveAt(limit);

        if (items.Count == 0)
            return new TextView($"{TypeName.Of(sequence.GetType())} ({(left == 0 ? "empty" : Sequences.LeftText(left))})");
        if (items.TrueForAll(Sequences.IsShort))
            return new TextView(Sequences.OneLine(items, left));
        return Table(items, left);
    }

    private static TableView Table(List<object?> items, int? left)
    {
        var entries = items.Select(Entry).ToList();
        var hasKeys = entries.Exists(entry => entry.HasKey);
        var values = entries.Select(entry => entry.Value).ToList();
        var columns = CommonMembers(values);
        var shown = columns.Take(MostColumns).ToArray();

        TableCell[] Row((bool HasKey, object? Key, object? Value) entry, int index)
        {
            var name = entry.HasKey ? TableCell.Of(entry.Key) : new TableCell($"{index}");
            if (columns.Length == 0)
                return [name, TableCell.Of(entry.Value)];
            return [name, .. shown.Select(member => entry.Value is null ? TableCell.Empty : TableCell.Of(Members.Value(member, entry.Value)))];
        }

        return new TableView
        {
            Header = [hasKeys ? "key" : "", .. columns.Length == 0 ? ["value"] : shown.Select(member => member.Name)],
            Rows = [.. entries.Select(Row)],
            Note = Note(left, columns.Length - shown.Length),
        };
    }

    /// <summary>The line below a table; null when all is shown.</summary>
    public static string? Note(int? rowsLeft, int columnsLeft)
    {
        string?[] parts =
        [
            rowsLeft == 0 ? null : Sequences.LeftText(rowsLeft, "row"),
            columnsLeft <= 0 ? null : Sequences.LeftText(columnsLeft, "column"),
        ];
        var note = string.Join(", ", parts.OfType<string>());
        return note == "" ? null : note;
    }

    // Entries of dictionaries and groups have a key; other items have their position.
    private static (bool HasKey, object? Key, object? Value) Entry(object? item)
    {
        if (item is DictionaryEntry entry)
            return (true, entry.Key, entry.Value);
        var type = item?.GetType();
        if (type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
            return (true, type.GetProperty("Key")!.GetValue(item), type.GetProperty("Value")!.GetValue(item));
        var group = type?.GetInterfaces().FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IGrouping<,>));
        return group is null ? (false, null, item) : (true, group.GetProperty("Key")!.GetValue(item), item);
    }

    private static MemberInfo[] CommonMembers(List<object?> values)
    {
        var types = values.OfType<object>().Select(value => value.GetType()).Distinct().ToArray();
        return types is [var type] && HasColumns(type) ? Members.Of(type) : [];
    }

    private static bool HasColumns(Type type) =>
        type != typeof(string) && type != typeof(HtmlFragment) && !type.IsPrimitive && !type.IsEnum
        && !typeof(IEnumerable).IsAssignableFrom(type) && !typeof(IFormattable).IsAssignableFrom(type)
        && !typeof(Exception).IsAssignableFrom(type) && !typeof(Task).IsAssignableFrom(type)
        && !Members.KnowsItsText(type)
        && KernelFormatters.Serve(type, HtmlFormatter.MimeType)
        && TypeMatch.PackageFormatter(type, HtmlFormatter.MimeType) is null;
}
