using System.Globalization;

namespace Ssl4Asd.Audio.Store;

/// <summary>
/// Opens a store, or builds it first. The name of a file holds the hash of its sources, so a file of a name never changes:
/// who reads an old one is not disturbed, and what is there is whole.
/// </summary>
internal sealed class StoreFolder
{
    private readonly IReadOnlyList<StoreSource> _sources;
    private readonly SoundFormat _format;
    private readonly byte[] _hash;
    private readonly string _prefix, _fileName;

    private StoreFolder(string label, IReadOnlyList<StoreSource> sources, SoundFormat format)
    {
        (_sources, _format, _hash) = (sources, format, StoreSource.Hash(sources, format));
        _prefix = string.Create(CultureInfo.InvariantCulture, $"{label}-{format}-");
        _fileName = _prefix + Convert.ToHexStringLower(_hash.AsSpan(0, 8)) + StoreFile.Extension;
    }

    /// <summary>Opens or builds the store of some recordings, without those that cannot be used (<see cref="ClipStore.LeftOut"/>).</summary>
    /// <param name="folders">Where it may lie; built in the first that can be written and has room.</param>
    /// <param name="label">What the file's name begins with; files of the same label and rate but other sources are removed.</param>
    /// <param name="sources">The recordings, in their order.</param>
    /// <param name="format">What they are brought to.</param>
    /// <param name="progress">Told the number of recordings done so far, where it is built.</param>
    /// <param name="notice">Told what a user should know.</param>
    /// <param name="stop">Ends the work; nothing is left of it.</param>
    /// <exception cref="InputException">No folder can hold the store.</exception>
    internal static ClipStore Open(
        IReadOnlyList<string> folders, string label, IReadOnlyList<StoreSource> sources, SoundFormat format,
        IProgress<int>? progress, Action<string>? notice, CancellationToken stop)
    {
        var store = new StoreFolder(label, sources, format);
        if (store.TryOpen(folders) is { } there)
        {
            foreach (var folder in folders)
            {
                FileLock.RemoveAbandoned(LockIn(folder)); // of a process that ended between the store and its lock
            }
            return there;
        }
        var reasons = new List<string>();
        foreach (var folder in folders)
        {
            if (store.OpenOrBuild(folder, reasons, progress, notice, stop) is { } built)
            {
                return built;
            }
        }
        throw new InputException($"No place for {DiskSpace.Text(store.Needed)} of decoded recordings: {string.Join("; ", reasons)}. {Advice}");
    }

    /// <summary>Whether one of the folders holds the store of these recordings.</summary>
    internal static bool IsBuilt(IReadOnlyList<string> folders, string label, IReadOnlyList<StoreSource> sources, SoundFormat format)
    {
        using var there = new StoreFolder(label, sources, format).TryOpen(folders);
        return there is not null;
    }

    /// <summary>What to do where a store cannot be written.</summary>
    internal const string Advice = "Make room, or name another folder in the environment variable SSL4ASD_STORE (\"memory\": keep them in memory).";

    private long Needed => field == 0 ? field = StoreSize.Needed(_sources, _format.SampleRate) : field;

    private ClipStore? TryOpen(IReadOnlyList<string> folders) => folders.Select(folder => TryOpen(folder)).FirstOrDefault(there => there is not null);

    private ClipStore? TryOpen(string folder) => TryOpenBuilt(folder) is { } store && !IsOutdated(store) ? store : null;

    private ClipStore? TryOpenBuilt(string folder) =>
        StoreFile.TryOpen(Path.Combine(folder, _fileName), _sources, _format, _hash, out var store) ? store : null;

    // A file may be readable now without being another one: permissions, an installed decoder.
    private bool IsOutdated(ClipStore store)
    {
        if (store.LeftOut.Count == 0)
        {
            return false;
        }
        using var again = ClipStore.LoadReadable(store.LeftOut.Select(b => b.Path), _format, progress: null, default);
        var isOutdated = again.Count > 0;
        if (isOutdated)
        {
            store.Dispose();
        }
        return isOutdated;
    }

    private ClipStore? OpenOrBuild(string folder, List<string> reasons, IProgress<int>? progress, Action<string>? notice, CancellationToken stop)
    {
        using var ours = Lock(folder, notice, stop);
        if (ours is null)
        {
            reasons.Add($"{folder} cannot be written");
            return null;
        }
        if (TryOpen(folder) is { } theirs)
        {
            return theirs;
        }
        RemoveOld(folder);
        // most data are 16-bit mono already; only where it is tight is every header read
        var free = DiskSpace.Free(folder);
        if (free < 2 * _sources.Sum(s => s.File()?.Length ?? 0) && free < Needed)
        {
            reasons.Add($"{folder} has room for {DiskSpace.Text(free)}");
            return null;
        }
        Build(Path.Combine(folder, _fileName), progress, stop);
        var store = TryOpenBuilt(folder) ?? throw new InputException($"{Path.Combine(folder, _fileName)}: was written and cannot be opened. {Advice}");
        if (store.LeftOut.Count == 0) // else that is what there is to say
            notice?.Invoke($"{Path.Combine(folder, _fileName)}: {DiskSpace.Text(new FileInfo(Path.Combine(folder, _fileName)).Length)} of decoded recordings, which later runs open at once");
        return store;
    }

    private static string LockIn(string folder) => Path.Combine(folder, "lock");

    // null where the folder cannot be written
    private static FileLock? Lock(string folder, Action<string>? notice, CancellationToken stop)
    {
        try
        {
            return FileLock.Wait(LockIn(folder), () => notice?.Invoke($"{folder}: another process is decoding recordings; waiting for it"), stop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return null;
        }
    }

    private void Build(string path, IProgress<int>? progress, CancellationToken stop)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = File.OpenHandle(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                var entries = StoreBuilder.Write(_sources, _format, file, progress, stop);
                if (!StoreSource.Hash(_sources, _format).AsSpan().SequenceEqual(_hash))
                {
                    throw new InputException($"{_sources[0].Path}: it or another recording was changed while they were decoded; run the command again when all are written");
                }
                StoreFile.Finish(file, _format, _hash, entries);
                RandomAccess.FlushToDisk(file);
            }
            File.Move(temporary, path, overwrite: true);
            DiskFolder.Flush(Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary); // before the free space is looked at
            throw new InputException(
                $"{path}: cannot be written ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); it needs {DiskSpace.Text(Needed)}, {DiskSpace.Text(DiskSpace.Free(Path.GetDirectoryName(path)!))} are free. {Advice}", e);
        }
        finally
        {
            TryDelete(temporary);
        }
    }

    // Under the lock, so nobody is writing: temporary files are of killed builds, other hashes of other sources.
    private void RemoveOld(string folder)
    {
        AtomicFile.RemoveLeftovers(folder);
        foreach (var file in Directory.EnumerateFiles(folder, $"{_prefix}*{StoreFile.Extension}"))
        {
            TryDelete(file);
        }
    }

    /// <summary>False where somebody has it open on Windows, or it is not ours to delete.</summary>
    internal static bool TryDelete(string path)
    {
        try
        {
            File.Delete(path);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
