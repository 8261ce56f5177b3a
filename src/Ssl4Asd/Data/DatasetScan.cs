using Ssl4Asd.Audio;
using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Data;

/// <summary>
/// One walk through the folders of a data set: its usable clips, and every problem in the order of the walk.
/// <see cref="Dataset.Load"/> refuses at the first error, <see cref="DatasetReport.Inspect"/> lists them all: the rules
/// are here once.
/// </summary>
internal sealed class DatasetScan
{
    private readonly HashSet<string> _leftOut;
    private readonly string? _truth;

    private DatasetScan(string root, string? truth, IEnumerable<BrokenRecording> leftOut) => (Root, _truth, _leftOut) = (root, truth, [.. leftOut.Select(b => b.Path)]);

    public string Root { get; }

    /// <summary>Development before evaluation, then by machine, training before test, then by file name, all ordinal.</summary>
    public List<Clip> Clips { get; } = [];

    public List<DataProblem> Problems { get; } = [];

    /// <summary>Which years it may be of.</summary>
    public DcaseLayout Layout { get; private set; } = DcaseLayout.Sections;

    /// <summary>Walks through a data set.</summary>
    /// <param name="root">The folder that holds dev_data.</param>
    /// <param name="truth">Folder or file of the ground truth; null: looked for in the data set and beside it.</param>
    /// <param name="leftOut">Recordings that do not count as clips, though labels and other files may name them.</param>
    public static DatasetScan Of(string root, string? truth = null, params IEnumerable<BrokenRecording> leftOut)
    {
        var scan = new DatasetScan(root, truth, leftOut);
        if (string.IsNullOrWhiteSpace(root))
        {
            scan.Error("The folder of the data set has no name; name the one that holds dev_data.");
            return scan;
        }
        try
        {
            scan.Walk();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            scan.Error($"{root}: cannot be read ({e.Message}); check the folder and its permissions");
        }
        return scan;
    }

    private void Walk()
    {
        if (DatasetLayout.RootProblem(Root) is { } problem)
        {
            Error(problem);
            return;
        }
        var recordings = Find(Subset.Development, DatasetLayout.Development).Concat(Find(Subset.Evaluation, DatasetLayout.Evaluation)).ToList();
        Layout = LayoutRecognition.Of(Root, recordings, out var mixture);
        if (mixture is not null)
        {
            Error(mixture);
            return;
        }
        var errors = new ProblemLines(ProblemSeverity.Error);
        foreach (var recording in recordings)
            Add(recording, errors);
        Problems.AddRange(errors.Lines);
        GroundTruth.Read(Root, _truth, Clips, Problems).Apply(Clips, Problems);
        CheckDuplicates();
        LeaveOutUntrained();
        Clips.RemoveAll(c => _leftOut.Contains(c.Path));
        CheckSections();
    }

    private List<FoundRecording> Find(Subset subset, string name)
    {
        var folder = Path.Combine(Root, name);
        if (!Directory.Exists(folder)) return []; // the development set is there
        var passedOver = new ProblemLines(ProblemSeverity.Notice);
        List<FoundRecording> found = [.. DatasetLayout.Machines(folder, Problems).SelectMany(machine => MachineFolder.Recordings(machine, subset, Problems, passedOver))];
        Problems.AddRange(passedOver.Lines);
        return found;
    }

    private void Add(FoundRecording recording, ProblemLines errors)
    {
        var (path, subset, split) = (recording.Path, recording.Subset, recording.Split);
        if (!ClipName.TryParse(recording.FileName, out var name, out var reason))
            errors.Add(path, $"not a clip name ({reason}); rename it to {ClipName.Grammar}, or remove it", "name");
        else if (name.Split is { } named && named != split)
            errors.Add(path, $"by its name a {Csv.Word(named)} clip, but it lies in {recording.Folder}; move it");
        else if (recording.Domain is { } domain && name.Domain is { } other && domain != other)
            errors.Add(path, $"by its name of the {Csv.Word(other)} domain, but it lies in {recording.Folder}; move it");
        else if (split == Split.Train && name.Condition == Condition.Anomaly)
            errors.Add(path, "an anomalous clip among the training clips, which have to be normal; remove it");
        else if (subset == Subset.Development && !name.IsLabelled)
            errors.Add(path, $"the name tells neither domain nor condition, as only test clips of {DatasetLayout.Evaluation} may; rename it or move it there");
        else
            Clips.Add(new Clip(path, subset, recording.Machine, name.Section, split, name.Domain ?? recording.Domain, split == Split.Train ? name.Condition ?? Condition.Normal : name.Condition, name.Attributes));
    }

    // Ground truth and scores are matched by file name, and some file systems do not tell cases apart.
    private void CheckDuplicates()
    {
        var errors = new ProblemLines(ProblemSeverity.Error);
        foreach (var group in Clips.GroupBy(c => (c.Machine, c.Split, Name: c.FileName.ToUpperInvariant())).Where(g => g.Count() > 1))
        {
            var paths = group.Select(c => c.Path).ToList();
            errors.Add(paths[1], $"the same file name as {paths[0]}; names have to be unique within a machine, so rename or remove one", "duplicate");
        }
        Problems.AddRange(errors.Lines);
    }

    // Those who have not fetched the additional training set can still work with the development set.
    private void LeaveOutUntrained()
    {
        if (Clips.Exists(c => c is { Subset: Subset.Evaluation, Split: Split.Train }))
            return;
        var trained = Clips.Where(c => c.Split == Split.Train).Select(c => (c.Machine, c.Section)).ToHashSet();
        var left = Clips.FindAll(c => c.Subset == Subset.Evaluation && !trained.Contains((c.Machine, c.Section)));
        if (left.Count == 0 || trained.Count == 0)
            return;
        Clips.RemoveAll(left.ToHashSet().Contains);
        Notice($"{Path.Combine(Root, DatasetLayout.Evaluation)}: holds no training clips, so its {left.Count} test clips ({DatasetLayout.Few([.. left.Select(c => c.Machine).Distinct()])}) are left out, and the development set is used alone; add the additional training set to have both");
    }

    private void CheckSections()
    {
        var (errors, notices) = (new ProblemLines(ProblemSeverity.Error), new ProblemLines(ProblemSeverity.Notice));
        foreach (var section in Clips.GroupBy(c => (c.Machine, c.Section)).OrderBy(g => g.Key.Machine, StringComparer.Ordinal).ThenBy(g => g.Key.Section, StringComparer.Ordinal))
        {
            var where = $"{section.Key.Machine} section {section.Key.Section}";
            var train = section.Where(c => c.Split == Split.Train).ToList();
            var test = section.Where(c => c.Split == Split.Test).ToList();
            if (train.Count == 0)
            {
                errors.Add(Path.GetDirectoryName(test[0].Path)!, $"{where} has {test.Count} test clips but no {(_leftOut.Count > 0 ? "readable " : "")}training clips; add its training clips (for an evaluation machine, the additional training set)", "untrained");
                continue;
            }
            if (train.TrueForAll(c => c.Domain == Domain.Target))
                notices.Add(where, "no source-domain training clips: scores will use the target-domain clips only");
            if (Layout.HasDomains && train.TrueForAll(c => c.Domain == Domain.Source))
                notices.Add(where, "no target-domain training clips: scores will use the source centres only");
            if (test.Count == 0)
                notices.Add(where, "no test clips: trained on, not scored");
            if (test.Count(c => c.Condition is null) is > 0 and var unlabelled)
                notices.Add(where, $"{unlabelled} of {test.Count} test clips without ground truth: scored, not evaluated", "unlabelled");
            if (test.Count(c => c.Condition is not null && c.Domain is null) is > 0 and var undomained)
                notices.Add(where, $"{undomained} of {test.Count} test clips without known domain: not in the metrics of one domain", "undomained");
        }
        Problems.AddRange(errors.Lines.Concat(notices.Lines));
    }

    private void Error(string message) => Problems.Add(DataProblem.Error(message));

    private void Notice(string message) => Problems.Add(DataProblem.Notice(message));
}
