namespace Ssl4Asd.Data.Inspection;

/// <summary>
/// The numbers of clips that DCASE2022 and DCASE2023 Task 2 were published with. Data are held against them only where all
/// machines, two at least, bear the names of one of these sets.
/// </summary>
internal static class OfficialCounts
{
    private const int Source = 990, Target = 10; // training clips of a section, both years

    private static readonly string[] _machines = ["bearing", "fan", "gearbox", "slider", "ToyCar", "ToyTrain", "valve"];
    private static readonly string[] _newMachines = ["bandsaw", "grinder", "shaker", "ToyDrone", "ToyNscale", "ToyTank", "Vacuum"];

    private static readonly OfficialSet _2022 = new("DCASE2022", 10, 10,
    [
        .. from m in _machines from s in new[] { "00", "01", "02" } select new OfficialSection(Subset.Development, m, s),
        .. from m in _machines from s in new[] { "03", "04", "05" } select new OfficialSection(Subset.Evaluation, m, s),
    ]);

    private static readonly OfficialSet _2023 = new("DCASE2023", 6, 18,
    [
        .. from m in _machines select new OfficialSection(Subset.Development, m, "00"),
        .. from m in _newMachines select new OfficialSection(Subset.Evaluation, m, "00")
        {
            Test = m switch { "bandsaw" => new(67, 40, 60, 33), "grinder" => new(107, 27, 36, 30), "shaker" => new(49, 53, 52, 46), _ => new(50, 50, 50, 50) },
        },
    ]);

    /// <summary>Compares counts and, where they are known, lengths.</summary>
    internal static IEnumerable<DataProblem> Check(IReadOnlyList<SectionReport> sections, IReadOnlyList<RecordingFacts> recordings)
    {
        if (Recognise(sections) is not { } set)
            yield break;
        var found = sections.ToDictionary(s => (s.Subset, s.Machine, s.Section));
        var missing = set.Sections.Where(s => !found.ContainsKey((s.Subset, s.Machine, s.Section))).ToList();
        if (missing.Count > 0)
            yield return DataProblem.Notice($"{missing.Count} of the {set.Sections.Count} sections of {set.Name} are not there, such as {missing[0]}");
        var differences = set.Sections.Where(s => found.ContainsKey((s.Subset, s.Machine, s.Section)))
            .Select(s => (Section: s, Text: s.Difference(found[(s.Subset, s.Machine, s.Section)]))).Where(d => d.Text.Length > 0).ToList();
        if (differences.Count > 0)
            yield return DataProblem.Notice($"{differences.Count} of {found.Count} sections do not have the number of clips of {set.Name}, such as {differences[0].Section}: {differences[0].Text}");
        var odd = recordings.Where(f => f.Seconds < set.MinSeconds - 0.01 || f.Seconds > set.MaxSeconds + 0.01).ToList();
        if (odd.Count > 0)
            yield return DataProblem.Notice(FormattableString.Invariant($"{odd.Count} of {recordings.Count} recordings do not have the length of those of {set.Name} ({set.Seconds} s), such as {odd[0].Clip.Path} ({odd[0].Seconds:0.###} s)"));
    }

    // Development data alone, of section 00 only, may be of either year; the counts are the same.
    private static OfficialSet? Recognise(IReadOnlyList<SectionReport> sections) => sections.DistinctBy(s => s.Machine).Count() < 2 ? null
        : new[] { _2023, _2022 }.FirstOrDefault(set => sections.All(s => set.Sections.Any(o => (o.Subset, o.Machine, o.Section) == (s.Subset, s.Machine, s.Section))));

    private sealed record OfficialSet(string Name, int MinSeconds, int MaxSeconds, IReadOnlyList<OfficialSection> Sections)
    {
        internal string Seconds => MinSeconds == MaxSeconds ? $"{MinSeconds}" : $"{MinSeconds} to {MaxSeconds}";
    }

    private sealed record TestCounts(int SourceNormal, int SourceAnomaly, int TargetNormal, int TargetAnomaly)
    {
        internal int All => SourceNormal + SourceAnomaly + TargetNormal + TargetAnomaly;
    }

    private sealed record OfficialSection(Subset Subset, string Machine, string Section)
    {
        internal TestCounts Test { get; init; } = new(50, 50, 50, 50);

        // Without ground truth only their sum can be told; what is not there at all was perhaps not wanted.
        internal string Difference(SectionReport found)
        {
            var test = new TestCounts(found.TestSourceNormal, found.TestSourceAnomaly, found.TestTargetNormal, found.TestTargetAnomaly);
            List<string> parts = [];
            if ((found.TrainSource, found.TrainTarget) != (Source, Target))
                parts.Add($"{found.TrainSource} + {found.TrainTarget} training clips (source + target) instead of {Source} + {Target}");
            if (found.TestUnknown > 0 ? test.All + found.TestUnknown != Test.All : test != Test)
                parts.Add(test.All + found.TestUnknown != Test.All
                    ? $"{test.All + found.TestUnknown} test clips instead of {Test.All}"
                    : $"{Text(test)} test clips (source normal/anomaly, target normal/anomaly) instead of {Text(Test)}");
            return string.Join(", ", parts);
        }

        public override string ToString() => $"{(Subset == Subset.Development ? "dev_data" : "eval_data")} {Machine} section {Section}";

        private static string Text(TestCounts test) => $"{test.SourceNormal}/{test.SourceAnomaly}/{test.TargetNormal}/{test.TargetAnomaly}";
    }
}
