using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Data.Download;

/// <summary>
/// The CSV files of labels, which come without checksums: known to be whole by their rows. Ours have one for each test clip, and
/// as many ones as there are anomalous (or target-domain) clips, where these numbers are published.
/// </summary>
internal static class TruthFiles
{
    /// <summary>One file's share of a section, and what it should hold.</summary>
    private sealed record Share(string Path, bool IsDomain, Domain? Of, int? Rows, int? Ones);

    /// <summary>Where the files of the machines lie, relative to the data set.</summary>
    internal static IReadOnlyList<string> Items(DcaseData data, IReadOnlyList<MachineSections> machines) => data.Truth is not { } truth ? []
        : [.. (from kind in truth.List is null ? truth.Folders : [""]
               from machine in machines
               from section in machine.Sections
               from share in Shares(data, machine.Machine, section)
               where kind == "" || share.Path.Contains($"/{kind}/", StringComparison.Ordinal)
               select share.Path).Distinct()];

    /// <summary>What is wrong with the files of a section, or null.</summary>
    /// <param name="root">The folder that holds <c>ground_truth</c>.</param>
    /// <param name="data">The data set.</param>
    /// <param name="machine">The machine.</param>
    /// <param name="section">What was published.</param>
    internal static string? Problem(string root, DcaseData data, string machine, SectionCounts section)
    {
        foreach (var share in Shares(data, machine, section))
        {
            if (Read(root, share, machine, section.Section) is not { } rows)
                return $"{share.Path}: not there, or not rows of <clip>.wav,<0|1>";
            var ones = rows.Values.Count(r => r.Value);
            if ((share.Rows is { } all && all != rows.Count) || (share.Ones is { } expected && expected != ones))
                return $"{share.Path}: {rows.Count} rows with {ones} ones, published are {share.Rows} with {share.Ones}";
        }
        return null;
    }

    /// <summary>Test clips of a section without a label.</summary>
    internal static List<string> Unlabelled(string root, DcaseData data, string machine, SectionCounts section, IReadOnlyCollection<string> clips) =>
        [.. Shares(data, machine, section).GroupBy(s => s.IsDomain)
            .Select(kind => kind.SelectMany(share => Read(root, share, machine, section.Section)?.Keys ?? []).ToHashSet(StringComparer.Ordinal))
            .SelectMany(labelled => clips.Where(c => !labelled.Contains(c))).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<Share> Shares(DcaseData data, string machine, SectionCounts section)
    {
        var truth = data.Truth!;
        if (truth.List is { } list)
        {
            var path = $"{GroundTruth.Folder}/{list[(list.LastIndexOf('/') + 1)..]}";
            yield return new Share(path, IsDomain: false, null, section.Test, section.Anomalies);
            if (data.Layout.HasDomains)
                yield return new Share(path, IsDomain: true, null, section.Test, section.Targets);
            yield break;
        }
        foreach (var kind in truth.Folders)
        {
            string Path(string domain) => $"{GroundTruth.Folder}/{kind}/ground_truth_{machine}_section_{section.Section}_{domain}test.csv";
            if (truth.DomainFiles)
            {
                yield return new Share(Path("source_"), IsDomain: false, Domain.Source, section.SourceNormal + section.SourceAnomaly, section.SourceAnomaly);
                yield return new Share(Path("target_"), IsDomain: false, Domain.Target, section.TargetNormal + section.TargetAnomaly, section.TargetAnomaly);
            }
            else
            {
                var isDomain = kind == GroundTruth.Domains;
                yield return new Share(Path(""), isDomain, null, section.Test, isDomain ? section.Targets : section.Anomalies);
            }
        }
    }

    private static IReadOnlyDictionary<string, (bool Value, int Line)>? Read(string root, Share share, string machine, string section)
    {
        var path = System.IO.Path.Combine(root, share.Path);
        if (!File.Exists(path))
            return null;
        var reading = new TruthReading();
        var file = TruthFile.IsList(path)
            ? TruthFile.ReadList(path, reading).FirstOrDefault(f => (f.Machine, f.Section, f.IsDomain) == (machine, section, share.IsDomain))
            : TruthFile.Read(path, share.IsDomain, reading);
        return reading.Errors.Lines.Any() ? null : file?.Rows;
    }
}
