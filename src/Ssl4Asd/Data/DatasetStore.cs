using System.Security.Cryptography;
using System.Text;
using Ssl4Asd.Audio;
using Ssl4Asd.Audio.Store;

namespace Ssl4Asd.Data;

/// <summary>
/// The decoded recordings of a data set, in one file for the training and one for the test clips, which is made when it is
/// first needed and made anew when recordings were added, removed or changed (by name, size or time of last change). It
/// lies in <c>ROOT/.ssl4asd</c>; where that cannot be written or the disk is full, in the user's cache folder; elsewhere
/// where the environment variable SSL4ASD_STORE names a folder; nowhere where that is <c>memory</c>.
/// </summary>
internal static class DatasetStore
{
    internal const string Folder = ".ssl4asd", Variable = "SSL4ASD_STORE", InMemory = "memory";

    /// <summary>
    /// Opens the store of the training or the test clips, without those that cannot be used (<see cref="ClipStore.LeftOut"/>);
    /// builds it first where there is none.
    /// </summary>
    /// <param name="root">The folder of the data set.</param>
    /// <param name="split">Which clips.</param>
    /// <param name="clips">All clips of that split, in their order.</param>
    /// <param name="format">What they are brought to.</param>
    /// <param name="report">Told how far decoding is.</param>
    /// <param name="notice">Told where the store was written, and when another process has to be waited for.</param>
    /// <param name="stop">Ends the work.</param>
    /// <exception cref="InputException">There is no place for the store.</exception>
    internal static ClipStore Open(
        string root, Split split, IReadOnlyList<Clip> clips, SoundFormat format, Action<WorkProgress>? report, Action<string>? notice, CancellationToken stop)
    {
        var progress = DirectProgress.Of("reading recordings", clips.Count, report);
        var place = Environment.GetEnvironmentVariable(Variable);
        return place == InMemory
            ? ClipStore.LoadReadable(clips.Select(c => c.Path), format, progress, stop)
            : StoreFolder.Open(Folders(root, place), Csv.Word(split), [.. clips.Select(c => Source(root, c))], format, progress, notice, stop);
    }

    /// <summary>Whether the store is there already, or none is ever written.</summary>
    internal static bool IsBuilt(string root, Split split, IReadOnlyList<Clip> clips, SoundFormat format)
    {
        var place = Environment.GetEnvironmentVariable(Variable);
        return place == InMemory || StoreFolder.IsBuilt(Folders(root, place), Csv.Word(split), [.. clips.Select(c => Source(root, c))], format);
    }

    /// <summary>Where the store of a data set may lie, in the order of preference.</summary>
    internal static IReadOnlyList<string> Folders(string root, string? place)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        var own = $"{Path.GetFileName(full)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(full)).AsSpan(0, 4))}";
        if (!string.IsNullOrWhiteSpace(place))
            return [Path.Combine(place, own)];
        var beside = Path.Combine(root, Folder);
        return CacheFolder() is { } cache ? [beside, Path.Combine(cache, "ssl4asd", own)] : [beside];
    }

    private static string? CacheFolder()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string?[] candidates =
        [
            Environment.GetEnvironmentVariable("XDG_CACHE_HOME"),
            OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData) : null,
            home.Length == 0 ? null : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches") : Path.Combine(home, ".cache"),
        ];
        return candidates.FirstOrDefault(c => !string.IsNullOrEmpty(c) && Path.IsPathFullyQualified(c));
    }

    private static StoreSource Source(string root, Clip clip)
    {
        // what the names tell: ground truth comes and goes without any recording being changed
        var domain = ClipName.Parse(clip.FileName).Domain;
        return new StoreSource(clip.Path, Path.GetRelativePath(root, clip.Path).Replace('\\', '/'), new Dictionary<string, string>
        {
            ["machine"] = clip.Machine,
            ["section"] = clip.Section,
            ["domain"] = domain is { } known ? Csv.Word(known) : "",
            ["attributes"] = clip.Attributes,
        });
    }
}
