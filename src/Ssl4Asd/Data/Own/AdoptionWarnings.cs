using System.Globalization;

namespace Ssl4Asd.Data.Own;

/// <summary>What makes the scores of a machine's recordings say little, one line each.</summary>
internal static class AdoptionWarnings
{
    private const int FewNormal = 20, FewAnomalous = 5;
    private const double LoudnessDecibels = 6;

    internal static IEnumerable<string> Of(IReadOnlyList<OwnRecording> recordings)
    {
        var machine = recordings[0].Machine;
        var normal = recordings.Where(r => r.Condition == Condition.Normal).ToList();
        var anomalous = recordings.Where(r => r.Condition == Condition.Anomaly).ToList();
        if (normal.Count < FewNormal)
            yield return $"{machine}: only {normal.Count} normal recordings; with fewer than {FewNormal} a detector knows little of what is normal, so record more";
        if (anomalous.Count == 0)
            yield return $"{machine}: no anomalous recordings: there will be scores and decisions, but no AUC; nothing tells how good they are";
        else if (anomalous.Count < FewAnomalous)
            yield return $"{machine}: only {anomalous.Count} anomalous recordings; an AUC of fewer than {FewAnomalous} says little";
        if (Sessions(machine, normal, anomalous) is { } sessions)
            yield return sessions;
        if (anomalous.Count == 0)
            yield break;
        if (Rates(normal) is var n && Rates(anomalous) is var a && n != a)
            yield return $"{machine}: normal recordings have {n}, anomalous ones {a}: a detector may tell recorders apart instead of faults; record both alike";
        var louder = Median(anomalous) - Median(normal);
        if (Math.Abs(louder) >= LoudnessDecibels)
            yield return string.Create(CultureInfo.InvariantCulture, $"{machine}: anomalous recordings are {Math.Abs(louder):0} dB {(louder > 0 ? "louder" : "quieter")} than normal ones (medians); unless the fault does that, the gain or the distance of the recorder does, and that is what a detector hears");
    }

    private static string? Sessions(string machine, List<OwnRecording> normal, List<OwnRecording> anomalous)
    {
        var known = normal.Select(r => r.Session).Distinct().ToList();
        if (known.Count + anomalous.Select(r => r.Session).Distinct().Count() <= (anomalous.Count > 0 ? 2 : 1) && anomalous.All(r => known.Contains(r.Session)))
            return $"{machine}: all recordings are of one session: what is normal on another day, in another place, will look anomalous; record several, each in a subfolder";
        var strangers = anomalous.Count(r => !known.Contains(r.Session));
        return strangers == 0 ? null
            : $"{machine}: {strangers} of {anomalous.Count} anomalous recordings are of sessions without normal ones: a detector may tell sessions apart instead of faults; record normal ones in the same sessions";
    }

    /// <summary>Recordings without those whose samples an earlier one holds.</summary>
    /// <exception cref="InputException">A recording is normal and anomalous at once.</exception>
    internal static List<OwnRecording> WithoutDuplicates(IReadOnlyList<OwnRecording> recordings, Action<string>? notice)
    {
        var groups = recordings.GroupBy(r => r.Facts.Hash).Select(g => g.ToList()).ToList();
        if (groups.Find(g => g.Select(r => r.Condition).Distinct().Count() > 1) is { } both)
            throw new InputException($"{both.Find(r => r.Condition == Condition.Normal)!.Path} and {both.Find(r => r.Condition == Condition.Anomaly)!.Path}: hold the same samples, one as normal, one as anomalous; remove the wrong one");
        var doubles = groups.FindAll(g => g.Count > 1);
        if (doubles.Count > 0)
            notice?.Invoke($"{recordings[0].Machine}: {doubles.Sum(g => g.Count - 1)} recordings hold the same samples as another and are left out, such as {doubles[0][1].Path}, the same as {doubles[0][0].Path}");
        var first = groups.Select(g => g[0]).ToHashSet();
        return [.. recordings.Where(first.Contains)];
    }

    private static string Rates(List<OwnRecording> recordings) =>
        string.Join(" and ", recordings.Select(r => r.Facts.SampleRate).Distinct().Order().Select(rate => FormattableString.Invariant($"{rate} Hz")));

    private static double Median(List<OwnRecording> recordings) => Percentile.Of([.. recordings.Select(r => Math.Max(-120, r.Facts.RmsDecibels))], 50);
}
