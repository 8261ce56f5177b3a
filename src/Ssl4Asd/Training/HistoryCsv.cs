namespace Ssl4Asd.Training;

/// <summary>history.csv: one <see cref="HistoryRow"/> a line, with a header.</summary>
public static class HistoryCsv
{
    /// <summary>Writes all rows beside the target and renames.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public static void Write(string path, IEnumerable<HistoryRow> rows) => Csv.Write(path, rows);

    /// <summary>Reads all rows.</summary>
    /// <exception cref="InputException">The file is missing or broken.</exception>
    public static IReadOnlyList<HistoryRow> Read(string path) => Csv.Read<HistoryRow>(path, "train the run again");
}
