using Ssl4Asd.Audio;

namespace Ssl4Asd.Data;

/// <summary>
/// One walk through the folders of a data set: its usable clips, and every problem in the order of the walk.
/// <see cref="Dataset.Load"/> refuses at the first error, <see cref="DatasetReport.Inspect"/> lists them all: the rules
/// are here once.
/// </summary>
internal sealed class DatasetScan
{
    private readonly HashSet<string> _leftOut;

    private DatasetScan(string root, IEnumerable<BrokenRecording> leftOut) => (Root, _leftOut) = (root, [.. leftOut.Select(b => b.Path)]);

    public string Root { get; }

    /// <summary>Development before evaluation, then by machine, training before test, then by file name, all ordinal.</summary>
    public List<Clip> Clips { get; } = [];

    public List<DataProblem> Problems { get; } = [];

    /// <summary>Walks through a data set.</summary>
    /// <param name="root">The folder that holds dev_data.</param>
    /// <param name="leftOut">Recordings that do not count as clips, though labels and other files may name them.</param>
    public static DatasetScan Of(string root, params IEnumerable<BrokenRecording> leftOut)
    {
        var scan = new DatasetScan(root, leftOut);
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
        ReadSubset(Subset.Development, Path.Combine(Root, DatasetLayout.Development));
        var evaluation = Path.Combine(Root, DatasetLayout.Evaluation);
        if (Directory.Exists(evaluation)) ReadSubset(Subset.Evaluation, evaluation);
        GroundTruth.Read(Root, Problems).Apply(Clips, Problems);
        CheckDuplicates();
        Clips.RemoveAll(c => _leftOut.Contains(c.Path));
        CheckSections();
    }

    private void ReadSubset(Subset subset, string folder)
    {
        foreach (var machine in DatasetLayout.Machines(folder, Problems))
        {
            var train = DatasetLayout.Recordings(Path.Combine(machine, DatasetLayout.Train), Problems);
            var test = DatasetLayout.Recordings(Path.Combine(machine, DatasetLayout.Test), Problems);
            if (train.Count + test.Count == 0)
                Error($"{machine}: holds no .wav files in {DatasetLayout.Train} or {DatasetLayout.Test}; unzip its recordings there or remove the folder");
            foreach (var path in train) Add(path, subset, Path.GetFileName(machine), Split.Train);
            foreach (var path in test) Add(path, subset, Path.GetFileName(machine), Split.Test);
        }
    }

    private void Add(string path, Subset subset, string machine, Split split)
    {
        if (!ClipName.TryParse(Path.GetFileName(path), out var name, out var reason))
            Error($"{path}: not a clip name ({reason}); rename it to {ClipName.Grammar}, or remove it");
        else if (name.Split != split)
            Error($"{path}: by its name a {Word(name.Split)} clip, but it lies in {Word(split)}; move it");
        else if (split == Split.Train && name.Condition == Condition.Anomaly)
            Error($"{path}: an anomalous clip among the training clips, which have to be normal; remove it");
        else if (subset == Subset.Development && !name.IsLabelled)
            Error($"{path}: the name tells neither domain nor condition, as only test clips of {DatasetLayout.Evaluation} may; rename it or move it there");
        else
            Clips.Add(new Clip(path, subset, machine, name.Section, split, name.Domain, name.Condition, name.Attributes));
    }

    // Ground truth and scores are matched by file name, and some file systems do not tell cases apart.
    private void CheckDuplicates()
    {
        foreach (var group in Clips.GroupBy(c => (c.Machine, Name: c.FileName.ToUpperInvariant())).Where(g => g.Count() > 1))
        {
            var paths = group.Select(c => c.Path).ToList();
            Error($"{paths[1]}: the same file name as {paths[0]}; names have to be unique within a machine, so rename or remove one");
        }
    }

    private void CheckSections()
    {
        foreach (var section in Clips.GroupBy(c => (c.Machine, c.Section)).OrderBy(g => g.Key.Machine, StringComparer.Ordinal).ThenBy(g => g.Key.Section, StringComparer.Ordinal))
        {
            var where = $"{section.Key.Machine} section {section.Key.Section}";
            var train = section.Where(c => c.Split == Split.Train).ToList();
            var test = section.Where(c => c.Split == Split.Test).ToList();
            if (train.Count == 0)
            {
                Error($"{Path.GetDirectoryName(test[0].Path)}: {where} has {test.Count} test clips but no {(_leftOut.Count > 0 ? "readable " : "")}training clips; add its training clips (for an evaluation machine, the additional training set)");
                continue;
            }
            if (train.TrueForAll(c => c.Domain == Domain.Target))
                Notice($"{where}: no source-domain training clips: scores will use the target-domain clips only");
            if (train.TrueForAll(c => c.Domain == Domain.Source))
                Notice($"{where}: no target-domain training clips: scores will use the source centres only");
            if (test.Count == 0)
                Notice($"{where}: no test clips: trained on, not scored");
            if (test.Count(c => c.Condition is null) is > 0 and var unlabelled)
                Notice($"{where}: {unlabelled} of {test.Count} test clips without ground truth: scored, not evaluated");
            if (test.Count(c => c.Condition is not null && c.Domain is null) is > 0 and var undomained)
                Notice($"{where}: {undomained} of {test.Count} test clips without known domain: not in the metrics of one domain");
        }
    }

    private void Error(string message) => Problems.Add(DataProblem.Error(message));

    private void Notice(string message) => Problems.Add(DataProblem.Notice(message));

    private static string Word(Split split) => split == Split.Train ? DatasetLayout.Train : DatasetLayout.Test;
}
