using CsvHelper.Configuration.Attributes;
using Ssl4Asd.Data;

namespace Ssl4Asd.Experiments.Backends;

/// <summary>
/// train_clips.csv: which training clip each row of the training embeddings is, so that other back ends need no recordings:
/// subset, machine, section, domain, file, and whether it is held out for the threshold.
/// </summary>
internal static class TrainClipsCsv
{
    internal static void Write(string path, IEnumerable<Clip> clips) => Csv.Write(path, clips.Select(c => new Row { Subset = Csv.Word(c.Subset), Machine = c.Machine, Section = c.Section, Domain = Csv.Word(c.Domain!.Value), File = c.FileName, HeldOut = c.IsHeldOut }));

    /// <returns>The clips in the order of the embeddings; their paths are the file names alone, their attributes empty.</returns>
    /// <exception cref="InputException">The file cannot be read.</exception>
    internal static IReadOnlyList<Clip> Read(string path)
    {
        const string Remedy = "train the run again";
        return [.. Csv.Read<Row>(path, Remedy).Select(r => new Clip(
            r.File, Csv.Value<Subset>(r.Subset, path, Remedy), r.Machine, r.Section, Split.Train, Csv.Value<Domain>(r.Domain, path, Remedy), Condition.Normal, "") { IsHeldOut = r.HeldOut })];
    }

    private sealed record Row
    {
        [Name("subset")]
        public string Subset { get; init; } = "";

        [Name("machine")]
        public string Machine { get; init; } = "";

        [Name("section")]
        public string Section { get; init; } = "";

        [Name("domain")]
        public string Domain { get; init; } = "";

        [Name("file")]
        public string File { get; init; } = "";

        [Name("held_out")]
        [Optional]
        public bool HeldOut { get; init; }
    }
}
