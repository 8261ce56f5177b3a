using Ssl4Asd.Audio;

namespace Ssl4Asd.Data.Inspection;

/// <summary>Looks at all samples of a data set, on all processor cores.</summary>
internal sealed class RecordingReader(
    string root, SoundFormat format, List<DataProblem> problems, Action<WorkProgress>? report, Action<string>? notice, CancellationToken stop)
{
    /// <summary>The facts of all clips that can be read, in their order; of the others there is an error each.</summary>
    internal List<RecordingFacts> Read(IReadOnlyList<Clip> clips) =>
    [
        .. new[] { Split.Train, Split.Test }
            .SelectMany(split => ReadSplit(split, [.. clips.Where(c => c.Split == split)]))
            .OrderBy(facts => facts.Clip.Subset).ThenBy(facts => facts.Clip.Machine, StringComparer.Ordinal),
    ];

    // From the store, which is built on the way; from the files where there is no place for it.
    private IEnumerable<RecordingFacts> ReadSplit(Split split, List<Clip> clips)
    {
        if (clips.Count == 0)
            return [];
        try
        {
            using var store = DatasetStore.Open(root, split, clips, format, report, notice, stop);
            problems.AddRange(store.LeftOut.Select(b => DataProblem.Error($"{b.Path}: {b.Reason}")));
            var readable = store.Paths.ToHashSet();
            clips.RemoveAll(c => !readable.Contains(c.Path));
            return ForEach(clips, i => RecordingFacts.Of(clips[i], store.Recording(i), format.SampleRate, store.FormatOf(i), store.NoticesOf(i)));
        }
        catch (InputException e)
        {
            problems.Add(DataProblem.Notice(e.Message));
            return ForEach(clips, i => FromFile(clips[i], format));
        }
    }

    private static RecordingFacts FromFile(Clip clip, SoundFormat format)
    {
        var notices = new List<string>();
        var samples = WavFile.ReadPcm16(clip.Path, format, notices.Add, WavFile.NewArray, out var found);
        return RecordingFacts.Of(clip, samples, format.SampleRate, found, notices.Select(line => BrokenRecording.Without(clip.Path, line)));
    }

    private List<RecordingFacts> ForEach(List<Clip> clips, Func<int, RecordingFacts> read)
    {
        var facts = new RecordingFacts?[clips.Count];
        var errors = new DataProblem?[clips.Count];
        var done = 0;
        var gate = new Lock();
        Parallel.For(0, clips.Count, new ParallelOptions { CancellationToken = stop, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            try
            {
                facts[i] = read(i);
            }
            catch (InputException e)
            {
                errors[i] = DataProblem.Error(e.Message);
            }
            lock (gate)
                report?.Invoke(new WorkProgress("looking at recordings", ++done, clips.Count));
        });
        problems.AddRange(errors.OfType<DataProblem>());
        return [.. facts.OfType<RecordingFacts>()];
    }
}
