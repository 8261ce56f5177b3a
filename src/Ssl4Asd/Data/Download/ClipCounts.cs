using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Data.Download;

/// <summary>How many clips of a section are there, beside how many were published.</summary>
/// <param name="Folder">Its machine's folder relative to the data set, such as <c>dev_data/fan</c>.</param>
/// <param name="Section">The two digits of the section.</param>
/// <param name="Found">What is there, in words, with the published figures where they are others.</param>
/// <param name="AsPublished">Whether nothing is missing and nothing is too much.</param>
/// <param name="IsKnown">Whether all the figures were published; else it is enough that there is something.</param>
public sealed record SectionCheck(string Folder, string Section, string Found, bool AsPublished, bool IsKnown = true)
{
    /// <summary>One line.</summary>
    /// <returns>Such as <c>dev_data/fan section 00: 990 + 10 training clips, 50/50/50/50 test clips: as published</c>.</returns>
    public override string ToString() => $"{Folder} section {Section}: {Found}: {(!AsPublished ? "not as published" : IsKnown ? "as published" : "no published number to compare all of it with")}";
}

/// <summary>Counts the clips of a machine's folder by their names.</summary>
internal static class ClipCounts
{
    /// <summary>One check for each published section of a machine.</summary>
    /// <param name="root">The data set's folder.</param>
    /// <param name="data">The data set.</param>
    /// <param name="folder">The machine's folder in it.</param>
    /// <param name="machine">What was published.</param>
    /// <param name="parts">What is looked at.</param>
    internal static IEnumerable<SectionCheck> Of(string root, DcaseData data, string folder, MachineSections machine, IReadOnlyCollection<DataPart> parts)
    {
        var full = Path.Combine(root, folder);
        var hasTrain = parts.Contains(DataPart.Development) || parts.Contains(DataPart.Training);
        var hasTest = parts.Contains(DataPart.Development) || parts.Contains(DataPart.Evaluation);
        var train = hasTrain ? Names(Path.Combine(full, DatasetLayout.Train)) : [];
        List<(string File, ClipName Name)> test = hasTest || parts.Contains(DataPart.GroundTruth) ? [.. data.Layout.TestFolders.SelectMany(t => Names(Path.Combine(full, t.Folder)))] : [];
        foreach (var section in machine.Sections)
        {
            var found = new List<(string Text, bool IsRight, bool IsKnown)>();
            var (ofTrain, ofTest) = (train.FindAll(n => n.Name.Section == section.Section), test.FindAll(n => n.Name.Section == section.Section));
            int Count(Domain domain, Condition condition) => ofTest.Count(n => n.Name.Domain == domain && n.Name.Condition == condition);
            if (hasTrain && data.Layout.HasDomains)
                found.Add(Compare(" + ", "training", [ofTrain.Count(n => n.Name.Domain == Domain.Source), ofTrain.Count(n => n.Name.Domain == Domain.Target)], [section.TrainSource, section.TrainTarget]));
            else if (hasTrain)
                found.Add(Compare("", "training", [ofTrain.Count], [section.Train]));
            if (parts.Contains(DataPart.Development))
                found.Add(Compare("/", "test", [Count(Domain.Source, Condition.Normal), Count(Domain.Source, Condition.Anomaly), Count(Domain.Target, Condition.Normal), Count(Domain.Target, Condition.Anomaly)],
                    [section.SourceNormal, section.SourceAnomaly, section.TargetNormal, section.TargetAnomaly]));
            else if (hasTest)
                found.Add(Compare("", "test", [ofTest.Count], [section.Test]));
            if (parts.Contains(DataPart.GroundTruth))
                found.Add(Truth(root, data, machine.Machine, section, [.. ofTest.Select(n => n.File)]));
            yield return new SectionCheck(folder, section.Section, string.Join(", ", found.Select(f => f.Text)), found.TrueForAll(f => f.IsRight), found.TrueForAll(f => f.IsKnown));
        }
    }

    private static (string Text, bool IsRight, bool IsKnown) Truth(string root, DcaseData data, string machine, SectionCounts section, List<string> clips)
    {
        if (TruthFiles.Problem(root, data, machine, section) is { } problem)
            return ($"ground truth ({problem})", false, true);
        var unlabelled = TruthFiles.Unlabelled(root, data, machine, section, clips);
        return unlabelled.Count == 0 ? ("ground truth", true, true) : ($"ground truth (none for {DatasetLayout.Few(unlabelled)})", false, true);
    }

    private static List<(string File, ClipName Name)> Names(string folder) => !Directory.Exists(folder) ? [] :
        [.. DatasetLayout.Files(folder).Select(Path.GetFileName).Select(f => (File: f!, Name: ClipName.TryParse(f!, out var name, out _) ? name : null)).Where(n => n.Name is not null).Select(n => (n.File, n.Name!))];

    private static (string Text, bool IsRight, bool IsKnown) Compare(string between, string what, int[] found, int?[] published)
    {
        var isKnown = !published.Contains(null);
        var isRight = isKnown ? found.Select(f => (int?)f).SequenceEqual(published) : found.Sum() > 0;
        var told = isRight ? "" : isKnown ? $" (published: {string.Join(between, published)})" : " (there should be some)";
        return ($"{string.Join(between, found)} {what} clips{told}", isRight, isKnown);
    }
}
