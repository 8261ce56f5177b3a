using Ssl4Asd.Audio;

namespace Ssl4Asd.Experiments;

/// <summary>Decodes a few loose recordings and tells how far it is and what is odd about them.</summary>
public static class Recordings
{
    /// <summary>Those that can be used, in their order; the others are told of in one line.</summary>
    /// <param name="paths">Audio files.</param>
    /// <param name="format">What they are brought to.</param>
    /// <param name="notice">Told what is left out.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="InputException">None can be used.</exception>
    public static IReadOnlyList<string> WithoutBroken(IReadOnlyList<string> paths, SoundFormat format, Action<string>? notice = null, CancellationToken stop = default)
    {
        using var store = ClipStore.LoadReadable(paths, format, progress: null, stop);
        if (store.Count == 0)
            throw BrokenRecording.Error(store.LeftOut);
        if (store.LeftOut.Count > 0)
            notice?.Invoke(BrokenRecording.Notice(store.LeftOut));
        return [.. store.Paths];
    }

    internal static ClipStore Load(IReadOnlyList<string> paths, SoundFormat format, Action<WorkProgress>? report, Action<string>? notice, CancellationToken stop)
    {
        var store = ClipStore.Load(paths, format, DirectProgress.Of("reading recordings", paths.Count, report), stop);
        TellNotices(store, notice);
        return store;
    }

    /// <summary>One line for all files of which the same is to say.</summary>
    internal static void TellNotices(ClipStore store, Action<string>? notice)
    {
        foreach (var line in store.NoticeKinds)
            notice?.Invoke(line);
    }
}
