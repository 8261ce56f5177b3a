using System.Text.RegularExpressions;

namespace Ssl4Asd.Data;

/// <summary>Conditions or domains of the evaluation test clips of one machine and section, as one CSV file has them.</summary>
/// <param name="Path">The file.</param>
/// <param name="Machine">The machine type as the file names it.</param>
/// <param name="Section">The two digits of the section.</param>
/// <param name="IsDomain">Whether 1 means the target domain; otherwise it means an anomaly.</param>
/// <param name="Of">The domain of the clips where the file is of one domain only, as in 2021.</param>
/// <param name="Rows">By the names of clips: whether the value is 1, and the line.</param>
internal sealed partial record TruthFile(
    string Path, string Machine, string Section, bool IsDomain, Domain? Of, IReadOnlyDictionary<string, (bool Value, int Line)> Rows)
{
    /// <summary>Reads the file of a section; null and a notice where the name is another.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isDomain">What its folder says it holds.</param>
    /// <param name="reading">Told what is wrong or odd.</param>
    internal static TruthFile? Read(string path, bool isDomain, TruthReading reading)
    {
        if (FileName().Match(System.IO.Path.GetFileName(path)) is not { Success: true } match)
        {
            reading.Notices.Add(path, "not named ground_truth_<machine>_section_<SS>_test.csv; ignored");
            return null;
        }
        var rows = new Dictionary<string, (bool, int)>(StringComparer.Ordinal);
        var isFirst = true;
        foreach (var (line, cells, text) in reading.Lines(path))
        {
            var value = cells.Length == 2 && cells[0].Length > 0 ? Value(cells[1], isDomain) : null;
            if (value is null && isFirst && !cells[0].EndsWith(".wav", StringComparison.OrdinalIgnoreCase))
                reading.Oddities.Add(path, "a header line: not taken as a row");
            else if (value is null)
                reading.Errors.Add($"{path} line {line}", $"expected <file>.wav,<0|1>, found '{text}'; correct the line", "row");
            else if (!rows.TryAdd(cells[0], (value.Value, line)))
                reading.Errors.Add($"{path} line {line}", $"a second row for {cells[0]}; remove one", "twice");
            isFirst = false;
        }
        Domain? of = match.Groups["domain"] is { Success: true, Value: var word } ? Enum.Parse<Domain>(word, ignoreCase: true) : null;
        return new TruthFile(path, match.Groups["machine"].Value, match.Groups["section"].Value, isDomain, of, rows);
    }

    /// <summary>Whether a file is named as a list of all machines.</summary>
    internal static bool IsList(string path) => System.IO.Path.GetFileName(path) is var name
        && name.StartsWith("eval_data_list", StringComparison.OrdinalIgnoreCase) && name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Reads a list of all machines: a line for each machine, below it rows <c>name,labelled name</c>, in 2020 with a third cell,
    /// <c>0</c> or <c>1</c>.
    /// </summary>
    internal static IEnumerable<TruthFile> ReadList(string path, TruthReading reading)
    {
        var rows = new List<(string Machine, string Clip, ClipName Labelled, int Line)>();
        string? machine = null;
        foreach (var (line, cells, text) in reading.Lines(path))
        {
            if (cells.Skip(1).All(c => c.Length == 0) && !cells[0].EndsWith(".wav", StringComparison.OrdinalIgnoreCase))
                machine = cells[0];
            else if (machine is null || cells.Length is < 2 or > 3 || !ClipName.TryParse(cells[1], out var labelled, out _) || labelled.Condition is null
                || !ClipName.TryParse(cells[0], out var clip, out _) || clip.Section != labelled.Section)
                reading.Errors.Add($"{path} line {line}", $"expected the name of a machine, or <clip>.wav,<labelled name>.wav[,<0|1>] below it, found '{text}'; correct the line", "row");
            else if (cells.Length == 3 && Value(cells[2], isDomain: false) != (labelled.Condition == Condition.Anomaly))
                reading.Errors.Add($"{path} line {line}", $"'{cells[2]}' contradicts the name {cells[1]}; correct one of them", "contradiction");
            else
                rows.Add((machine, cells[0], labelled, line));
        }
        foreach (var twice in rows.GroupBy(r => (r.Machine, r.Clip)).Where(g => g.Count() > 1))
            reading.Errors.Add($"{path} line {twice.Last().Line}", $"a second row for {twice.Key.Clip}; remove one", "twice");
        foreach (var section in rows.DistinctBy(r => (r.Machine, r.Clip)).GroupBy(r => (r.Machine, r.Labelled.Section)))
        {
            yield return Of(section, isDomain: false, r => r.Condition == Condition.Anomaly);
            if (section.All(r => r.Labelled.Form == ClipNameForm.Section))
                yield return Of(section, isDomain: true, r => r.Domain == Domain.Target);
        }

        TruthFile Of(IGrouping<(string Machine, string Section), (string Machine, string Clip, ClipName Labelled, int Line)> section, bool isDomain, Func<ClipName, bool> value) =>
            new(path, section.Key.Machine, section.Key.Section, isDomain, null, section.ToDictionary(r => r.Clip, r => (value(r.Labelled), r.Line), StringComparer.Ordinal));
    }

    private static bool? Value(string cell, bool isDomain) => cell.ToLowerInvariant() switch
    {
        "0" => false,
        "1" => true,
        var word when word == (isDomain ? "source" : "normal") => false,
        var word when word == (isDomain ? "target" : "anomaly") => true,
        _ => null,
    };

    [GeneratedRegex(@"\Aground_truth_(?<machine>.+)_section_(?<section>[0-9]{2})_(?:(?<domain>source|target)_)?test\.csv\z", RegexOptions.IgnoreCase)]
    private static partial Regex FileName();
}
