using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Deedle;

/// <summary>The cells of a CSV file as texts.</summary>
internal static class CsvTable
{
    /// <exception cref="InvalidDataException">There is no header, or a row is not as long as the first one.</exception>
    public static (string[] Headers, List<string[]> Rows) Read(Stream stream, bool hasHeaders, string separator)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = separator, BadDataFound = null };
        using var parser = new CsvParser(new StreamReader(stream), configuration);
        List<string[]> rows = [];
        while (parser.Read())
            rows.Add(parser.Record!);
        if (rows.Count == 0)
            throw new InvalidDataException("Invalid CSV file: header row not found");

        var width = rows[0].Length;
        var headers = rows[0]
            .Select((name, i) => hasHeaders && !string.IsNullOrWhiteSpace(name) ? name.Trim() : $"Column{i + 1}").ToArray();
        if (hasHeaders)
            rows.RemoveAt(0);
        return rows.FindIndex(row => row.Length != width) is >= 0 and var bad
            ? throw new InvalidDataException(
                $"Couldn't parse row {bad} according to schema: Expected {width} columns, got {rows[bad].Length}")
            : (headers, rows);
    }
}
