namespace Ssl4Asd.Data;

/// <summary>
/// Where ground truth lies: <c>ROOT/ground_truth</c>; else ROOT itself, a folder in it, or beside it an evaluator's, as they are
/// when somebody has unpacked one; or what the user names.
/// </summary>
internal static class TruthPlaces
{
    /// <summary>A place to read.</summary>
    /// <param name="Path">A folder, or the one file of a list.</param>
    /// <param name="IsFound">Whether it was looked for, and is to be told of.</param>
    internal sealed record Place(string Path, bool IsFound);

    /// <summary>Places in the order of preference; the first one with labels of the data's clips is taken.</summary>
    /// <param name="root">The data set.</param>
    /// <param name="given">What the user names, or null.</param>
    /// <exception cref="InputException">It is not there, or holds nothing of the kind.</exception>
    internal static IEnumerable<Place> Of(string root, string? given)
    {
        if (given is not null)
        {
            if (File.Exists(given) || Holds(given))
                return [new Place(given, IsFound: false)];
            var inner = Directory.Exists(given) ? DatasetLayout.Folders(given).Find(Holds) : null;
            return inner is not null
                ? [new Place(inner, IsFound: true)]
                : throw new InputException($"{given}: {(Directory.Exists(given) ? "holds no ground truth" : "no such folder")}; expected {GroundTruth.Conditions}/*.csv and {GroundTruth.Domains}/*.csv in it, or a list such as eval_data_list.csv");
        }
        var own = Path.Combine(root, GroundTruth.Folder);
        if (Directory.Exists(own))
            return [new Place(own, IsFound: false)];
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        string[] inside = [root, .. DatasetLayout.Folders(root).Where(f => Path.GetFileName(f) is not (DatasetLayout.Development or DatasetLayout.Evaluation))];
        IEnumerable<string> beside = Path.GetDirectoryName(full) is { } parent
            ? Folders(parent).Where(f => f != full && IsEvaluator(Path.GetFileName(f)))
            : [];
        return inside.Concat(beside).Where(Holds).Select(p => new Place(p, IsFound: true));
    }

    /// <summary>The lists of all machines in a folder.</summary>
    internal static List<string> Lists(string folder) => DatasetLayout.Files(folder).FindAll(TruthFile.IsList);

    private static bool Holds(string folder) => Directory.Exists(folder)
        && (Directory.Exists(Path.Combine(folder, GroundTruth.Conditions)) || Directory.Exists(Path.Combine(folder, GroundTruth.Domains)) || Lists(folder).Count > 0);

    private static bool IsEvaluator(string name) => name.Contains("evaluator", StringComparison.OrdinalIgnoreCase) || name.StartsWith(GroundTruth.Folder, StringComparison.OrdinalIgnoreCase);

    private static List<string> Folders(string folder)
    {
        try
        {
            return DatasetLayout.Folders(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // what lies beside the data set may be somebody else's
        }
    }
}
