namespace Ssl4Asd.Data.Years;

/// <summary>Where the labels of a year's evaluation test clips are published: a GitHub repository at one commit, so that they are the same every time.</summary>
/// <param name="Repository"><c>owner/name</c>.</param>
/// <param name="Commit">The commit that is taken.</param>
/// <param name="Folders">
/// The folders of CSV files that hold the labels: <c>ground_truth_data</c> (conditions), and where the names do not tell them
/// <c>ground_truth_domain</c> (domains).
/// </param>
/// <param name="DomainFiles">Whether there is a file for each domain (2021) instead of one for each section.</param>
/// <param name="List">Instead of folders, one CSV that lists the clips of all machines with their labelled names: its path in the repository.</param>
public sealed record TruthSource(
    string Repository, string Commit, IReadOnlyList<string> Folders, bool DomainFiles = false, string? List = null)
{
    /// <summary>The usual two folders.</summary>
    public static TruthSource Evaluator(string repository, string commit) => new(repository, commit, [GroundTruth.Conditions, GroundTruth.Domains]);

    /// <summary>The list of a year in the repository of the official baseline.</summary>
    public static TruthSource BaselineList(int year) => new(
        "nttcslab/dcase2023_task2_baseline_ae", "9b64dc42276a64f65b7cbf2761d3c9ec525cff94", [], List: FormattableString.Invariant($"datasets/eval_data_list_{year}.csv"));
}
