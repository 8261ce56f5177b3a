namespace Ssl4Asd.Data.Download;

/// <summary>How many clips of a section are there, beside how many were published.</summary>
/// <param name="Folder">Its machine's folder relative to the data set, such as <c>dev_data/fan</c>.</param>
/// <param name="Section">The two digits of the section.</param>
/// <param name="Found">What is there, in words, with the published figures where they are others.</param>
/// <param name="AsPublished">Whether nothing is missing and nothing is too much.</param>
public sealed record SectionCheck(string Folder, string Section, string Found, bool AsPublished)
{
    /// <summary>One line.</summary>
    /// <returns>Such as <c>dev_data/fan section 00: 990 + 10 training clips, 50/50/50/50 test clips: as published</c>.</returns>
    public override string ToString() => $"{Folder} section {Section}: {Found}: {(AsPublished ? "as published" : "not as published")}";
}

/// <summary>Counts the clips of a machine's folder by their names.</summary>
internal static class ClipCounts
{
    /// <summary>One check for each published section of a machine.</summary>
    /// <param name="root">The data set.</param>
    /// <param name="folder">The machine's folder in it, with <c>train</c> and <c>test</c>.</param>
    /// <param name="machine">What was published.</param>
    /// <param name="parts">What is looked at.</param>
    internal static IEnumerable<SectionCheck> Of(string root, string folder, MachineSections machine, IReadOnlyCollection<DataPart> parts)
    {
        var full = Path.Combine(root, folder);
        var hasTrain = parts.Contains(DataPart.Development) || parts.Contains(DataPart.Training);
        var hasTest = parts.Contains(DataPart.Development) || parts.Contains(DataPart.Evaluation);
        var train = hasTrain ? Names(Path.Combine(full, DatasetLayout.Train)) : [];
        var test = hasTest ? Names(Path.Combine(full, DatasetLayout.Test)) : [];
        foreach (var section in machine.Sections)
        {
            var found = new List<(string Text, bool IsRight)>();
            var (ofTrain, ofTest) = (train.FindAll(n => n.Section == section.Section), test.FindAll(n => n.Section == section.Section));
            if (hasTrain)
                found.Add(Compare(" + ", "training", [ofTrain.Count(n => n.Domain == Domain.Source), ofTrain.Count(n => n.Domain == Domain.Target)], [section.TrainSource, section.TrainTarget]));
            if (parts.Contains(DataPart.Development))
                found.Add(Compare("/", "test", [Count(ofTest, Domain.Source, Condition.Normal), Count(ofTest, Domain.Source, Condition.Anomaly), Count(ofTest, Domain.Target, Condition.Normal), Count(ofTest, Domain.Target, Condition.Anomaly)],
                    [section.SourceNormal, section.SourceAnomaly, section.TargetNormal, section.TargetAnomaly]));
            else if (hasTest)
                found.Add(Compare("", "test", [ofTest.Count], [section.Test]));
            if (parts.Contains(DataPart.GroundTruth))
                found.Add(Truth(root, full, machine.Machine, section));
            yield return new SectionCheck(folder, section.Section, string.Join(", ", found.Select(f => f.Text)), found.TrueForAll(f => f.IsRight));
        }
    }

    private static (string Text, bool IsRight) Truth(string root, string folder, string machine, SectionCounts section)
    {
        if (TruthFiles.Problem(root, machine, section) is { } problem)
            return ($"ground truth ({problem})", false);
        var unlabelled = TruthFiles.Unlabelled(root, machine, section.Section, TestNames(folder, section.Section));
        return unlabelled.Count == 0 ? ("ground truth", true) : ($"ground truth (none for {DatasetLayout.Few(unlabelled)})", false);
    }

    /// <summary>The names of the test clips of a section.</summary>
    private static List<string> TestNames(string machineFolder, string section)
    {
        var folder = Path.Combine(machineFolder, DatasetLayout.Test);
        return !Directory.Exists(folder) ? [] :
            [.. DatasetLayout.Files(folder).Select(f => Path.GetFileName(f)).Where(n => ClipName.TryParse(n, out var name, out _) && name.Section == section)];
    }

    private static List<ClipName> Names(string folder) => !Directory.Exists(folder) ? [] :
        [.. Directory.EnumerateFiles(folder).Select(f => ClipName.TryParse(Path.GetFileName(f), out var name, out _) ? name : null).OfType<ClipName>()];

    private static int Count(List<ClipName> names, Domain domain, Condition condition) => names.Count(n => n.Domain == domain && n.Condition == condition);

    private static (string Text, bool IsRight) Compare(string between, string what, int[] found, int[] published)
    {
        var isRight = found.AsSpan().SequenceEqual(published);
        return ($"{string.Join(between, found)} {what} clips{(isRight ? "" : $" (published: {string.Join(between, published)})")}", isRight);
    }
}
