using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Data.Inspection;

/// <summary>
/// Compares a data set with the numbers of clips that the years of DCASE Task 2 were published with (<see cref="DcaseData"/>). Data
/// are held against a year only where all machines, two at least, and sections are of that year; of several years that have them,
/// against the one that is nearest. Numbers that are not published are not compared.
/// </summary>
internal static class OfficialCounts
{
    /// <summary>Compares counts and, where they are known, lengths.</summary>
    internal static IEnumerable<DataProblem> Check(IReadOnlyList<SectionReport> sections, IReadOnlyList<RecordingFacts> recordings, DcaseLayout layout)
    {
        if (Recognise(sections, layout) is not { } set)
            yield break;
        if (set.Missing.Count > 0)
            yield return DataProblem.Notice($"{set.Missing.Count} of the {set.All} sections of {set.Name} are not there, such as {set.Missing[0]}");
        if (set.Differences.Count > 0)
            yield return DataProblem.Notice($"{set.Differences.Count} of {sections.Count} sections do not have the number of clips of {set.Name}, such as {set.Differences[0]}");
        var odd = recordings.Where(f => f.Seconds < (set.Data.ShortestClip ?? 0) - 0.01 || f.Seconds > set.Data.LongestClip + 0.01).ToList();
        if (odd.Count > 0)
            yield return DataProblem.Notice(FormattableString.Invariant($"{odd.Count} of {recordings.Count} recordings do not have the length of those of {set.Name} ({set.Seconds} s), such as {odd[0].Clip.Path} ({odd[0].Seconds:0.###} s)"));
    }

    private static Comparison? Recognise(IReadOnlyList<SectionReport> sections, DcaseLayout layout) => sections.DistinctBy(s => s.Machine).Count() < 2 ? null
        : DcaseData.All.Where(d => d.Layout == layout).Select(d => Comparison.Of(d, sections)).OfType<Comparison>().MinBy(c => c.Missing.Count + c.Differences.Count);

    private sealed record Comparison(DcaseData Data, int All, IReadOnlyList<string> Missing, IReadOnlyList<string> Differences)
    {
        internal string Name => Data.Name.ToUpperInvariant();

        internal string Seconds => FormattableString.Invariant($"{(Data.ShortestClip == Data.LongestClip ? "" : Data.ShortestClip is { } shortest ? $"{shortest} to " : "up to ")}{Data.LongestClip}");

        /// <summary>Null where the data have a machine or section that the year does not.</summary>
        internal static Comparison? Of(DcaseData data, IReadOnlyList<SectionReport> sections)
        {
            var published = Sections(Subset.Development, data.Development).Concat(Sections(Subset.Evaluation, data.Evaluation)).ToList();
            var found = sections.ToDictionary(s => (s.Subset, s.Machine, s.Section));
            if (found.Keys.Except(published.Select(p => p.Key)).Any())
                return null;
            return new Comparison(
                data, published.Count, [.. published.Where(p => !found.ContainsKey(p.Key)).Select(p => Text(p.Key))],
                [.. published.Where(p => found.ContainsKey(p.Key)).Select(p => (p.Key, Text: Difference(found[p.Key], p.Counts))).Where(d => d.Text.Length > 0).Select(d => $"{Text(d.Key)}: {d.Text}")]);
        }

        private static IEnumerable<((Subset, string, string) Key, SectionCounts Counts)> Sections(Subset subset, IEnumerable<MachineSections> machines) =>
            from machine in machines from section in machine.Sections select ((subset, machine.Machine, section.Section), section);

        private static string Text((Subset Subset, string Machine, string Section) key) =>
            $"{(key.Subset == Subset.Development ? "dev_data" : "eval_data")} {key.Machine} section {key.Section}";
    }

    // Without ground truth only the sum of the test clips can be told.
    private static string Difference(SectionReport found, SectionCounts published)
    {
        List<string> parts = [];
        if (published.Train is not null && (found.TrainSource, found.TrainTarget) != (published.TrainSource, published.TrainTarget))
            parts.Add($"{found.TrainSource} + {found.TrainTarget} training clips (source + target) instead of {published.TrainSource} + {published.TrainTarget}");
        int[] test = [found.TestSourceNormal, found.TestSourceAnomaly, found.TestTargetNormal, found.TestTargetAnomaly];
        int?[] expected = [published.SourceNormal, published.SourceAnomaly, published.TargetNormal, published.TargetAnomaly];
        var all = test.Sum() + found.TestUnknown;
        if (published.Test is { } sum && all != sum)
            parts.Add($"{all} test clips instead of {sum}");
        else if (published.Test is not null && found.TestUnknown == 0 && !test.Select(t => (int?)t).SequenceEqual(expected))
            parts.Add($"{string.Join('/', test)} test clips (source normal/anomaly, target normal/anomaly) instead of {string.Join('/', expected)}");
        return string.Join(", ", parts);
    }
}
