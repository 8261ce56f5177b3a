using Ssl4Asd.Data;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Scoring;

/// <summary>
/// Embeddings to anomaly scores, for each machine and section on its own: the smallest cosine distance to the k-means
/// means of its source-domain training embeddings and to each of its target-domain training embeddings (the paper's
/// back end; facts, section 1, row "score"). The length of an embedding does not matter; an embedding of zeros has no
/// direction and is at distance 1 from everything.
/// </summary>
public sealed class AnomalyScorer
{
    private readonly Dictionary<(string Machine, string Section), (SectionReferences References, SectionScorer Scorer)> _sections = [];

    /// <summary>Restores a scorer; it scores exactly as the one that the references were taken from.</summary>
    /// <param name="sections">The <see cref="Sections"/> of a scorer; at least one.</param>
    /// <exception cref="ArgumentException">
    /// None, the same machine and section twice, one without reference vectors, different dims, or a value that is not finite.
    /// </exception>
    public AnomalyScorer(IEnumerable<SectionReferences> sections)
    {
        ArgumentNullException.ThrowIfNull(sections);
        Sections = [.. sections.OrderBy(s => s.Machine, StringComparer.Ordinal).ThenBy(s => s.Section, StringComparer.Ordinal)];
        if (Sections.Count == 0) throw new ArgumentException("expected the references of at least one section", nameof(sections));
        Dim = Sections[0].Centres.GetLength(1);
        foreach (var section in Sections)
        {
            Check(section);
            if (!_sections.TryAdd((section.Machine, section.Section), (section, new SectionScorer(section.Centres, section.Targets))))
                throw new ArgumentException($"{section.Machine} section {section.Section}: references given twice", nameof(sections));
        }
    }

    /// <summary>The references and thresholds as plain data, ordered by machine and section.</summary>
    public IReadOnlyList<SectionReferences> Sections { get; }

    /// <summary>The number of values of an embedding: 256 in the paper.</summary>
    public int Dim { get; }

    /// <summary>Sections whose threshold says little, one line each; empty when there are none.</summary>
    public IReadOnlyList<string> Notices => [.. Sections.Select(s => s.Notice).OfType<string>()];

    /// <summary>
    /// Builds the references of every machine and section from its training clips, and its threshold: a percentile of the
    /// scores of the same training clips, where a target-domain clip is not compared with itself (its score would be 0).
    /// A section with one training clip only, of the target domain, has nothing to estimate it from: its threshold is 0.
    /// </summary>
    /// <param name="trainClips">Training clips with known domain; one domain of a section may be missing.</param>
    /// <param name="embeddings">[clips, dim], row i of clip i, of any length.</param>
    /// <param name="options">Clusters, restarts and percentile.</param>
    /// <param name="seed">Each section derives its own randomness from this and its name, so order does not matter.</param>
    /// <returns>The scorer.</returns>
    /// <exception cref="ArgumentException">Counts differ, no clips, a test clip, or an embedding that is not finite.</exception>
    /// <exception cref="InputException">An option is outside its range.</exception>
    public static AnomalyScorer Fit(IReadOnlyList<Clip> trainClips, float[,] embeddings, ScoringOptions options, int seed)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        CheckCounts(trainClips, embeddings);
        var training = new Dictionary<(string, string), List<(Clip, float[])>>();
        for (var i = 0; i < trainClips.Count; i++)
        {
            var clip = trainClips[i];
            if (clip.Split != Split.Train || clip.Domain is null)
                throw new ArgumentException($"{clip.Path}: references are built from training clips of known domain", nameof(trainClips));
            Matrix.CheckFinite(embeddings.Row(i), $"the embedding of {clip.Path}");
            if (!training.TryGetValue((clip.Machine, clip.Section), out var section)) training[(clip.Machine, clip.Section)] = section = [];
            section.Add((clip, embeddings.Row(i).ToArray()));
        }
        // each section has randomness of its own, so all cores may take part
        return new AnomalyScorer(training.AsParallel().Select(s => SectionFit.Fit(s.Key.Item1, s.Key.Item2, s.Value, options, seed)).ToList());
    }

    /// <summary>The anomaly score of one embedding.</summary>
    /// <param name="embedding">[dim], of any length.</param>
    /// <param name="machine">The machine type.</param>
    /// <param name="section">The two digits of the section.</param>
    /// <returns>The smallest cosine distance to a reference of the machine and section, 0 … 2.</returns>
    /// <exception cref="InputException">No training clips of this machine and section were seen.</exception>
    /// <exception cref="ArgumentException">The dim differs, or a value is not finite.</exception>
    public double Score(ReadOnlySpan<float> embedding, string machine, string section)
    {
        if (embedding.Length != Dim) throw new ArgumentException($"expected an embedding [{Dim}], got [{embedding.Length}]", nameof(embedding));
        Matrix.CheckFinite(embedding, "the embedding");
        return Find(machine, section).Scorer.Score(embedding)!.Value;
    }

    /// <summary>The scores of many clips.</summary>
    /// <param name="clips">Test clips.</param>
    /// <param name="embeddings">[clips, dim], row i of clip i.</param>
    /// <returns>[clips] rows in the order of the clips.</returns>
    /// <exception cref="InputException">A machine and section without training clips.</exception>
    /// <exception cref="ArgumentException">Counts or dims differ, or an embedding is not finite.</exception>
    public IReadOnlyList<ScoreRow> Score(IReadOnlyList<Clip> clips, float[,] embeddings)
    {
        CheckCounts(clips, embeddings);
        return [.. clips.Select((clip, i) => new ScoreRow(
            clip.Subset, clip.Machine, clip.Section, clip.FileName, clip.Domain, clip.Condition,
            Score(embeddings.Row(i), clip.Machine, clip.Section), Threshold(clip.Machine, clip.Section)))];
    }

    /// <summary>The decision threshold of a machine and section: a greater anomaly score is decided to be anomalous.</summary>
    /// <param name="machine">The machine type.</param>
    /// <param name="section">The two digits of the section.</param>
    /// <returns>A cosine distance, 0 … 2.</returns>
    /// <exception cref="InputException">No training clips of this machine and section were seen.</exception>
    public double Threshold(string machine, string section) => Find(machine, section).References.Threshold;

    private (SectionReferences References, SectionScorer Scorer) Find(string machine, string section) =>
        _sections.TryGetValue((machine, section), out var found)
            ? found
            : throw new InputException(
                $"machine type '{machine}' section '{section}': no training clips of it; choose one of: "
                + string.Join(", ", Sections.Select(s => $"{s.Machine} {s.Section}")));

    private void Check(SectionReferences section)
    {
        var where = $"{section.Machine} section {section.Section}";
        if (section.Centres.GetLength(1) != Dim || section.Targets.GetLength(1) != Dim)
            throw new ArgumentException($"{where}: expected references [count, {Dim}], got [{section.Centres.GetLength(0)}, {section.Centres.GetLength(1)}] and [{section.Targets.GetLength(0)}, {section.Targets.GetLength(1)}]");
        if (section.Centres.Length + section.Targets.Length == 0) throw new ArgumentException($"{where}: no reference vectors");
        if (!double.IsFinite(section.Threshold)) throw new ArgumentException($"{where}: the threshold is not finite");
        for (var i = 0; i < section.Centres.GetLength(0); i++) Matrix.CheckFinite(section.Centres.Row(i), $"{where}: centre {i}");
        for (var i = 0; i < section.Targets.GetLength(0); i++) Matrix.CheckFinite(section.Targets.Row(i), $"{where}: target embedding {i}");
    }

    private static void CheckCounts(IReadOnlyList<Clip> clips, float[,] embeddings)
    {
        ArgumentNullException.ThrowIfNull(clips);
        ArgumentNullException.ThrowIfNull(embeddings);
        if (clips.Count != embeddings.GetLength(0) || embeddings.GetLength(1) == 0)
            throw new ArgumentException($"expected embeddings [{clips.Count}, dim], got [{embeddings.GetLength(0)}, {embeddings.GetLength(1)}]", nameof(embeddings));
    }
}
