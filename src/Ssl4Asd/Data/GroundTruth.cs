using System.Text.RegularExpressions;

namespace Ssl4Asd.Data;

/// <summary>
/// The ground truth of evaluation test clips as the official evaluators publish it, one CSV for each machine and
/// section: <c>ground_truth_data/ground_truth_&lt;machine&gt;_section_&lt;SS&gt;_test.csv</c> with rows
/// <c>name.wav,0|1</c> (1 = anomaly) and the same in <c>ground_truth_domain</c> (1 = target).
/// </summary>
internal sealed partial class GroundTruth
{
    public const string Folder = "ground_truth";

    private readonly List<TruthFile> _files = [];

    /// <summary>Reads all truth files below a data set's root; what cannot be read is reported.</summary>
    public static GroundTruth Read(string root, List<DataProblem> problems)
    {
        var truth = new GroundTruth();
        var folder = Path.Combine(root, Folder);
        if (!Directory.Exists(folder)) return truth;
        truth.ReadFolder(Path.Combine(folder, "ground_truth_data"), isDomain: false, problems);
        truth.ReadFolder(Path.Combine(folder, "ground_truth_domain"), isDomain: true, problems);
        if (truth._files.Count == 0)
            problems.Add(DataProblem.Notice($"{folder}: holds no ground truth; expected ground_truth_data/*.csv and ground_truth_domain/*.csv in it"));
        return truth;
    }

    /// <summary>Fills the labels of evaluation test clips in, matched by file name; every mismatch is reported.</summary>
    /// <param name="clips">All clips of the data set; those concerned are replaced in place.</param>
    /// <param name="problems">Where mismatches go.</param>
    public void Apply(List<Clip> clips, List<DataProblem> problems)
    {
        var positions = Enumerable.Range(0, clips.Count)
            .Where(i => clips[i] is { Subset: Subset.Evaluation, Split: Split.Test })
            .ToLookup(i => (clips[i].Machine, clips[i].Section));
        foreach (var file in _files)
        {
            var indices = positions[(file.Machine, file.Section)].ToList();
            if (indices.Count == 0)
            {
                problems.Add(DataProblem.Notice($"{file.Path}: no evaluation test clips of {file.Machine} section {file.Section}; not used"));
                continue;
            }
            var names = indices.Select(i => clips[i].FileName).ToHashSet(StringComparer.Ordinal);
            if (indices.TrueForAll(i => clips[i].Condition is not null && clips[i].Domain is not null) && !file.Values.Keys.Any(names.Contains))
            {
                problems.Add(DataProblem.Notice($"{file.Path}: not used, because the names of the clips already tell domain and condition"));
                continue;
            }
            Report(file, [.. file.Values.Keys.Where(n => !names.Contains(n))], "names clips that are not in the data", "add them or remove the rows", problems);
            Report(file, [.. names.Where(n => !file.Values.ContainsKey(n)).Order(StringComparer.Ordinal)], "has no row for clips of the data", "add the rows or remove the file", problems);
            foreach (var i in indices)
            {
                if (file.Values.TryGetValue(clips[i].FileName, out var value)) clips[i] = Labelled(clips[i], file, value, problems);
            }
        }
    }

    private static Clip Labelled(Clip clip, TruthFile file, bool value, List<DataProblem> problems)
    {
        var labelled = file.IsDomain
            ? clip with { Domain = value ? Domain.Target : Domain.Source }
            : clip with { Condition = value ? Condition.Anomaly : Condition.Normal };
        var contradicts = file.IsDomain ? clip.Domain is { } d && d != labelled.Domain : clip.Condition is { } c && c != labelled.Condition;
        if (contradicts)
            problems.Add(DataProblem.Error($"{file.Path}: contradicts the file name {clip.FileName}; correct one of them"));
        return labelled;
    }

    private static void Report(TruthFile file, List<string> names, string what, string todo, List<DataProblem> problems)
    {
        if (names.Count > 0)
            problems.Add(DataProblem.Error($"{file.Path}: {what} ({DatasetLayout.Few(names)}); {todo}"));
    }

    private void ReadFolder(string folder, bool isDomain, List<DataProblem> problems)
    {
        if (!Directory.Exists(folder)) return;
        foreach (var path in DatasetLayout.Files(folder).Where(f => f.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)))
        {
            if (FileName().Match(Path.GetFileName(path)) is { Success: true } match)
                _files.Add(new TruthFile(path, match.Groups["machine"].Value, match.Groups["section"].Value, isDomain, ReadRows(path, problems)));
            else
                problems.Add(DataProblem.Notice($"{path}: not named ground_truth_<machine>_section_<SS>_test.csv; ignored"));
        }
    }

    private static Dictionary<string, bool> ReadRows(string path, List<DataProblem> problems)
    {
        var rows = new Dictionary<string, bool>(StringComparer.Ordinal);
        var lines = File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i])) continue;
            var cells = lines[i].Split(',', StringSplitOptions.TrimEntries);
            if (cells.Length != 2 || cells[0].Length == 0 || cells[1] is not ("0" or "1"))
                problems.Add(DataProblem.Error($"{path} line {i + 1}: expected <file>.wav,<0|1>, found '{lines[i]}'; correct the line"));
            else if (!rows.TryAdd(cells[0], cells[1] == "1"))
                problems.Add(DataProblem.Error($"{path} line {i + 1}: a second row for {cells[0]}; remove one"));
        }
        return rows;
    }

    [GeneratedRegex(@"\Aground_truth_(?<machine>.+)_section_(?<section>[0-9]{2})_test\.csv\z", RegexOptions.IgnoreCase)]
    private static partial Regex FileName();

    private sealed record TruthFile(string Path, string Machine, string Section, bool IsDomain, Dictionary<string, bool> Values);
}
