namespace Ssl4Asd.Data.Own;

/// <summary>
/// Recordings that arrive in a folder or below it, found by looking again and again: network drives tell of no arrivals, and notifications get lost. A
/// file is ready when its size and time have not changed for a while, so that nobody reads what is still being written; when it
/// changes later, it is ready again.
/// </summary>
public sealed class FolderWatch
{
    private readonly string _folder;
    private readonly TimeSpan _settled;
    private readonly TimeProvider _clock;
    private Dictionary<string, Seen> _seen = new(StringComparer.Ordinal);

    /// <summary>Remembers what is there: only what comes later is ready.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="settled">How long a file may not have changed; two seconds where null.</param>
    /// <param name="clock">The time.</param>
    /// <exception cref="InputException">There is no such folder.</exception>
    public FolderWatch(string folder, TimeSpan? settled = null, TimeProvider? clock = null)
    {
        if (!Directory.Exists(folder))
            throw new InputException($"{folder}: no such folder; name the one in which recordings will arrive");
        (_folder, _settled, _clock) = (folder, settled ?? TimeSpan.FromSeconds(2), clock ?? TimeProvider.System);
        _seen = Look(isReady: true);
    }

    /// <summary>How many files are remembered: those that are in the folder.</summary>
    public int Remembered => _seen.Count;

    /// <summary>Looks once.</summary>
    /// <returns>The files that have become ready since, each once, in the order of their names; none while the folder cannot be read.</returns>
    public IReadOnlyList<string> Poll()
    {
        Dictionary<string, Seen> now;
        try
        {
            now = Look(isReady: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // a drive that is away for a while; what was seen is not forgotten
        }
        var ready = new List<string>();
        foreach (var (path, seen) in now)
        {
            if (!_seen.TryGetValue(path, out var before) || before.Length != seen.Length || before.Changed != seen.Changed)
                continue;
            var isNew = !before.IsReady && _clock.GetElapsedTime(before.Since, seen.Since) >= _settled;
            now[path] = before with { IsReady = before.IsReady || isNew };
            if (isNew)
                ready.Add(path);
        }
        _seen = now;
        ready.Sort(StringComparer.Ordinal);
        return ready;
    }

    private Dictionary<string, Seen> Look(bool isReady)
    {
        var now = _clock.GetTimestamp();
        var found = new Dictionary<string, Seen>(StringComparer.Ordinal);
        foreach (var path in SoundFiles.In(_folder))
        {
            try
            {
                var file = new FileInfo(path);
                found[path] = new Seen(file.Length, file.LastWriteTimeUtc, now, isReady);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // gone since, or not to be looked at
            }
        }
        return found;
    }

    private sealed record Seen(long Length, DateTime Changed, long Since, bool IsReady);
}
