using System.Globalization;
using CsvHelper;
using Ssl4Asd.Data;

namespace Ssl4Asd.Scoring;

/// <summary>
/// The file <c>scores.csv</c> of a run folder: a header and one row for each test clip. Subset, domain, condition and
/// decision are written in lower case, unknown ones are empty; numbers read back exactly as they were.
/// </summary>
public static class ScoresCsv
{
    /// <summary>The columns, in order.</summary>
    public static IReadOnlyList<string> Columns { get; } =
        ["subset", "machine", "section", "file", "domain", "condition", "score", "threshold", "decision"];

    /// <summary>Writes the file; it appears whole or not at all.</summary>
    /// <param name="path">The file; an existing one is replaced.</param>
    /// <param name="rows">Rows in the order to write.</param>
    /// <exception cref="InputException">The file cannot be written.</exception>
    /// <exception cref="ArgumentException">A score or threshold is NaN or infinite.</exception>
    public static void Write(string path, IEnumerable<ScoreRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        AtomicFile.WriteText(path, writer =>
        {
            using var csv = new CsvWriter(writer, Csv.Configuration, leaveOpen: true);
            WriteRecord(csv, Columns);
            foreach (var row in rows) WriteRecord(csv, Cells(row));
        });
    }

    /// <summary>Reads a file that <see cref="Write"/> wrote.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The rows in the order of the file.</returns>
    /// <exception cref="InputException">The file is missing or a line of it is wrong; the message names file and line.</exception>
    public static IReadOnlyList<ScoreRow> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path)) throw new InputException($"{path}: no such file; score the run first");
        try
        {
            using var reader = new StreamReader(path);
            using var csv = new CsvParser(reader, CultureInfo.InvariantCulture);
            return ReadRows(path, csv);
        }
        catch (BadDataException e)
        {
            throw new InputException($"{path} line {e.Context?.Parser?.RawRow}: not a CSV row; correct the line or score the run again", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: cannot be read ({e.Message}); check the file and its permissions", e);
        }
    }

    private static List<ScoreRow> ReadRows(string path, CsvParser csv)
    {
        if (!csv.Read() || !csv.Record!.SequenceEqual(Columns))
            throw new InputException($"{path} line 1: expected the header {string.Join(',', Columns)}; score the run again");
        var rows = new List<ScoreRow>();
        var seen = new HashSet<(Subset, string, string)>();
        while (csv.Read())
        {
            var row = new ScoresCsvLine(path, csv.RawRow, csv.Record!).ToRow();
            if (!seen.Add((row.Subset, row.Machine, row.File)))
                throw new InputException($"{path} line {csv.RawRow}: a second row for {row.Machine} {row.File}; remove one");
            rows.Add(row);
        }
        return rows;
    }

    private static string[] Cells(ScoreRow row) =>
    [
        Csv.Word(row.Subset), row.Machine, row.Section, row.File, row.Domain is { } d ? Csv.Word(d) : "",
        row.Condition is { } c ? Csv.Word(c) : "", Number(row, row.Score), Number(row, row.Threshold), Csv.Word(row.Decision),
    ];

    private static string Number(ScoreRow row, double value) => double.IsFinite(value)
        ? value.ToString("R", CultureInfo.InvariantCulture)
        : throw new ArgumentException($"{row.Machine} {row.File}: score or threshold is not finite");

    private static void WriteRecord(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (var cell in cells) csv.WriteField(cell);
        csv.NextRecord();
    }
}
