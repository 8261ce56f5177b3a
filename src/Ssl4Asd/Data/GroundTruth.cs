namespace Ssl4Asd.Data;

/// <summary>
/// The ground truth of evaluation test clips as the official evaluators publish it, one CSV for each machine and
/// section: <c>ground_truth_data/ground_truth_&lt;machine&gt;_section_&lt;SS&gt;_test.csv</c> with rows
/// <c>name.wav,0|1</c> (1 = anomaly) and the same in <c>ground_truth_domain</c> (1 = target); in 2021 one for each domain; or one
/// list of all machines (<see cref="TruthFile.ReadList"/>).
/// </summary>
internal sealed class GroundTruth
{
    public const string Folder = "ground_truth";
    public const string Conditions = "ground_truth_data";
    public const string Domains = "ground_truth_domain";

    private readonly List<TruthFile> _files = [];
    private readonly TruthReading _reading = new();

    private readonly ILookup<string, string> _wanted; // names of the evaluation test clips by machine, in whatever case

    private GroundTruth(IEnumerable<Clip> clips) =>
        _wanted = clips.Where(c => c is { Subset: Subset.Evaluation, Split: Split.Test }).ToLookup(c => c.Machine, c => c.FileName, StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads the first place that has labels for the clips; what cannot be read is reported.</summary>
    /// <param name="root">The data set.</param>
    /// <param name="given">The place that the user names, or null.</param>
    /// <param name="clips">The clips of the data set.</param>
    /// <param name="problems">Where problems go.</param>
    public static GroundTruth Read(string root, string? given, IReadOnlyList<Clip> clips, List<DataProblem> problems)
    {
        try
        {
            foreach (var place in TruthPlaces.Of(root, given))
            {
                var truth = new GroundTruth(clips);
                truth.ReadPlace(place.Path);
                if (place.IsFound && given is null && !truth.Covers(truth._files))
                    continue;
                if (place.IsFound)
                    truth._reading.Oddities.Add(place.Path, "taken as the ground truth of these data; --truth names another");
                return truth;
            }
        }
        catch (InputException e)
        {
            problems.Add(DataProblem.Error(e.Message));
        }
        return new GroundTruth(clips);
    }

    /// <summary>Fills the labels of evaluation test clips in, matched by file name; every mismatch is reported.</summary>
    /// <param name="clips">All clips of the data set; those concerned are replaced in place.</param>
    /// <param name="problems">Where mismatches go.</param>
    public void Apply(List<Clip> clips, List<DataProblem> problems)
    {
        var positions = Enumerable.Range(0, clips.Count)
            .Where(i => clips[i] is { Subset: Subset.Evaluation, Split: Split.Test })
            .ToLookup(i => (clips[i].Machine, clips[i].Section));
        var machines = positions.Select(p => p.Key.Machine).Distinct().ToList();
        foreach (var file in _files)
        {
            var machine = Named(file, machines);
            List<int> indices = [.. positions[(machine, file.Section)].Where(i => file.Of is null || clips[i].Domain == file.Of)];
            if (indices.Count == 0)
            {
                _reading.Notices.Add(file.Path, $"no evaluation test clips of {file.Machine} section {file.Section}; not used");
                continue;
            }
            var names = indices.Select(i => clips[i].FileName).ToHashSet(StringComparer.Ordinal);
            if (indices.TrueForAll(i => clips[i].Condition is not null && clips[i].Domain is not null) && !file.Rows.Keys.Any(names.Contains))
            {
                _reading.Notices.Add(file.Path, "not used, because the names of the clips already tell domain and condition");
                continue;
            }
            Report(file, [.. file.Rows.Keys.Where(n => !names.Contains(n))], "names clips that are not in the data", "add them or remove the rows");
            Report(file, [.. names.Where(n => !file.Rows.ContainsKey(n)).Order(StringComparer.Ordinal)], "has no row for clips of the data", "add the rows or remove the file");
            foreach (var i in indices)
            {
                if (file.Rows.TryGetValue(clips[i].FileName, out var row)) clips[i] = Labelled(clips[i], file, row.Value, row.Line);
            }
        }
        problems.AddRange(_reading.Problems);
    }

    private Clip Labelled(Clip clip, TruthFile file, bool value, int line)
    {
        var labelled = file.IsDomain
            ? clip with { Domain = value ? Domain.Target : Domain.Source }
            : clip with { Condition = value ? Condition.Anomaly : Condition.Normal };
        var contradicts = file.IsDomain ? clip.Domain is { } d && d != labelled.Domain : clip.Condition is { } c && c != labelled.Condition;
        if (contradicts)
        {
            var told = ClipName.Parse(clip.FileName) is var name && (file.IsDomain ? name.Domain is not null : name.Condition is not null) ? "the file name" : "another file of the ground truth on";
            _reading.Errors.Add($"{file.Path} line {line}", $"contradicts {told} {clip.FileName}; correct one of them", "contradiction");
        }
        return labelled;
    }

    /// <summary>The machine of a file, whose name may be written in other cases than the folder's.</summary>
    private string Named(TruthFile file, List<string> machines)
    {
        if (machines.Contains(file.Machine) || machines.Find(m => m.Equals(file.Machine, StringComparison.OrdinalIgnoreCase)) is not { } machine)
            return file.Machine;
        _reading.Oddities.Add(file.Path, $"the machine is written {file.Machine}, its folder {machine}: taken as the same");
        return machine;
    }

    private void Report(TruthFile file, List<string> names, string what, string todo)
    {
        if (names.Count > 0)
            _reading.Errors.Add(file.Path, $"{what} ({DatasetLayout.Few(names)}); {todo}", what);
    }

    private void ReadPlace(string path)
    {
        if (File.Exists(path))
        {
            _files.AddRange(TruthFile.ReadList(path, _reading));
            return;
        }
        foreach (var (folder, isDomain) in new[] { (Conditions, false), (Domains, true) })
        {
            if (Path.Combine(path, folder) is var full && Directory.Exists(full))
                _files.AddRange(DatasetLayout.Files(full).Where(f => f.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)).Select(f => TruthFile.Read(f, isDomain, _reading)).OfType<TruthFile>());
        }
        var lists = TruthPlaces.Lists(path);
        foreach (var list in lists)
        {
            var ofOther = new TruthReading();
            List<TruthFile> files = [.. TruthFile.ReadList(list, lists.Count == 1 ? _reading : ofOther)];
            if (lists.Count == 1 || Covers(files))
                _files.AddRange(files);
            else
                _reading.Notices.Add(list, "not used, because it is not of these machines and clips");
        }
        if (_files.Count == 0)
            _reading.Notices.Add(path, $"holds no ground truth; expected {Conditions}/*.csv and {Domains}/*.csv in it");
    }

    /// <summary>Whether labels are of these data: years share names of clips, and some of them machines, but not all.</summary>
    private bool Covers(IReadOnlyCollection<TruthFile> files)
    {
        var machines = files.Select(f => f.Machine).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return _wanted.Count > 0 && _wanted.All(m => machines.Contains(m.Key)) && files.Any(f => f.Rows.Keys.Any(_wanted[f.Machine].Contains));
    }
}
