using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Ssl4Asd;

/// <summary>How all CSV files of the package are written: invariant numbers and "\n" line ends.</summary>
public static class Csv
{
    /// <summary>The configuration for CsvHelper's readers and writers.</summary>
    public static CsvConfiguration Configuration { get; } = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    /// <summary>Writes records beside the target and renames.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    internal static void Write<T>(string path, IEnumerable<T> records) => AtomicFile.WriteText(path, text =>
    {
        using var csv = new CsvWriter(text, Configuration, leaveOpen: true);
        csv.WriteRecords(records);
    });

    /// <summary>A name of an enum as it stands in files: lower case.</summary>
    public static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
