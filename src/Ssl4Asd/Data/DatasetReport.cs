using Ssl4Asd.Audio;
using Ssl4Asd.Data.Inspection;

namespace Ssl4Asd.Data;

/// <summary>The lengths of a group of clips.</summary>
/// <param name="Minimum">Seconds.</param>
/// <param name="Median">Seconds; the mean of the middle two for an even number of clips.</param>
/// <param name="Maximum">Seconds.</param>
public sealed record ClipLengths(double Minimum, double Median, double Maximum)
{
    internal static ClipLengths? Of(List<double> seconds)
    {
        if (seconds.Count == 0) return null;
        seconds.Sort();
        var middle = seconds.Count / 2;
        var median = seconds.Count % 2 == 1 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2;
        return new ClipLengths(seconds[0], median, seconds[^1]);
    }
}

/// <summary>What a data set holds of one section of one machine.</summary>
/// <param name="Subset">Development or evaluation set.</param>
/// <param name="Machine">The machine type.</param>
/// <param name="Section">The two digits of the section.</param>
/// <param name="TrainSource">Training clips of the source domain.</param>
/// <param name="TrainTarget">Training clips of the target domain.</param>
/// <param name="TestSourceNormal">Normal test clips of the source domain.</param>
/// <param name="TestSourceAnomaly">Anomalous test clips of the source domain.</param>
/// <param name="TestTargetNormal">Normal test clips of the target domain.</param>
/// <param name="TestTargetAnomaly">Anomalous test clips of the target domain.</param>
/// <param name="TestUnknown">Test clips whose domain or condition is unknown.</param>
/// <param name="Attributes">Distinct attribute strings among the training clips.</param>
/// <param name="Lengths">Lengths of all clips that were read; null when none was.</param>
public sealed record SectionReport(
    Subset Subset, string Machine, string Section, int TrainSource, int TrainTarget, int TestSourceNormal,
    int TestSourceAnomaly, int TestTargetNormal, int TestTargetAnomaly, int TestUnknown, int Attributes,
    ClipLengths? Lengths);

/// <summary>What a data set holds, section by section, and every problem found in it.</summary>
/// <param name="Root">The folder that was inspected.</param>
/// <param name="Sections">In the order of subset, machine, section.</param>
/// <param name="Classes">How many classes the training clips give (see <see cref="Clip.ClassLabel"/>).</param>
/// <param name="Recordings">Lengths and levels of all recordings that were read.</param>
/// <param name="Problems">Every error and notice; the errors that <see cref="Dataset.Load"/> refuses come from the same checks.</param>
public sealed record DatasetReport(
    string Root, IReadOnlyList<SectionReport> Sections, int Classes, IReadOnlyList<RecordingFacts> Recordings, IReadOnlyList<DataProblem> Problems)
{
    /// <summary>Whether the data can be trained on: no problem is an error.</summary>
    public bool CanTrain => Problems.All(p => p.Severity != ProblemSeverity.Error);

    /// <summary>
    /// Looks through a whole data set without stopping at the first problem: layout, names, ground truth and counts, then
    /// the samples of all recordings. They are decoded into the store that training uses too.
    /// </summary>
    /// <param name="root">The folder that holds <c>dev_data</c>; that it is missing is a problem of the report.</param>
    /// <param name="quick">Opens no recording: nothing is said of lengths, formats, levels, duplicates and broken files.</param>
    /// <param name="report">Told how far the work is.</param>
    /// <param name="notice">Told, line by line, what a user should know meanwhile.</param>
    /// <param name="truth">Folder or file of the ground truth; see <see cref="Dataset.Load"/>.</param>
    /// <param name="format">What recordings are decoded to; the average of their channels at 16 kHz where null.</param>
    /// <param name="stop">Ends the work.</param>
    /// <returns>The report.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was raised.</exception>
    public static DatasetReport Inspect(
        string root, bool quick = false, Action<WorkProgress>? report = null, Action<string>? notice = null, string? truth = null, SoundFormat? format = null,
        CancellationToken stop = default)
    {
        var scan = DatasetScan.Of(root, truth);
        var problems = new List<DataProblem>(scan.Problems);
        var recordings = quick ? [] : new RecordingReader(root, format ?? SoundFormat.Usual, problems, report, notice, stop).Read(scan.Clips);
        var seconds = recordings.ToDictionary(f => f.Clip, f => f.Seconds);
        var sections = scan.Clips
            .GroupBy(c => (c.Subset, c.Machine, c.Section))
            .OrderBy(g => g.Key.Subset).ThenBy(g => g.Key.Machine, StringComparer.Ordinal).ThenBy(g => g.Key.Section, StringComparer.Ordinal)
            .Select(g => Describe([.. g], ClipLengths.Of([.. g.Where(seconds.ContainsKey).Select(c => seconds[c])])))
            .ToList();
        problems.AddRange(OfficialCounts.Check(sections, recordings, scan.Layout));
        problems.AddRange(RecordingProblems.Of(recordings));
        var classes = scan.Clips.Where(c => c.Split == Split.Train).Select(c => c.ClassLabel).Distinct().Count();
        return new DatasetReport(root, sections, classes, recordings, problems);
    }

    private static SectionReport Describe(List<Clip> clips, ClipLengths? lengths)
    {
        int Count(Split split, Domain domain, Condition condition) =>
            clips.Count(c => c.Split == split && c.Domain == domain && c.Condition == condition);
        return new SectionReport(
            clips[0].Subset, clips[0].Machine, clips[0].Section,
            Count(Split.Train, Domain.Source, Condition.Normal), Count(Split.Train, Domain.Target, Condition.Normal),
            Count(Split.Test, Domain.Source, Condition.Normal), Count(Split.Test, Domain.Source, Condition.Anomaly),
            Count(Split.Test, Domain.Target, Condition.Normal), Count(Split.Test, Domain.Target, Condition.Anomaly),
            clips.Count(c => c.Domain is null || c.Condition is null),
            clips.Where(c => c.Split == Split.Train).Select(c => c.Attributes).Distinct().Count(),
            lengths);
    }
}
