namespace Ssl4Asd.Data.Own;

/// <summary>The recordings in a folder, whatever they are called.</summary>
public static class SoundFiles
{
    /// <summary>Those in a folder and all folders below it, in the ordinal order of their paths, without hidden ones.</summary>
    /// <param name="folder">An existing folder.</param>
    public static IReadOnlyList<string> In(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System })
            .Where(f => f.EndsWith(".wav", StringComparison.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal),
    ];
}
