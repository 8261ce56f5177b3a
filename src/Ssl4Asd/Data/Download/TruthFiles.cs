using System.Text.RegularExpressions;

namespace Ssl4Asd.Data.Download;

/// <summary>
/// The CSV files of the official evaluators, which come without checksums: known to be whole by their rows. Ours have one
/// for each test clip, and as many ones as there are anomalous (or target-domain) clips.
/// </summary>
internal static partial class TruthFiles
{
    internal const string Conditions = "ground_truth_data";
    internal const string Domains = "ground_truth_domain";

    internal static IReadOnlyList<string> Kinds { get; } = [Conditions, Domains];

    /// <summary>Where the file of a section lies, relative to the data set.</summary>
    internal static string Path(string kind, string machine, string section) => $"{GroundTruth.Folder}/{kind}/{Name(machine, section)}";

    internal static string Name(string machine, string section) => $"ground_truth_{machine}_section_{section}_test.csv";

    /// <summary>What is wrong with the two files of a section, or null.</summary>
    /// <param name="root">The folder that holds <c>ground_truth</c>.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="section">What was published.</param>
    internal static string? Problem(string root, string machine, SectionCounts section)
    {
        var anomalies = section.SourceAnomaly + section.TargetAnomaly;
        var targets = section.TargetNormal + section.TargetAnomaly;
        return Problem(root, Path(Conditions, machine, section.Section), section.Test, anomalies)
            ?? Problem(root, Path(Domains, machine, section.Section), section.Test, targets);
    }

    /// <summary>Test clips of a section without a row in one of its files.</summary>
    internal static List<string> Unlabelled(string root, string machine, string section, IReadOnlyCollection<string> clips) =>
        [.. Kinds.Select(kind => Rows(System.IO.Path.Combine(root, Path(kind, machine, section)))).SelectMany(rows => clips.Where(c => rows?.ContainsKey(c) != true)).Distinct().Order(StringComparer.Ordinal)];

    private static string? Problem(string root, string path, int clips, int ones)
    {
        if (Rows(System.IO.Path.Combine(root, path)) is not { } rows)
            return $"{path}: not there, or not rows of <clip>.wav,<0|1>";
        var found = rows.Values.Count(v => v);
        return (rows.Count, found) == (clips, ones) ? null : $"{path}: {rows.Count} rows with {found} ones, published are {clips} with {ones}";
    }

    private static Dictionary<string, bool>? Rows(string path)
    {
        if (!File.Exists(path)) return null;
        var rows = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(path).Where(l => l.Length > 0))
        {
            if (Row().Match(line) is not { Success: true } row || !rows.TryAdd(row.Groups["clip"].Value, row.Groups["value"].Value == "1"))
                return null;
        }
        return rows;
    }

    [GeneratedRegex(@"\A(?<clip>[^,/\\]+\.wav)\s*,\s*(?<value>[01])\s*\z")]
    private static partial Regex Row();
}
