using System.Globalization;
using CsvHelper;
using Ssl4Asd.Data;
using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Scoring;

/// <summary>
/// The files that the official DCASE evaluators read, for each machine and section, such as
/// <c>anomaly_score_&lt;machine&gt;_section_&lt;SS&gt;_test.csv</c> and
/// <c>decision_result_&lt;machine&gt;_section_&lt;SS&gt;_test.csv</c> (<see cref="SubmissionForm"/>), rows <c>file.wav,value</c> without header; a
/// decision is 1 for anomaly and 0 for normal. File names with commas are quoted, as CSV readers expect. The evaluators read the evaluation set alone;
/// of a machine and section that both sets have, the files of the development set lie in a subfolder <c>development</c>.
/// </summary>
public static class SubmissionFiles
{
    /// <summary>What the names of all files begin with.</summary>
    internal static IReadOnlyList<string> Kinds => [Scores, Decisions];

    private const string Scores = "anomaly_score";
    private const string Decisions = "decision_result";

    /// <summary>Writes the files of every machine and section; each appears whole or not at all.</summary>
    /// <param name="folder">Where to; made when missing, files of the same names are replaced.</param>
    /// <param name="rows">Scores; the order within a machine and section is kept.</param>
    /// <param name="form">The form of the year; that of 2022 and later where null.</param>
    /// <returns>The paths written, ordered by name; scores and decisions of a machine and section follow each other.</returns>
    /// <exception cref="InputException">A file cannot be written.</exception>
    /// <exception cref="ArgumentException">A score is NaN or infinite, or a machine type cannot be part of a file name.</exception>
    public static IReadOnlyList<string> Write(string folder, IEnumerable<ScoreRow> rows, SubmissionForm? form = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(rows);
        var all = rows.ToList();
        foreach (var row in all)
        {
            if (!double.IsFinite(row.Score)) throw new ArgumentException($"{row.Machine} {row.File}: the anomaly score is not finite", nameof(rows));
            if (row.Machine.AsSpan().IndexOfAny('/', '\\') >= 0) throw new ArgumentException($"machine type '{row.Machine}' cannot be part of a file name", nameof(rows));
        }
        form ??= SubmissionForm.Sections;
        string Name(ScoreRow row) => string.Format(CultureInfo.InvariantCulture, form.Name, row.Machine, row.Section, row.Domain is { } domain ? Csv.Word(domain) : "unknown") + ".csv";
        var evaluated = all.Where(r => r.Subset == Subset.Evaluation).Select(Name).ToHashSet();
        string PathOf(ScoreRow row) => row.Subset == Subset.Development && evaluated.Contains(Name(row)) ? Path.Combine(folder, Csv.Word(row.Subset)) : folder;
        var paths = new List<string>();
        foreach (var file in all.GroupBy(r => (Folder: PathOf(r), Name: Name(r))).OrderBy(g => g.Key.Folder, StringComparer.Ordinal).ThenBy(g => g.Key.Name, StringComparer.Ordinal))
        {
            paths.Add(Write(Path.Combine(file.Key.Folder, $"{Scores}_{file.Key.Name}"), file, r => r.Score.ToString("R", CultureInfo.InvariantCulture)));
            if (form.HasDecisions)
                paths.Add(Write(Path.Combine(file.Key.Folder, $"{Decisions}_{file.Key.Name}"), file, r => r.Decision == Condition.Anomaly ? "1" : "0"));
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
