using Ssl4Asd.Audio;
using Ssl4Asd.Data.Inspection;

namespace Ssl4Asd.Data.Own;

/// <summary>A recording of one's own, as it was found.</summary>
/// <param name="Path">The file, with its full path.</param>
/// <param name="Machine">The machine type.</param>
/// <param name="Condition">Normal or anomalous: which folder it lies in.</param>
/// <param name="Session">The session as the rule has it; empty where all are of one.</param>
internal sealed record OwnRecording(string Path, string Machine, Condition Condition, string Session)
{
    /// <summary>What it sounds like.</summary>
    internal RecordingFacts Facts { get; private init; } = null!;

    /// <summary>Finds and reads all recordings of a machine.</summary>
    /// <exception cref="InputException">Some cannot be read and are not to be left out; all of them are named.</exception>
    internal static List<OwnRecording> Read(SoundFolders machine, AdoptionOptions options, Action<string>? notice, Action? report, CancellationToken stop)
    {
        List<OwnRecording> found = [.. In(machine, machine.Normal, Condition.Normal, options)];
        if (machine.Anomalous is { } anomalous)
            found.AddRange(In(machine, anomalous, Condition.Anomaly, options));
        if (options.Sessions == SessionRule.Time)
            found = ByTime(found, TimeSpan.FromMinutes(options.SessionGapMinutes));
        var notices = new List<string>[found.Count];
        var broken = new BrokenRecording?[found.Count];
        Parallel.For(0, found.Count, new ParallelOptions { CancellationToken = stop }, i =>
        {
            notices[i] = [];
            try
            {
                found[i] = found[i].WithFacts(notices[i].Add);
            }
            catch (InputException e)
            {
                broken[i] = BrokenRecording.Of(found[i].Path, e);
            }
            report?.Invoke();
        });
        if (broken.OfType<BrokenRecording>().ToList() is { Count: > 0 } all)
        {
            if (!options.SkipBroken)
                throw BrokenRecording.Error(all);
            notice?.Invoke(BrokenRecording.Notice(all));
        }
        foreach (var line in NoticeKinds.Lines(found.Zip(notices).SelectMany(r => r.Second.Select(line => (r.First.Path, BrokenRecording.Without(r.First.Path, line))))))
            notice?.Invoke(line);
        return [.. found.Where(r => r.Facts is not null)];
    }

    private static IEnumerable<OwnRecording> In(SoundFolders machine, string folder, Condition condition, AdoptionOptions options) =>
        from file in SoundFiles.In(folder)
        let inner = System.IO.Path.GetDirectoryName(System.IO.Path.GetRelativePath(folder, file))!
        select new OwnRecording(System.IO.Path.GetFullPath(file), machine.Machine, condition, options.Sessions == SessionRule.Folder ? inner.Replace('\\', '/') : "");

    // the order of the times, not of the names; sessions are numbered
    private static List<OwnRecording> ByTime(List<OwnRecording> found, TimeSpan gap)
    {
        var session = 0;
        var last = DateTime.MinValue;
        var numbers = new Dictionary<string, int>();
        foreach (var (recording, time) in found.Select(r => (r, File.GetLastWriteTimeUtc(r.Path))).OrderBy(r => r.Item2).ThenBy(r => r.r.Path, StringComparer.Ordinal))
        {
            session += time - last > gap ? 1 : 0;
            (numbers[recording.Path], last) = (session, time);
        }
        return session == 1 ? found : found.ConvertAll(r => r with { Session = FormattableString.Invariant($"{numbers[r.Path]}") });
    }

    private OwnRecording WithFacts(Action<string> notice)
    {
        var sampleRate = WavFile.ReadHeader(Path).Format.SampleRate;
        var samples = WavFile.ReadPcm16(Path, sampleRate, notice, WavFile.NewArray, out var format);
        var clip = new Clip(Path, Subset.Development, Machine, "00", Split.Train, Domain.Source, Condition, "");
        return this with { Facts = RecordingFacts.Of(clip, samples, sampleRate, format, []) };
    }
}
