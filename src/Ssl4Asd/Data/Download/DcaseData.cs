namespace Ssl4Asd.Data.Download;

/// <summary>A published data set as plain data: its machines, where its archives are, and what they hold.</summary>
public sealed record DcaseData
{
    /// <summary>The licence of the clips.</summary>
    public const string Licence = "CC BY-NC-SA 4.0 (https://creativecommons.org/licenses/by-nc-sa/4.0/)";

    private static readonly Uri Zenodo = new("https://zenodo.org");
    private static readonly Uri GitHub = new("https://github.com");

    /// <summary>Its name on the command line, such as <c>dcase2023</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its name in the field.</summary>
    public required string Title { get; init; }

    /// <summary>Machines and sections of the development set.</summary>
    public required IReadOnlyList<MachineSections> Development { get; init; }

    /// <summary>Machines and sections of the evaluation set.</summary>
    public required IReadOnlyList<MachineSections> Evaluation { get; init; }

    /// <summary>Length of the shortest clips, in seconds.</summary>
    public required double ShortestClip { get; init; }

    /// <summary>Length of the longest clips, in seconds.</summary>
    public required double LongestClip { get; init; }

    /// <summary>The Zenodo record of the development set.</summary>
    public required string DevelopmentRecord { get; init; }

    /// <summary>The Zenodo record of the additional training set.</summary>
    public required string TrainingRecord { get; init; }

    /// <summary>The Zenodo record of the evaluation test set.</summary>
    public required string EvaluationRecord { get; init; }

    /// <summary>The GitHub repository of the official evaluator, which holds the ground truth: <c>owner/name</c>.</summary>
    public required string TruthRepository { get; init; }

    /// <summary>The commit of it that is taken, so that the labels are the same ones every time.</summary>
    public required string TruthCommit { get; init; }

    /// <summary>md5 by the name of the archive; without an entry the record's own listing is asked.</summary>
    public IReadOnlyDictionary<string, string> Md5 { get; init; } = new Dictionary<string, string>();

    /// <summary>The data sets that can be downloaded.</summary>
    public static IReadOnlyList<DcaseData> All => [Dcase2022.Data, Dcase2023.Data];

    /// <summary>A data set by its name.</summary>
    /// <param name="name">Such as <c>dcase2023</c>, in any case.</param>
    /// <returns>The data set.</returns>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static DcaseData Named(string name) => Check.Named(All, d => d.Name, name, "data set");

    /// <summary>The archives to fetch for a choice of machines and parts.</summary>
    /// <param name="machines">Names of machines; none: all.</param>
    /// <param name="parts">Parts; none: all.</param>
    /// <returns>Development, training, evaluation, ground truth, each in the order of the machines; never empty.</returns>
    /// <exception cref="InputException">A machine is not in the data set, or nothing is left to fetch.</exception>
    public IReadOnlyList<DataArchive> Archives(IReadOnlyCollection<string> machines, IReadOnlyCollection<DataPart> parts)
    {
        ArgumentNullException.ThrowIfNull(machines);
        ArgumentNullException.ThrowIfNull(parts);
        var known = Development.Concat(Evaluation).DistinctBy(m => m.Machine).ToList();
        var chosen = machines.Select(m => Check.Named(known, k => k.Machine, m, $"machine of {Name}").Machine).ToHashSet(StringComparer.Ordinal);
        List<MachineSections> Of(IReadOnlyList<MachineSections> all, DataPart part) =>
            [.. all.Where(m => (chosen.Count == 0 || chosen.Contains(m.Machine)) && (parts.Count == 0 || parts.Contains(part)))];

        var archives = new List<DataArchive>();
        archives.AddRange(Of(Development, DataPart.Development).Select(m => OnZenodo(DataPart.Development, m, DevelopmentRecord, $"dev_{m.Machine}.zip")));
        archives.AddRange(Of(Evaluation, DataPart.Training).Select(m => OnZenodo(DataPart.Training, m, TrainingRecord, $"eval_data_{m.Machine}_train.zip")));
        archives.AddRange(Of(Evaluation, DataPart.Evaluation).Select(m => OnZenodo(DataPart.Evaluation, m, EvaluationRecord, $"eval_data_{m.Machine}_test.zip")));
        if (Of(Evaluation, DataPart.GroundTruth) is { Count: > 0 } labelled)
            archives.Add(Truth(labelled));
        return archives.Count > 0
            ? archives
            : throw new InputException($"{Name} has no such parts of {string.Join(", ", machines)}; its evaluation machines are {string.Join(", ", Evaluation.Select(m => m.Machine))}.");
    }

    private DataArchive OnZenodo(DataPart part, MachineSections machine, string record, string file) => new(
        part, [machine], record, Zenodo, $"record/{record}/files/{file}", $"{record}-{file}", [file, $"{record}/{file}"], Md5.GetValueOrDefault(file));

    private DataArchive Truth(IReadOnlyList<MachineSections> machines)
    {
        var name = TruthRepository[(TruthRepository.IndexOf('/') + 1)..];
        return new DataArchive(
            DataPart.GroundTruth, machines, TruthRepository, GitHub, $"{TruthRepository}/archive/{TruthCommit}.zip", $"{name}-{TruthCommit}.zip",
            [$"{name}-main.zip", $"{TruthCommit}.zip"], Md5: null);
    }
}
