namespace Ssl4Asd.Data.Own;

/// <summary>The recordings in a folder, whatever they are called.</summary>
public static class SoundFiles
{
    // what is read, by itself or by installed decoders (Audio/External); a file is known by its first bytes then
    private static readonly string[] Extensions = [".wav", ".flac", ".aif", ".aiff", ".au", ".caf", ".w64", ".wv", ".ogg", ".oga", ".opus", ".mp3", ".m4a", ".mp4"];

    /// <summary>Those in a folder and all folders below it, in the ordinal order of their paths, without hidden ones.</summary>
    /// <param name="folder">An existing folder.</param>
    public static IReadOnlyList<string> In(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System })
            .Where(f => Extensions.Contains(Path.GetExtension(f), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal),
    ];
}
