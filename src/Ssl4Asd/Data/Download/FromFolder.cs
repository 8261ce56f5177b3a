using System.Text.RegularExpressions;

namespace Ssl4Asd.Data.Download;

/// <summary>Archives in a folder of the user's, under their published names or as browsers name a second copy.</summary>
internal static partial class FromFolder
{
    /// <summary>The files that may be an archive, the likeliest first.</summary>
    internal static IReadOnlyList<string> Find(string folder, DataArchive archive)
    {
        string[] names = [.. archive.OtherNames, archive.LocalName];
        return [.. names.Select(n => Path.Combine(folder, n)).Where(File.Exists), .. names.SelectMany(name => Copies(folder, name))];
    }

    private static IEnumerable<string> Copies(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        var stem = Path.GetFileNameWithoutExtension(name);
        return Path.GetDirectoryName(path) is { } inner && Directory.Exists(inner)
            ? DatasetLayout.Files(inner).Where(f => Path.GetFileName(f) is var file && file.StartsWith(stem, StringComparison.Ordinal) && Copy().IsMatch(file[stem.Length..]))
            : [];
    }

    // "dev_fan (1).zip", "dev_fan(1).zip", "dev_fan-1.zip", "dev_fan 2.zip"
    [GeneratedRegex(@"\A(?: ?\([0-9]+\)|[- ][0-9]{1,2})\.zip\z", RegexOptions.IgnoreCase)]
    private static partial Regex Copy();
}
