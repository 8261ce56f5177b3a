namespace Ssl4Asd.Data.Years;

/// <summary>How a data set is laid out: the forms of names and folders that years share, and what is scored in them.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Names">The form of the clips' names.</param>
/// <param name="TestFolders">Where test clips lie, with the domain that the folder tells.</param>
/// <param name="HasDomains">Whether there are a source and a target domain; otherwise all clips count as source.</param>
/// <param name="Scoring">What the official evaluator computes.</param>
/// <param name="Submission">The form of the files that it reads.</param>
public sealed record DcaseLayout(
    string Name, ClipNameForm Names, IReadOnlyList<(string Folder, Domain? Domain)> TestFolders, bool HasDomains, OfficialScoring Scoring,
    SubmissionForm Submission)
{
    /// <summary>2020: machine ids instead of sections, no domains.</summary>
    public static DcaseLayout Ids { get; } = new(
        "DCASE2020 (names like normal_id_01_00000000.wav)", ClipNameForm.Id, [(DatasetLayout.Test, null)], HasDomains: false, OfficialScoring.NoDomains, SubmissionForm.Ids);

    /// <summary>2021: a folder of test clips for each domain.</summary>
    public static DcaseLayout DomainFolders { get; } = new(
        "DCASE2021 (folders source_test and target_test)", ClipNameForm.Section, [("source_test", Domain.Source), ("target_test", Domain.Target)], HasDomains: true, OfficialScoring.EachDomain,
        SubmissionForm.Domains);

    /// <summary>2022 and later: all test clips of a machine in one folder.</summary>
    public static DcaseLayout Sections { get; } = new(
        "DCASE2022 and later (names like section_00_0000.wav in test)", ClipNameForm.Section, [(DatasetLayout.Test, null)], HasDomains: true, OfficialScoring.AllAnomalies,
        SubmissionForm.Sections);

    /// <summary>All layouts, the oldest first.</summary>
    public static IReadOnlyList<DcaseLayout> All => [Ids, DomainFolders, Sections];
}
