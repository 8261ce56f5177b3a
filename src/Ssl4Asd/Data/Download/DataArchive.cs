using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Data.Download;

/// <summary>One zip file of a data set.</summary>
/// <param name="Data">The data set.</param>
/// <param name="Part">What it holds.</param>
/// <param name="Machines">Whose clips it holds, or whose ground truth is taken from it.</param>
/// <param name="Source">The Zenodo record, or the GitHub repository.</param>
/// <param name="Host">Where it is published: <c>https://zenodo.org</c> or <c>https://github.com</c>.</param>
/// <param name="Path">Its address below the host, which a mirror keeps.</param>
/// <param name="LocalName">Its name in a folder that holds archives of several records.</param>
/// <param name="OtherNames">Other names that it may have in a folder given with <c>--from</c>, the first one preferred.</param>
/// <param name="Md5">The published checksum, lower case; null where none is known.</param>
/// <param name="Bytes">Its size; null where it is not known.</param>
public sealed record DataArchive(
    DcaseData Data, DataPart Part, IReadOnlyList<MachineSections> Machines, string Source, Uri Host, string Path, string LocalName,
    IReadOnlyList<string> OtherNames, string? Md5, long? Bytes = null)
{
    /// <summary>The folders and files that it has to give, relative to the data set, with <c>/</c>.</summary>
    public IReadOnlyList<string> Items => Part switch
    {
        DataPart.Development => [$"{Folder}/{DatasetLayout.Train}", .. TestFolders],
        DataPart.Training => [$"{Folder}/{DatasetLayout.Train}"],
        DataPart.Evaluation => [.. TestFolders],
        _ => TruthFiles.Items(Data, Machines),
    };

    /// <summary>The folder of its machine, relative to the data set; nothing for the ground truth, whose items have their own.</summary>
    public string Folder => Part switch
    {
        DataPart.Development => $"{DatasetLayout.Development}/{Machines[0].Machine}",
        DataPart.GroundTruth => "",
        _ => $"{DatasetLayout.Evaluation}/{Machines[0].Machine}",
    };

    /// <summary>The name of the file where it is published.</summary>
    public string FileName => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Clips in it; null where their number is not published.</summary>
    public int? Clips => Part switch
    {
        DataPart.Development => Count(s => s.Train + s.Test),
        DataPart.Training => Count(s => s.Train),
        DataPart.Evaluation => Count(s => s.Test),
        _ => 0,
    };

    private IEnumerable<string> TestFolders => Data.Layout.TestFolders.Select(t => $"{Folder}/{t.Folder}");

    private int? Count(Func<SectionCounts, int?> count) =>
        Machines[0].Sections.Select(count).ToList() is var counts && counts.Contains(null) ? null : counts.Sum();
}
