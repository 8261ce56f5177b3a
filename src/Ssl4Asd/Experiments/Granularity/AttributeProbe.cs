using Ssl4Asd.Data;
using Ssl4Asd.Metrics;

namespace Ssl4Asd.Experiments.Granularity;

/// <summary>How well the attributes of one section's clips can be read from the embeddings of a run.</summary>
/// <param name="Subset">Development or evaluation set.</param>
/// <param name="Machine">The machine type.</param>
/// <param name="Section">The section.</param>
/// <param name="Values">How many attribute strings its training clips have; 1 / this is chance.</param>
/// <param name="CrossValidated">Balanced accuracy on training clips, each predicted from other folds.</param>
/// <param name="HeldOut">Balanced accuracy on normal test clips, predicted from the training clips; null where their attributes are not known.</param>
public sealed record AttributeProbe(Subset Subset, string Machine, string Section, int Values, double CrossValidated, double? HeldOut)
{
    /// <summary>Probes a run, section by section; those with one attribute string only have nothing to read.</summary>
    /// <param name="dataset">What the run was trained on and scored.</param>
    /// <param name="folder">A scored run.</param>
    /// <exception cref="InputException">A file of the run is missing or broken.</exception>
    public static IReadOnlyList<AttributeProbe> Of(Dataset dataset, RunFolder folder)
    {
        var dim = RunSettings.Read(folder.Settings).System.Network.Dim;
        return Of(dataset, EmbeddingsFile.Read(folder.TrainEmbeddings, "train", dataset.TrainClips.Count, dim), EmbeddingsFile.Read(folder.TestEmbeddings, "test", dataset.TestClips.Count, dim));
    }

    internal static IReadOnlyList<AttributeProbe> Of(Dataset dataset, float[,] train, float[,] test) =>
        [.. Sections(dataset.TrainClips).Select(section => Of(section, dataset.TestClips, train, test)).OfType<AttributeProbe>()];

    private static IEnumerable<IGrouping<(Subset, string, string), (int Index, Clip Clip)>> Sections(IReadOnlyList<Clip> clips) =>
        clips.Index().Select(c => (c.Index, Clip: c.Item)).GroupBy(c => (c.Clip.Subset, c.Clip.Machine, c.Clip.Section));

    private static AttributeProbe? Of(IGrouping<(Subset Subset, string Machine, string Section), (int Index, Clip Clip)> section, IReadOnlyList<Clip> testClips, float[,] train, float[,] test)
    {
        var names = section.GroupBy(c => c.Clip.Attributes).Where(g => g.Count() > 1).Select(g => g.Key).Order(StringComparer.Ordinal).ToList();
        if (names.Count < 2)
            return null;
        var known = section.Where(c => names.Contains(c.Clip.Attributes)).ToList();
        var (embeddings, labels) = (LinearProbe.Rows(train, [.. known.Select(c => c.Index)]), known.ConvertAll(c => names.IndexOf(c.Clip.Attributes)));
        var tested = testClips.Index().Where(c => (c.Item.Subset, c.Item.Machine, c.Item.Section) == section.Key && c.Item.Condition == Condition.Normal && names.Contains(c.Item.Attributes)).ToList();
        double? heldOut = tested.Count == 0 ? null : LinearProbe.BalancedAccuracy(
            [.. tested.Select(c => names.IndexOf(c.Item.Attributes))], LinearProbe.Predict(embeddings, labels, LinearProbe.Rows(test, [.. tested.Select(c => c.Index)])));
        return new(section.Key.Subset, section.Key.Machine, section.Key.Section, names.Count, LinearProbe.BalancedAccuracy(labels, LinearProbe.CrossValidate(embeddings, labels)), heldOut);
    }
}
