namespace Ssl4Asd.Data.Years;

/// <summary>A year's data set as plain data: all in which years differ. Code asks the record, never for the year.</summary>
public sealed record DcaseData
{
    /// <summary>The licence of the clips.</summary>
    public const string Licence = "CC BY-NC-SA 4.0 (https://creativecommons.org/licenses/by-nc-sa/4.0/)";

    /// <summary>Its name on the command line, such as <c>dcase2023</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its name in the field.</summary>
    public required string Title { get; init; }

    /// <summary>Names and folders, and what is scored.</summary>
    public DcaseLayout Layout { get; init; } = DcaseLayout.Sections;

    /// <summary>Machines and sections of the development set.</summary>
    public required IReadOnlyList<MachineSections> Development { get; init; }

    /// <summary>Machines and sections of the evaluation set.</summary>
    public required IReadOnlyList<MachineSections> Evaluation { get; init; }

    /// <summary>Length of the shortest clips, in seconds; null where it is not published.</summary>
    public double? ShortestClip { get; init; }

    /// <summary>Length of the longest clips, in seconds.</summary>
    public required double LongestClip { get; init; }

    /// <summary>Channels of a clip.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>The Zenodo record of the development set.</summary>
    public required string DevelopmentRecord { get; init; }

    /// <summary>The Zenodo record of the additional training set.</summary>
    public required string TrainingRecord { get; init; }

    /// <summary>The Zenodo record of the evaluation test set.</summary>
    public required string EvaluationRecord { get; init; }

    /// <summary>The archives' names with <c>*</c> for the machine.</summary>
    public string DevelopmentFile { get; init; } = "dev_*.zip";

    /// <summary>The same of the additional training set.</summary>
    public string TrainingFile { get; init; } = "eval_data_*_train.zip";

    /// <summary>The same of the evaluation test set.</summary>
    public string EvaluationFile { get; init; } = "eval_data_*_test.zip";

    /// <summary>Names of archives that were replaced by later ones, with the names of these.</summary>
    public IReadOnlyDictionary<string, string> Replaced { get; init; } = new Dictionary<string, string>();

    /// <summary>Folders beside the clips that archives hold and nothing here trains on, such as <c>supplemental</c>; kept when unpacked.</summary>
    public IReadOnlyList<string> OtherFolders { get; init; } = [];

    /// <summary>Where the labels of the evaluation test clips are; null where they are not public.</summary>
    public TruthSource? Truth { get; init; }

    /// <summary>md5 by the name of the archive; without an entry the record's own listing is asked.</summary>
    public IReadOnlyDictionary<string, string> Md5 { get; init; } = new Dictionary<string, string>();

    /// <summary>All years, the oldest first.</summary>
    public static IReadOnlyList<DcaseData> All =>
        [Dcase2020.Data, Dcase2021.Data, Dcase2022.Data, Dcase2023.Data, Dcase2024.Data, Dcase2025.Data, Dcase2026.Data];

    /// <summary>A data set by its name.</summary>
    /// <param name="name">Such as <c>dcase2023</c>, in any case.</param>
    /// <returns>The data set.</returns>
    /// <exception cref="InputException">There is none of that name.</exception>
    public static DcaseData Named(string name) => Check.Named(All, d => d.Name, name, "data set");

    /// <summary>Machines that have section 00 alone, with the numbers of clips that all of them have since 2022 (of 2024 and 2025 by the official baseline's lists of names).</summary>
    internal static IReadOnlyList<MachineSections> FirstShot(params string[] machines) =>
        [.. machines.Select(m => new MachineSections(m, [new SectionCounts("00", 990, 10, 50, 50, 50, 50)]))];
}
