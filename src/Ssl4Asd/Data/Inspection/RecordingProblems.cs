using Ssl4Asd.Audio;

namespace Ssl4Asd.Data.Inspection;

/// <summary>What is odd about the recordings of a data set: one line a kind, with how many and an example.</summary>
internal static class RecordingProblems
{
    /// <summary>More samples than this share at full scale: a recording that was too loud, not one loud moment.</summary>
    internal const double ClippedShare = 1e-4;

    /// <summary>Below this RMS, in dB of full scale, there is hardly more than the rounding to 16 bits (−101 dB).</summary>
    internal const double SilentDecibels = -80;

    /// <summary>Equal samples for so long, in seconds, are no sound of a machine: the recording was interrupted.</summary>
    internal const double InterruptedSeconds = 0.1;

    private const int SampleRate = 16_000;

    internal static IEnumerable<DataProblem> Of(IReadOnlyList<RecordingFacts> all)
    {
        foreach (var rate in all.Where(f => f.SampleRate != SampleRate).GroupBy(f => f.SampleRate).OrderBy(g => g.Key))
            yield return Line(all, [.. rate], $"at {rate.Key} Hz instead of {SampleRate} Hz: resampled", _ => "");
        foreach (var channels in all.Where(f => f.Channels != 1 && !f.Notices.Any(text => text.Contains(WavSamples.CancelNotice, StringComparison.Ordinal))).GroupBy(f => f.Channels).OrderBy(g => g.Key))
            yield return Line(all, [.. channels], $"with {channels.Key} channels: their average is used", _ => "");
        foreach (var line in NoticeKinds.Lines(all.SelectMany(f => f.Notices.Where(text => !text.StartsWith("resampled", StringComparison.Ordinal)).Select(text => (f.Clip.Path, text)))))
            yield return DataProblem.Notice(line);
        foreach (var problem in Lengths(all).Concat(Levels(all)).Concat(Duplicates(all)))
            yield return problem;
    }

    private static IEnumerable<DataProblem> Lengths(IReadOnlyList<RecordingFacts> all)
    {
        var median = all.GroupBy(f => (f.Clip.Machine, f.Clip.Section)).ToDictionary(g => g.Key, g => ClipLengths.Of([.. g.Select(f => f.Seconds)])!.Median);
        double Ratio(RecordingFacts f) => f.Seconds / median[(f.Clip.Machine, f.Clip.Section)];
        var odd = all.Where(f => Ratio(f) is < 0.5 or > 2).ToList();
        if (odd.Count > 0)
            yield return Line(all, odd, "shorter than half or longer than twice the median of their machine and section",
                f => FormattableString.Invariant($"{f.Seconds:0.###} s, median {median[(f.Clip.Machine, f.Clip.Section)]:0.###} s"));
    }

    private static IEnumerable<DataProblem> Levels(IReadOnlyList<RecordingFacts> all)
    {
        var clipped = all.Where(f => !f.IsConstant && f.FullScaleShare > ClippedShare).OrderByDescending(f => f.FullScaleShare).ToList();
        if (clipped.Count > 0)
            yield return Line(all, clipped, FormattableString.Invariant($"clipped (more than {100 * ClippedShare:0.##} % of the samples at full scale)"),
                f => FormattableString.Invariant($"{100 * f.FullScaleShare:0.##} %"), "the worst is");
        var constant = all.Where(f => f.IsConstant).ToList();
        if (constant.Count > 0)
            yield return Line(all, constant, "digital silence (all samples are equal)", _ => "");
        var silent = all.Where(f => !f.IsConstant && f.RmsDecibels < SilentDecibels).OrderBy(f => f.RmsDecibels).ToList();
        if (silent.Count > 0)
            yield return Line(all, silent, $"nearly silent (RMS below {SilentDecibels} dB of full scale)",
                f => FormattableString.Invariant($"{f.RmsDecibels:0} dB"), "the quietest is");
        var interrupted = all.Where(f => !f.IsConstant && f.LongestConstantSeconds >= InterruptedSeconds).OrderByDescending(f => f.LongestConstantSeconds).ToList();
        if (interrupted.Count > 0)
            yield return Line(all, interrupted, FormattableString.Invariant($"interrupted (equal samples for {InterruptedSeconds:0.#} s or more)"),
                f => FormattableString.Invariant($"{f.LongestConstantSeconds:0.##} s"), "the worst is");
    }

    private static IEnumerable<DataProblem> Duplicates(IReadOnlyList<RecordingFacts> all)
    {
        var groups = all.Where(f => !f.IsConstant).GroupBy(f => f.Hash).Where(g => g.Count() > 1).Select(g => g.ToList()).ToList();
        var leaks = groups.FindAll(g => g.Any(f => f.Clip.Split == Split.Test) && g.Any(f => f.Clip.Split == Split.Train));
        if (leaks.Count > 0)
            yield return Pairs(all, leaks, "hold the same samples as another, and are training and test clips at once: scores of the latter say nothing");
        if (groups.Except(leaks).ToList() is { Count: > 0 } others)
            yield return Pairs(all, others, "hold the same samples as another");
    }

    private static DataProblem Pairs(IReadOnlyList<RecordingFacts> all, List<List<RecordingFacts>> groups, string what) => DataProblem.Notice(
        $"{groups.Sum(g => g.Count)} of {all.Count} recordings {what}, such as {groups[0][0].Clip.Path} and {groups[0].Find(f => f.Clip.Split != groups[0][0].Clip.Split)?.Clip.Path ?? groups[0][1].Clip.Path}");

    private static DataProblem Line(
        IReadOnlyList<RecordingFacts> all, List<RecordingFacts> odd, string what, Func<RecordingFacts, string> detail, string example = "such as") =>
        DataProblem.Notice($"{odd.Count} of {all.Count} recordings are {what}; {example} {odd[0].Clip.Path}{(detail(odd[0]) is { Length: > 0 } text ? $" ({text})" : "")}");
}
