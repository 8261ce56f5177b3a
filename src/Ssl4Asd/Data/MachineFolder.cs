using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Data;

/// <summary>A recording as it lies in the folders of a data set.</summary>
/// <param name="Path">The file.</param>
/// <param name="Subset">Development or evaluation.</param>
/// <param name="Machine">The name of the machine's folder.</param>
/// <param name="Split">What its folder is for.</param>
/// <param name="Folder">The name of its folder.</param>
/// <param name="Domain">The domain that the folder tells, if it does.</param>
internal sealed record FoundRecording(string Path, Subset Subset, string Machine, Split Split, string Folder, Domain? Domain)
{
    /// <summary>The name without the folder.</summary>
    internal string FileName => System.IO.Path.GetFileName(Path);
}

/// <summary>The folders of one machine: which of them hold its clips, and what the others look like.</summary>
internal static class MachineFolder
{
    private static readonly (string Folder, Domain Domain)[] _domainFolders =
        [.. DcaseLayout.DomainFolders.TestFolders.Select(t => (t.Folder, t.Domain!.Value))];

    /// <summary>The recordings of a machine, training before test.</summary>
    /// <param name="folder">The machine's folder.</param>
    /// <param name="subset">Development or evaluation.</param>
    /// <param name="problems">Told what is wrong.</param>
    /// <param name="passedOver">Told which folders are left, and why.</param>
    internal static List<FoundRecording> Recordings(string folder, Subset subset, List<DataProblem> problems, ProblemLines passedOver)
    {
        var machine = Path.GetFileName(folder);
        List<FoundRecording> Of(string name, Split split, Domain? domain = null) =>
            [.. DatasetLayout.Recordings(Path.Combine(folder, name), problems).Select(path => new FoundRecording(path, subset, machine, split, name, domain))];

        var train = Of(DatasetLayout.Train, Split.Train);
        var test = Of(DatasetLayout.Test, Split.Test);
        List<FoundRecording> ofDomains = [.. _domainFolders.SelectMany(d => Of(d.Folder, Split.Test, d.Domain)).OrderBy(r => r.FileName, StringComparer.Ordinal)];
        var renamed = Of(DatasetLayout.Renamed, Split.Test);
        if (train.Count + test.Count + ofDomains.Count + renamed.Count == 0)
            problems.Add(DataProblem.Error($"{folder}: holds no .wav files in {DatasetLayout.Train} or {DatasetLayout.Test}; unzip its recordings there or remove the folder"));
        if (renamed.Count > 0)
        {
            foreach (var left in test.Concat(ofDomains).Select(r => Path.GetDirectoryName(r.Path)!).Distinct())
                passedOver.Add(left, $"passed over, because {DatasetLayout.Renamed} beside it holds the same recordings with their labels; remove that one to read this one");
            (test, ofDomains) = (renamed, []);
        }
        else if (ofDomains.Count > 0 && test.Count > 0 && test.Select(r => r.FileName).ToHashSet().IsSubsetOf(ofDomains.Select(r => r.FileName)))
        {
            passedOver.Add(Path.Combine(folder, DatasetLayout.Test), $"passed over; it holds copies of the recordings of {string.Join(" and ", _domainFolders.Select(d => d.Folder))}, as the official baseline makes them");
            test = [];
        }
        foreach (var other in DatasetLayout.Folders(folder).Where(f => !IsOfClips(Path.GetFileName(f))))
            passedOver.Add(other, Likeness(other));
        return [.. train, .. test, .. ofDomains];
    }

    private static bool IsOfClips(string name) =>
        name is DatasetLayout.Train or DatasetLayout.Test or DatasetLayout.Renamed || _domainFolders.Any(d => d.Folder == name);

    private static string Likeness(string folder) =>
        Path.GetFileName(folder) == DatasetLayout.Supplemental
            ? "passed over; it looks like the recordings of noise alone, or of the machine alone, of DCASE2025, which are no training clips and are not used"
            : DatasetLayout.Files(folder).Count(DatasetLayout.IsWav) is > 0 and var wavs
                ? $"passed over with its {wavs} recordings; if they are clips, move them to {DatasetLayout.Train} or {DatasetLayout.Test} beside it"
                : "passed over; it holds no recordings";
}
