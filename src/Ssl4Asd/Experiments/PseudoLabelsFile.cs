using CsvHelper.Configuration.Attributes;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments.Backends;
using Ssl4Asd.Scoring;

namespace Ssl4Asd.Experiments;

/// <summary>
/// Classes for recordings whose attributes are hidden, as in DCASE2024 and later: k-means clusters of the embeddings of a first run, written to
/// a file that a second run is trained with. A step of its own, so that nobody trains on them without knowing.
/// </summary>
public static class PseudoLabelsFile
{
    /// <summary>Clusters of a machine and section, where there are that many training clips; as many as the back end has means.</summary>
    public const int Clusters = 16;

    private const string Remedy = "write it with: ssl4asd pseudo-labels --run RUN --out FILE";

    /// <summary>Clusters the training clips of a run, machine by machine and section by section.</summary>
    /// <param name="run">Trained; its recordings are not needed.</param>
    /// <param name="path">The file, one row a clip: machine, section, file, label (<c>pseudo-3</c>).</param>
    /// <param name="clusters">Of a section with as many clips, at least 2; Euclidean, of embeddings of length 1.</param>
    /// <param name="all">Also of machines whose attributes are known.</param>
    /// <returns>How many clips of how many machines have got a label.</returns>
    /// <exception cref="InputException">The run is not finished, or no machine hides its attributes.</exception>
    public static (int Clips, int Machines) Write(RunFolder run, string path, int clusters = Clusters, bool all = false)
    {
        Check.That(clusters >= 2, nameof(clusters), clusters, "2 or more");
        var settings = RunSettings.Read(run.Settings);
        if (!run.IsTrained || settings.System.Autoencoder is not null)
            throw new InputException($"{run.Path}: has no embeddings of its training clips; take a run of a system that embeds, trained to its end.");
        var clips = TrainClipsCsv.Read(run.TrainClips);
        var embeddings = EmbeddingsFile.Read(run.TrainEmbeddings, "train", clips.Count, settings.System.Network.Dim);
        var rows = new List<Row>();
        foreach (var section in clips.Index().GroupBy(c => (c.Item.Machine, c.Item.Section)).Where(g => all || g.All(c => IsHidden(c.Item))))
        {
            var members = section.Select(c => (c.Item.IsHeldOut, Array.ConvertAll(Cosine.Normalise(embeddings.Row(c.Index)), x => (float)x))).ToList();
            var labels = PseudoLabels.Clusters(members, clusters, FormattableString.Invariant($"{settings.Seed}/{section.Key.Machine}/{section.Key.Section}/pseudo-labels"));
            rows.AddRange(section.Zip(labels, (c, label) => new Row { Machine = section.Key.Machine, Section = section.Key.Section, File = c.Item.FileName, Label = label }));
        }
        if (rows.Count == 0)
            throw new InputException($"{run.Path}: the attributes of all its machines are known; take them, or --all for labels in their stead.");
        Csv.Write(path, rows);
        return (rows.Count, rows.Select(r => r.Machine).Distinct().Count());
    }

    /// <summary>The class of each training clip: what the file says where it does, <c>fan/00/pseudo-3</c>, and otherwise what the name of the clip says.</summary>
    /// <param name="path">The file.</param>
    /// <param name="clips">The training clips.</param>
    /// <param name="classes">What a class is where the file has no label.</param>
    /// <exception cref="InputException">The file is missing or broken, or names no clip of these.</exception>
    internal static IReadOnlyList<string> Of(string path, IReadOnlyList<Clip> clips, Presets.ClassGranularity classes)
    {
        var labels = new Dictionary<(string, string, string), string>();
        foreach (var row in Csv.Read<Row>(path, Remedy))
            if (!labels.TryAdd((row.Machine, row.Section, row.File), row.Label))
                throw new InputException($"{path}: two rows for {row.Machine} {row.File}; {Remedy}");
        var known = clips.Select(c => labels.GetValueOrDefault((c.Machine, c.Section, c.FileName))).ToList();
        if (known.TrueForAll(label => label is null))
            throw new InputException($"{path}: none of its {labels.Count} clips is a training clip of these data; {Remedy} with a run of theirs");
        return [.. clips.Zip(known, (clip, label) => label is null ? clip.ClassOf(classes)! : $"{clip.Machine}/{clip.Section}/{label}")];
    }

    private static bool IsHidden(Clip clip) => ClipName.Parse(clip.FileName).HidesAttributes;

    internal sealed record Row
    {
        [Name("machine")]
        public required string Machine { get; init; }

        [Name("section")]
        public required string Section { get; init; }

        [Name("file")]
        public required string File { get; init; }

        [Name("label")]
        public required string Label { get; init; }
    }
}
