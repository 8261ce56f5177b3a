using System.Globalization;
using System.Runtime.CompilerServices;

namespace Deedle;

/// <summary>Writes a frame as CSV.</summary>
internal static class CsvWriting
{
    private const string Special = "\",;\t \r\n";

    /// <param name="frame">What to write.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="keyNames">Headers of the row keys, one for each level of a tuple; null for Key, or Key #1, Key #2, …</param>
    /// <param name="includeRowKeys">Whether to write the row keys, as first columns.</param>
    /// <param name="separator">Between cells; '\0' for a comma.</param>
    /// <param name="culture">For numbers and dates; null for the invariant one.</param>
    /// <exception cref="ArgumentException">There are more or fewer names than levels.</exception>
    public static void Write<R, C>(
        Frame<R, C> frame, TextWriter writer, bool includeRowKeys, IEnumerable<string>? keyNames, char separator,
        CultureInfo? culture)
    {
        separator = separator == '\0' ? ',' : separator;
        culture ??= CultureInfo.InvariantCulture;
        var levels = frame.RowKeys.Select(key => Levels(key).Count()).FirstOrDefault(1);
        keyNames ??= levels == 1 ? ["Key"] : Enumerable.Range(1, levels).Select(i => $"Key #{i}");
        if (keyNames.Count() != levels)
            throw new ArgumentException("Mismatching number of row keys", nameof(keyNames));

        var names = frame.ColumnKeys.Select(key => string.Join(" - ", Levels(key)));
        WriteLine((includeRowKeys ? keyNames.Concat(names) : names).Select(Quote));
        for (var r = 0; r < (frame.ColumnCount == 0 ? 0 : frame.RowCount); r++)
        {
            var values = frame.Data.Select(vector => vector.GetObject(r).ValueOrDefault);
            WriteLine((includeRowKeys ? Levels(frame.RowIndex.Keys[r]).Concat(values) : values).Select(Format));
        }

        void WriteLine(IEnumerable<string> cells) => writer.WriteLine(string.Join(separator, cells));

        string Format(object? value) => value switch
        {
            null => "",
            DateTime time => time.TimeOfDay == TimeSpan.Zero ? time.ToString("d", culture) : time.ToString(culture),
            DateTimeOffset time => time.ToString(@"yyyy-MM-ddTHH\:mm\:ss.fffffffzzz", culture),
            IFormattable number => Quote(number.ToString(null, culture)),
            _ => Quote(value.ToString() ?? ""),
        };

        string Quote(string text) =>
            text.Contains(separator) || text.AsSpan().ContainsAny(Special) ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
    }

    // The package takes a tuple apart, and the last item of it again.
    private static IEnumerable<object?> Levels(object? key) => key is ITuple tuple
        ? Enumerable.Range(0, tuple.Length - 1).Select(i => tuple[i]).Concat(Levels(tuple[tuple.Length - 1]))
        : [key];
}
