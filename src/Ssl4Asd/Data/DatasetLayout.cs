using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Data;

/// <summary>
/// The folders of a data set: <c>dev_data/&lt;machine&gt;/{train,test}/*.wav</c>, the same below <c>eval_data</c>, and
/// for each wrong layout a word on what was probably meant. What lies in a machine's folder is in <see cref="MachineFolder"/>.
/// </summary>
internal static class DatasetLayout
{
    public const string Development = "dev_data";
    public const string Evaluation = "eval_data";
    public const string Train = "train";
    public const string Test = "test";

    /// <summary>2025's recordings of noise alone, or of the machine alone.</summary>
    public const string Supplemental = "supplemental";

    /// <summary>The official baseline's name for test clips whose names were given their labels.</summary>
    public const string Renamed = "test_rename";

    /// <summary>Where the official baseline has the machines' folders, and where its features.</summary>
    public const string Raw = "raw", Processed = "processed";

    /// <summary>All folders that hold clips in some year.</summary>
    private static readonly string[] _clipFolders = [Train, Renamed, .. DcaseLayout.All.SelectMany(l => l.TestFolders).Select(t => t.Folder).Distinct()];

    /// <summary>What is wrong with a data set's root folder, or null.</summary>
    public static string? RootProblem(string root)
    {
        if (File.Exists(root)) return $"{root}: is a file; give the folder that holds {Development}";
        if (!Directory.Exists(root)) return $"{root}: no such folder; give the folder that holds {Development}";
        if (Directory.Exists(Path.Combine(root, Development))) return null;

        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        var name = Path.GetFileName(full);
        var parent = Path.GetDirectoryName(full);
        var children = Folders(root);
        if (parent is not null && name is Development or Evaluation)
            return $"{root}: is {name} itself; give its parent {parent}";
        if (IsMachine(root))
        {
            return parent is not null && Path.GetFileName(parent) is Development or Evaluation
                ? $"{root}: is the folder of one machine; give {Path.GetDirectoryName(parent)}, which holds {Path.GetFileName(parent)}"
                : $"{root}: is the folder of one machine; move it to a folder {Development} and give the parent of that";
        }
        if (children.FirstOrDefault(c => Directory.Exists(Path.Combine(c, Development))) is { } inner)
            return $"{root}: holds no {Development}, but {inner} does; give that";
        if (children.FirstOrDefault(IsMachine) is { } machine)
            return $"{root}: holds machine folders ({Path.GetFileName(machine)}) but no {Development}; move them to {Path.Combine(root, Development)}";
        if (Directory.Exists(Path.Combine(root, Evaluation)))
            return $"{root}: holds {Evaluation} but no {Development}; put the development set to {Path.Combine(root, Development)}";
        return $"{root}: holds no {Development}; expected {Development}/<machine>/{{{Train},{Test}}}/*.wav below it";
    }

    /// <summary>The machine folders of a subset, the official baseline's <c>raw</c> included, in ordinal order; what else lies there is reported.</summary>
    public static List<string> Machines(string subsetFolder, List<DataProblem> problems)
    {
        var machines = new List<string>();
        foreach (var folder in Folders(subsetFolder))
        {
            var name = Path.GetFileName(folder);
            if (IsMachine(folder))
                machines.Add(folder);
            else if (name == Raw && Folders(folder).Any(IsMachine))
                machines.AddRange(Machines(folder, problems));
            else if (name == Processed)
                problems.Add(DataProblem.Notice($"{folder}: passed over; it looks like the features that the official baseline computes, which are not needed"));
            else if (Folders(folder).FirstOrDefault(IsMachine) is { } inner)
                problems.Add(DataProblem.Error($"{folder}: holds no {Train} or {Test}, but {inner} does: unzipped one folder too deep; move its content up"));
            else if (Files(folder).Any(IsWav))
                problems.Add(DataProblem.Error($"{folder}: holds .wav files but no {Train} or {Test}; move them to {Path.Combine(folder, Train)} or {Path.Combine(folder, Test)}"));
            else
                problems.Add(DataProblem.Notice($"{folder}: passed over; it holds no {Train} or {Test} and no recordings, so it is no machine"));
        }
        if (machines.Count == 0 && Path.GetFileName(subsetFolder) != Raw)
            problems.Add(DataProblem.Error($"{subsetFolder}: holds no machine folders; expected <machine>/{{{Train},{Test}}}/*.wav in it"));
        return [.. machines.OrderBy(Path.GetFileName, StringComparer.Ordinal)];
    }

    /// <summary>The recordings of a folder in ordinal order of their names; other files are reported once.</summary>
    public static List<string> Recordings(string folder, List<DataProblem> problems)
    {
        if (!Directory.Exists(folder)) return [];
        var files = Files(folder);
        var others = files.Where(f => !IsWav(f)).Select(Path.GetFileName).Where(n => n is not ("Thumbs.db" or "desktop.ini")).ToList();
        if (others.Count > 0)
            problems.Add(DataProblem.Notice($"{folder}: {others.Count} files that are not .wav are ignored ({Few(others!)})"));
        return files.FindAll(IsWav);
    }

    /// <summary>The first names of a list, and how many more there are.</summary>
    public static string Few(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(3)) + (names.Count > 3 ? $", and {names.Count - 3} more" : "");

    public static bool IsMachine(string folder) => _clipFolders.Any(name => Directory.Exists(Path.Combine(folder, name)));

    /// <summary>The files of a folder in ordinal order, without hidden ones (".DS_Store", "._name.wav").</summary>
    public static List<string> Files(string folder) => Visible(Directory.EnumerateFiles(folder));

    /// <summary>The folders in a folder in ordinal order, without hidden ones.</summary>
    public static List<string> Folders(string folder) =>
        Visible(Directory.EnumerateDirectories(folder)).FindAll(f => Path.GetFileName(f) != "__MACOSX");

    public static bool IsWav(string path) => path.EndsWith(".wav", StringComparison.OrdinalIgnoreCase);

    private static List<string> Visible(IEnumerable<string> paths) =>
        [.. paths.Where(p => !Path.GetFileName(p).StartsWith('.')).OrderBy(Path.GetFileName, StringComparer.Ordinal)];
}
