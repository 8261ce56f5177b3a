using Ssl4Asd.Audio;

namespace Ssl4Asd.Experiments;

/// <summary>Decodes recordings and tells how far it is and what is odd about them.</summary>
internal static class Recordings
{
    internal static ClipStore Load(IReadOnlyList<string> paths, int sampleRate, Action<WorkProgress>? report, Action<string>? notice, CancellationToken stop)
    {
        var progress = report is null ? null : new Direct(done => report(new WorkProgress("reading recordings", done, paths.Count)));
        var store = ClipStore.Load(paths, sampleRate, progress, stop);
        foreach (var group in store.Notices.GroupBy(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]))
            notice?.Invoke(group.Count() == 1 ? group.First() : $"{group.First()} ({group.Count()} recordings in all)");
        return store;
    }

    // Progress<T> would tell it later, from the thread pool and out of order.
    private sealed class Direct(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
