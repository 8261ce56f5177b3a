using Ssl4Asd.Audio;

namespace Ssl4Asd.Experiments;

/// <summary>Decodes a few loose recordings and tells how far it is and what is odd about them.</summary>
internal static class Recordings
{
    internal static ClipStore Load(IReadOnlyList<string> paths, int sampleRate, Action<WorkProgress>? report, Action<string>? notice, CancellationToken stop)
    {
        var store = ClipStore.Load(paths, sampleRate, DirectProgress.Of("reading recordings", paths.Count, report), stop);
        TellNotices(store, notice);
        return store;
    }

    /// <summary>One line for all files of which the same is to say.</summary>
    internal static void TellNotices(ClipStore store, Action<string>? notice)
    {
        foreach (var group in store.Notices.GroupBy(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]))
            notice?.Invoke(group.Count() == 1 ? group.First() : $"{group.First()} ({group.Count()} recordings in all)");
    }
}
