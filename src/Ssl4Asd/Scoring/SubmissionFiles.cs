using System.Globalization;
using CsvHelper;
using Ssl4Asd.Data;

namespace Ssl4Asd.Scoring;

/// <summary>
/// The files that the official DCASE evaluators read, for each machine and section:
/// <c>anomaly_score_&lt;machine&gt;_section_&lt;SS&gt;_test.csv</c> and
/// <c>decision_result_&lt;machine&gt;_section_&lt;SS&gt;_test.csv</c>, rows <c>file.wav,value</c> without header; a decision
/// is 1 for anomaly and 0 for normal. File names with commas are quoted, as CSV readers expect.
/// </summary>
public static class SubmissionFiles
{
    /// <summary>Writes the two files of every machine and section; each appears whole or not at all.</summary>
    /// <param name="folder">Where to; made when missing, files of the same names are replaced.</param>
    /// <param name="rows">Scores; the order within a machine and section is kept.</param>
    /// <returns>The paths written, ordered by machine and section.</returns>
    /// <exception cref="InputException">A file cannot be written.</exception>
    /// <exception cref="ArgumentException">A score is NaN or infinite, or a machine type cannot be part of a file name.</exception>
    public static IReadOnlyList<string> Write(string folder, IEnumerable<ScoreRow> rows)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(rows);
        var all = rows.ToList();
        foreach (var row in all)
        {
            if (!double.IsFinite(row.Score)) throw new ArgumentException($"{row.Machine} {row.File}: the anomaly score is not finite", nameof(rows));
            if (row.Machine.AsSpan().IndexOfAny('/', '\\') >= 0) throw new ArgumentException($"machine type '{row.Machine}' cannot be part of a file name", nameof(rows));
        }
        var paths = new List<string>();
        foreach (var section in all.GroupBy(r => (r.Machine, r.Section)).OrderBy(g => g.Key.Machine, StringComparer.Ordinal).ThenBy(g => g.Key.Section, StringComparer.Ordinal))
        {
            var name = $"{section.Key.Machine}_section_{section.Key.Section}_test.csv";
            paths.Add(Write(Path.Combine(folder, $"anomaly_score_{name}"), section, r => r.Score.ToString("R", CultureInfo.InvariantCulture)));
            paths.Add(Write(Path.Combine(folder, $"decision_result_{name}"), section, r => r.Decision == Condition.Anomaly ? "1" : "0"));
        }
        return paths;
    }

    private static string Write(string path, IEnumerable<ScoreRow> rows, Func<ScoreRow, string> value)
    {
        AtomicFile.WriteText(path, writer =>
        {
            using var csv = new CsvWriter(writer, Csv.Configuration, leaveOpen: true);
            foreach (var row in rows)
            {
                csv.WriteField(row.File);
                csv.WriteField(value(row));
                csv.NextRecord();
            }
        });
        return path;
    }
}
