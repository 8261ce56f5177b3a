using System.Globalization;
using System.Reflection;

namespace Deedle;

/// <summary>Makes frames: from records, from columns, from CSV.</summary>
public static class Frame
{
    public static Frame<R, C> CreateEmpty<R, C>() => new(new([]), new([]), []);

    /// <summary>
    /// A row for each object, a column for each of its public properties and fields, under their names; rows are
    /// numbered from 0.
    /// </summary>
    public static Frame<int, string> FromRecords<T>(IEnumerable<T> values)
    {
        T[] records = [.. values];
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;
        var properties = typeof(T).GetProperties(Public).Where(p => p.CanRead && p.GetIndexParameters().Length == 0)
            .Select(p => (p.Name, Type: p.PropertyType, Get: (Func<object?, object?>)p.GetValue));
        var fields = typeof(T).GetFields(Public)
            .Select(f => (f.Name, Type: f.FieldType, Get: (Func<object?, object?>)f.GetValue));
        var members = properties.Concat(fields).ToList();
        return new(
            new(Enumerable.Range(0, records.Length)), new(members.Select(m => m.Name)),
            members.Select(m => Vector.Create(m.Type, records.Select(record => m.Get(record)))));
    }

    /// <summary>Columns numbered from 0; rows are the union of theirs.</summary>
    public static Frame<R, int> FromColumns<R, V>(IEnumerable<Series<R, V>> cols)
    {
        Series<R, V>[] columns = [.. cols];
        return new(Enumerable.Range(0, columns.Length), columns);
    }

    /// <summary>Columns by key; rows are the union of theirs.</summary>
    public static Frame<R, C> FromColumns<C, R, V>(IEnumerable<KeyValuePair<C, Series<R, V>>> columns) =>
        new(columns.Select(c => c.Key), columns.Select(c => c.Value));

    public static Frame<R, C> FromColumns<C, R>(IEnumerable<KeyValuePair<C, ObjectSeries<R>>> columns) =>
        new(columns.Select(c => c.Key), columns.Select(c => c.Value));

    public static Frame<R, C> FromColumns<C, R, V>(Series<C, Series<R, V>> cols) =>
        FromColumns(cols.Observations);

    /// <summary>
    /// Reads a CSV file. Each column is of the narrowest type of its first <paramref name="inferRows"/> rows (100):
    /// int (but bool where there are zeros and ones only, or true and false, yes and no), long, decimal, double,
    /// DateTime, else string. Empty cells are missing, but empty strings in a column of strings; a decimal column with
    /// missing values is of double. A later cell that is not of its column's type is missing. Rows are numbered from 0.
    /// </summary>
    /// <param name="location">Path of the file.</param>
    /// <param name="hasHeaders">Whether the first row has the names; else they are Column1, Column2, …</param>
    /// <param name="inferTypes">False leaves everything a string.</param>
    /// <param name="inferRows">Number of rows that tell the types.</param>
    /// <param name="schema">Not in this stand-in.</param>
    /// <param name="separators">What separates cells.</param>
    /// <param name="culture">Name of the culture that numbers are written in; invariant by default.</param>
    /// <param name="maxRows">Most rows to read.</param>
    /// <param name="missingValues">What stands for a missing number: NaN, NA, N/A, #N/A, :, -, TBA, TBD by default.</param>
    /// <param name="preferOptions">Not in this stand-in.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Frame<int, string> ReadCsv(
        string location, bool? hasHeaders = null, bool? inferTypes = null, int? inferRows = null, string? schema = null,
        string? separators = null, string? culture = null, int? maxRows = null, string[]? missingValues = null,
        bool preferOptions = false)
    {
        using var stream = File.OpenRead(location);
        return ReadCsv(
            stream, hasHeaders, inferTypes, inferRows, schema, separators, culture, maxRows, missingValues, preferOptions);
    }

    /// <inheritdoc cref="ReadCsv(string, bool?, bool?, int?, string?, string?, string?, int?, string[], bool)"/>
    public static Frame<int, string> ReadCsv(
        Stream stream, bool? hasHeaders = null, bool? inferTypes = null, int? inferRows = null, string? schema = null,
        string? separators = null, string? culture = null, int? maxRows = null, string[]? missingValues = null,
        bool? preferOptions = null)
    {
        if (!string.IsNullOrEmpty(schema) || preferOptions == true)
            throw new NotSupportedException("The stand-in of Deedle reads CSV without schema and preferOptions.");
        var (headers, rows) = CsvTable.Read(stream, hasHeaders ?? true, separators ?? ",");
        var kept = rows.Take(maxRows ?? rows.Count).ToList();
        var inference = new CsvInference(CultureInfo.GetCultureInfo(culture ?? ""), missingValues);
        var inferred = inferRows is null or > 0 ? rows.Take(inferRows ?? 100).ToList() : rows;
        return new(
            new(Enumerable.Range(0, kept.Count)), new(headers),
            headers.Select((_, c) => inference.Parse(
                kept.Select(row => row[c]),
                inferTypes == false ? CsvType.Text : inference.TypeOf(inferred.Select(row => row[c])))));
    }
}
