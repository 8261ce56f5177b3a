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

    /// <summary>Reads all records; columns are found by their names.</summary>
    /// <param name="path">The file.</param>
    /// <param name="remedy">What to do where it is missing or broken, such as <c>train the run again</c>.</param>
    /// <exception cref="InputException">The file is missing or broken; names it, the line or the reason, and the remedy.</exception>
    internal static IReadOnlyList<T> Read<T>(string path, string remedy)
    {
        try
        {
            using var csv = new CsvReader(new StreamReader(path), Configuration);
            return [.. csv.GetRecords<T>()];
        }
        catch (Exception e) when (e is CsvHelperException or IOException or UnauthorizedAccessException)
        {
            var reason = e is CsvHelperException { Context.Parser: { } parser } ? $"line {parser.RawRow}" : e.Message.ReplaceLineEndings(" ").TrimEnd('.');
            throw new InputException($"{path}: cannot be read ({reason}); {remedy}", e);
        }
    }

    /// <summary>A value of an enum by the word that stands for it in files.</summary>
    /// <exception cref="InputException">None has that name.</exception>
    internal static T Value<T>(string word, string path, string remedy) where T : struct, Enum =>
        Enum.TryParse<T>(word, ignoreCase: true, out var value) && Word(value) == word ? value : throw new InputException($"{path}: cannot be read ('{word}'); {remedy}");

    /// <summary>A name of an enum as it stands in files: lower case.</summary>
    public static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
