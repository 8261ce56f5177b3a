using Ssl4Asd.Data.Years;

namespace Ssl4Asd.Data.Download;

/// <summary>The archives of a year's data set.</summary>
public static class DcaseArchives
{
    internal static readonly Uri Zenodo = new("https://zenodo.org");
    internal static readonly Uri GitHub = new("https://github.com");

    /// <summary>The archives to fetch for a choice of machines and parts.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="machines">Names of machines; none: all.</param>
    /// <param name="parts">Parts; none: all there are.</param>
    /// <returns>Development, training, evaluation, ground truth, each in the order of the machines; never empty.</returns>
    /// <exception cref="InputException">A machine is not in the data set, or nothing is left to fetch.</exception>
    public static IReadOnlyList<DataArchive> Archives(this DcaseData data, IReadOnlyCollection<string> machines, IReadOnlyCollection<DataPart> parts)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(machines);
        ArgumentNullException.ThrowIfNull(parts);
        var known = data.Development.Concat(data.Evaluation).DistinctBy(m => m.Machine).ToList();
        var chosen = machines.Select(m => Check.Named(known, k => k.Machine, m, $"machine of {data.Name}").Machine).ToHashSet(StringComparer.Ordinal);
        List<MachineSections> Of(IReadOnlyList<MachineSections> all, DataPart part) =>
            [.. all.Where(m => (chosen.Count == 0 || chosen.Contains(m.Machine)) && (parts.Count == 0 || parts.Contains(part)))];

        var archives = new List<DataArchive>();
        archives.AddRange(Of(data.Development, DataPart.Development).Select(m => OnZenodo(data, DataPart.Development, m, data.DevelopmentRecord, data.DevelopmentFile)));
        archives.AddRange(Of(data.Evaluation, DataPart.Training).Select(m => OnZenodo(data, DataPart.Training, m, data.TrainingRecord, data.TrainingFile)));
        archives.AddRange(Of(data.Evaluation, DataPart.Evaluation).Select(m => OnZenodo(data, DataPart.Evaluation, m, data.EvaluationRecord, data.EvaluationFile)));
        if (data.Truth is { } truth && Of(data.Evaluation, DataPart.GroundTruth) is { Count: > 0 } labelled)
            archives.Add(Truth(data, truth, labelled));
        if (archives.Count > 0)
            return archives;
        throw new InputException(data.Truth is null && parts.Contains(DataPart.GroundTruth)
            ? $"{data.Name} has no ground truth that is public; choose other parts."
            : $"{data.Name} has no such parts of {string.Join(", ", machines)}; its evaluation machines are {string.Join(", ", data.Evaluation.Select(m => m.Machine))}.");
    }

    private static DataArchive OnZenodo(DcaseData data, DataPart part, MachineSections machine, string record, string pattern)
    {
        var file = pattern.Replace("*", machine.Machine, StringComparison.Ordinal);
        file = data.Replaced.GetValueOrDefault(file, file);
        return new DataArchive(
            data, part, [machine], record, Zenodo, $"record/{record}/files/{file}", $"{record}-{file}", [file, $"{record}/{file}"], data.Md5.GetValueOrDefault(file));
    }

    private static DataArchive Truth(DcaseData data, TruthSource truth, IReadOnlyList<MachineSections> machines)
    {
        var name = truth.Repository[(truth.Repository.IndexOf('/') + 1)..];
        return new DataArchive(
            data, DataPart.GroundTruth, machines, truth.Repository, GitHub, $"{truth.Repository}/archive/{truth.Commit}.zip", $"{name}-{truth.Commit}.zip",
            [$"{name}-main.zip", $"{truth.Commit}.zip", $"{name}-master.zip"], Md5: null);
    }
}
