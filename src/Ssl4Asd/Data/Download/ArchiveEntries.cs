using System.IO.Compression;

namespace Ssl4Asd.Data.Download;

/// <summary>An archive is not what it should be: broken, dangerous, or of something else. One line, without its name.</summary>
internal sealed class BadArchiveException(string reason, Exception? inner = null) : Exception(reason, inner);

/// <summary>
/// Chooses what to unpack of an archive. One entry that would be written outside, or is no plain file, condemns all of it:
/// such an archive is not the published one.
/// </summary>
internal static class ArchiveEntries
{
    private const string NotInNames = ":*?\"<>|";

    /// <summary>The wanted entries with the path that each will have, relative and with <c>/</c>.</summary>
    /// <param name="zip">The archive.</param>
    /// <param name="place">From the parts of a name to that path; null for what is not wanted.</param>
    /// <exception cref="BadArchiveException">A dangerous name, or two entries of one name.</exception>
    internal static List<(ZipArchiveEntry Entry, string Path)> Of(ZipArchive zip, Func<string[], string?> place)
    {
        var wanted = new List<(ZipArchiveEntry, string)>();
        var paths = new HashSet<string>(StringComparer.OrdinalIgnoreCase); // as on Windows and macOS
        foreach (var entry in zip.Entries)
        {
            var parts = Parts(entry);
            if (entry.FullName.EndsWith('/') || place(parts) is not { } path)
                continue;
            if (!paths.Add(path))
                throw new BadArchiveException($"holds {Shown(entry)} twice");
            wanted.Add((entry, path));
        }
        return wanted;
    }

    /// <summary>Where the clips of a machine go, relative to its folder: training and test clips, other recordings, and tables beside them.</summary>
    internal static Func<string[], string?> Clips(DataArchive archive) => parts =>
    {
        var at = Array.IndexOf(parts, archive.Machines[0].Machine);
        return parts[(at + 1)..] switch
        {
            [.., var name] when name.StartsWith('.') => null, // ".DS_Store", "._name.wav"
            [DatasetLayout.Train, var name] when archive.Part != DataPart.Evaluation => $"{DatasetLayout.Train}/{name}",
            [var folder, var name] when archive.Part != DataPart.Training && archive.Data.Layout.TestFolders.Any(t => t.Folder == folder) => $"{folder}/{name}",
            [var folder, var name] when archive.Data.OtherFolders.Contains(folder) => $"{folder}/{name}",
            [var name] when at >= 0 && name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) => name,
            _ => null,
        };
    };

    /// <summary>Where the ground truth of the chosen machines goes, relative to the data set.</summary>
    internal static Func<string[], string?> Truth(DataArchive archive)
    {
        var wanted = archive.Items;
        return parts => archive.Data.Truth?.List is { } list
            ? string.Join('/', parts.Skip(1)) == list ? wanted[0] : null // below the folder that is named for repository and commit
            : parts is [.., var kind, var name] ? wanted.FirstOrDefault(w => w.EndsWith($"/{kind}/{name}", StringComparison.Ordinal)) : null;
    }

    private static string[] Parts(ZipArchiveEntry entry)
    {
        var type = (entry.ExternalAttributes >>> 16) & 0xF000; // of Unix: 0 where the archive was made elsewhere
        if (type is not (0 or 0x8000 or 0x4000))
            throw new BadArchiveException($"holds {Shown(entry)}, which is a link or a device");
        var parts = entry.FullName.TrimEnd('/').Split('/', '\\');
        var isSafe = parts.All(p => p is not ("" or "." or "..") && p.IndexOfAny(NotInNames.ToCharArray()) < 0 && !p.Any(char.IsControl));
        return isSafe ? parts : throw new BadArchiveException($"holds {Shown(entry)}, which would be written outside of the folder or is no file name");
    }

    private static string Shown(ZipArchiveEntry entry) => $"'{string.Concat(entry.FullName.Select(c => char.IsControl(c) ? '?' : c))}'";
}
