using Ssl4Asd.Data.Own;

namespace Ssl4Asd.Cli;

/// <summary>The recordings that a command line names: files, folders, and a list of them.</summary>
internal static class RecordingList
{
    /// <summary>All of them, those of a folder in the order of their names.</summary>
    /// <param name="named">Files and folders.</param>
    /// <param name="list">A text file with one of them a line; - for stdin; none where null.</param>
    /// <exception cref="InputException">The list cannot be read, or a folder holds no recordings.</exception>
    internal static List<string> Of(IEnumerable<string> named, string? list)
    {
        var all = named.ToList();
        if (list is not null)
        {
            try
            {
                var text = list == "-" ? Console.In.ReadToEnd() : File.ReadAllText(list);
                all.AddRange(text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException) // the last: no name
            {
                throw new InputException($"--list '{list}': cannot be read ({e.Message.ReplaceLineEndings(" ").TrimEnd('.')}); check its name and permissions", e);
            }
        }
        return [.. all.SelectMany(path => !Directory.Exists(path) ? [path] : SoundFiles.In(path) is { Count: > 0 } found ? found : throw new InputException($"{path}: holds no recordings; name another folder"))];
    }
}
