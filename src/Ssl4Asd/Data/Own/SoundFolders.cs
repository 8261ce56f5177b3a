namespace Ssl4Asd.Data.Own;

/// <summary>One machine's folders.</summary>
/// <param name="Machine">Its type, as the data set will name it.</param>
/// <param name="Normal">The folder of normal recordings.</param>
/// <param name="Anomalous">The folder of anomalous ones; null where there is none.</param>
internal sealed record SoundFolders(string Machine, string Normal, string? Anomalous)
{
    /// <summary>Finds the machines of some folders.</summary>
    /// <exception cref="InputException">A folder is missing or holds no recordings, or two machines have one name.</exception>
    internal static IReadOnlyList<SoundFolders> Find(AdoptionOptions options)
    {
        var found = options.Folders.SelectMany(folder => In(folder, options)).ToList();
        if (options.Machine is { } name)
        {
            if (found.Count > 1)
                throw new InputException($"The machine type '{name}' is for one machine, and there are {found.Count}: {string.Join(", ", found.Select(f => f.Machine))}; leave it out.");
            if (Name(name) != name)
                throw new InputException($"The machine type '{name}' holds other characters than letters, digits, '-' and '.'; '{Name(name)}' would do.");
            return [found[0] with { Machine = name }];
        }
        if (found.GroupBy(f => f.Machine, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } same)
            throw new InputException($"{string.Join(" and ", same.Select(f => f.Normal))}: both would be the machine type {same.Key}; rename one of the folders.");
        return found;
    }

    /// <summary>Finds the machines that are only trained on; of theirs what is anomalous is left out.</summary>
    /// <exception cref="InputException">A folder is missing or holds no recordings, or a machine is named twice.</exception>
    internal static IReadOnlyList<SoundFolders> FindOutliers(AdoptionOptions options, IReadOnlyList<SoundFolders> machines)
    {
        var found = options.Outliers.SelectMany(folder => In(folder, options with { Anomalous = null })).Select(f => f with { Anomalous = null }).ToList();
        return found.FirstOrDefault(f => machines.Concat(found).Count(m => m.Machine.Equals(f.Machine, StringComparison.OrdinalIgnoreCase)) > 1) is not { } same
            ? found
            : throw new InputException($"{same.Normal}: there is another machine type {same.Machine}; rename one of the folders.");
    }

    /// <summary>The characters that machine types and attributes may have; others become '-'.</summary>
    internal static string Name(string text)
    {
        var name = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' ? c : '-')).Trim('-', '.');
        return name.Length == 0 ? "machine" : name;
    }

    private static IEnumerable<SoundFolders> In(string folder, AdoptionOptions options)
    {
        if (!Directory.Exists(folder))
            throw new InputException($"{folder}: {(File.Exists(folder) ? "is a file" : "no such folder")}; give the folder that holds the recordings of a machine");
        if (Of(folder, options) is { } one)
            return [one];
        var inner = Subfolders(folder).Select(f => Of(f, options)).OfType<SoundFolders>().ToList();
        if (inner.Count > 0)
            return inner;
        if (SoundFiles.In(folder).Count == 0)
            throw new InputException($"{folder}: holds no recordings; give the folder of a machine, with a subfolder {options.Normal} or with normal recordings alone");
        if (options.Anomalous is { } named)
            throw new InputException($"{folder}: holds no subfolder {options.Normal} beside {named}; name the folder of normal recordings too");
        return [new SoundFolders(NameOf(folder), folder, null)];
    }

    private static SoundFolders? Of(string folder, AdoptionOptions options)
    {
        string? Subfolder(string name) => Subfolders(folder).FirstOrDefault(f => Path.GetFileName(f).Equals(name, StringComparison.OrdinalIgnoreCase));
        if (Subfolder(options.Normal) is not { } normal)
            return null;
        var anomalous = options.Anomalous is { } name
            ? Subfolder(name) ?? throw new InputException($"{folder}: holds {options.Normal}, but no subfolder {name}; name the one with anomalous recordings")
            : AdoptionOptions.UsualAnomalous.Select(Subfolder).FirstOrDefault(f => f is not null);
        return new SoundFolders(NameOf(folder), normal, anomalous);
    }

    private static string NameOf(string folder) => Name(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))));

    private static IEnumerable<string> Subfolders(string folder) =>
        Directory.EnumerateDirectories(folder).Where(f => !Path.GetFileName(f).StartsWith('.')).Order(StringComparer.Ordinal);
}
