using System.Runtime.ExceptionServices;
using Ssl4Asd.Data;
using Ssl4Asd.Presets;
using Ssl4Asd.Scoring.Backends;

namespace Ssl4Asd.Scoring;

/// <summary>
/// Embeddings to anomaly scores, for each machine and section on its own, by a <see cref="Backends.Backend"/>: unless another is given, the
/// smallest cosine distance to the k-means means of its source-domain training embeddings and to each of its target-domain
/// training embeddings (the paper's, section 2). The length of an embedding does not matter; an embedding of
/// zeros has no direction and is at cosine distance 1 from everything.
/// </summary>
public sealed class AnomalyScorer
{
    private readonly Dictionary<(string Machine, string Section), (SectionReferences References, SectionScorer Scorer)> _sections = [];

    /// <summary>Restores a scorer; it scores exactly as the one that the references were taken from.</summary>
    /// <param name="sections">The <see cref="Sections"/> of a scorer; at least one.</param>
    /// <param name="backend">Its <see cref="Backend"/>; the paper's where null.</param>
    /// <exception cref="ArgumentException">
    /// None, the same machine and section twice, one without reference vectors, different dims, a value that is not finite, or
    /// references that were fitted for another kind of back end.
    /// </exception>
    public AnomalyScorer(IEnumerable<SectionReferences> sections, Backend? backend = null) : this(sections, backend ?? Backend.Paper, []) { }

    // Scorers of the same references share their directions, which are larger than all the rest.
    private AnomalyScorer(IEnumerable<SectionReferences> sections, Backend backend, Dictionary<float[,], double[][]> directions)
    {
        ArgumentNullException.ThrowIfNull(sections);
        Backend = backend;
        Sections = [.. sections.OrderBy(s => s.Machine, StringComparer.Ordinal).ThenBy(s => s.Section, StringComparer.Ordinal)];
        if (Sections.Count == 0) throw new ArgumentException("expected the references of at least one section", nameof(sections));
        Dim = Sections[0].Centres.GetLength(1);
        foreach (var section in Sections)
        {
            Check(section);
            if (!directions.TryGetValue(section.Centres, out var references)) directions[section.Centres] = references = SectionScorer.Directions(section);
            if (!_sections.TryAdd((section.Machine, section.Section), (section, new SectionScorer(section, references, Backend))))
                throw new ArgumentException($"{section.Machine} section {section.Section}: references given twice", nameof(sections));
        }
    }

    /// <summary>How distances become scores.</summary>
    public Backend Backend { get; }

    /// <summary>The references and thresholds as plain data, ordered by machine and section.</summary>
    public IReadOnlyList<SectionReferences> Sections { get; }

    /// <summary>The number of values of an embedding: 256 in the paper.</summary>
    public int Dim { get; }

    /// <summary>Sections whose threshold says little, one line each; empty when there are none.</summary>
    public IReadOnlyList<string> Notices => [.. Sections.Select(s => s.Notice).OfType<string>()];

    /// <summary>
    /// Builds the references of every machine and section from its training clips, and its threshold: from clips that are held out
    /// (<see cref="Clip.IsHeldOut"/>) where there are any (<see cref="ThresholdScores"/>), otherwise a percentile of the scores of the same training clips, where a clip that is a reference is not compared with itself (its distance would be 0).
    /// A section with one training clip only, which is its reference, has nothing to estimate it from: its threshold is 0.
    /// </summary>
    /// <param name="trainClips">Training clips with known domain; one domain of a section may be missing.</param>
    /// <param name="embeddings">[clips, dim], row i of clip i, of any length.</param>
    /// <param name="options">Clusters, restarts and percentile.</param>
    /// <param name="seed">Each section derives its own randomness from this and its name, so order does not matter.</param>
    /// <param name="backend">How distances become scores; the paper's where null.</param>
    /// <returns>The scorer.</returns>
    /// <exception cref="ArgumentException">Counts differ, no clips, a test clip, or an embedding that is not finite.</exception>
    /// <exception cref="InputException">An option is outside its range, or a section has too few training clips for the back end.</exception>
    public static AnomalyScorer Fit(IReadOnlyList<Clip> trainClips, float[,] embeddings, ScoringOptions options, int seed, Backend? backend = null) =>
        FitAll(trainClips, embeddings, options, seed, [backend ?? Backend.Paper])[0];

    /// <summary>The same for several back ends, which share k-means and distances.</summary>
    /// <param name="trainClips">Training clips with known domain; one domain of a section may be missing.</param>
    /// <param name="embeddings">[clips, dim], row i of clip i, of any length.</param>
    /// <param name="options">Clusters, restarts and percentile.</param>
    /// <param name="seed">As for one.</param>
    /// <param name="backends">How distances become scores.</param>
    /// <returns>A scorer for each back end.</returns>
    /// <exception cref="ArgumentException">As for one.</exception>
    /// <exception cref="InputException">As for one.</exception>
    public static IReadOnlyList<AnomalyScorer> FitAll(
        IReadOnlyList<Clip> trainClips, float[,] embeddings, ScoringOptions options, int seed, IReadOnlyList<Backend> backends)
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
        var sections = FitSections(training, options, seed, backends);
        var directions = new Dictionary<float[,], double[][]>();
        return [.. backends.Select((backend, b) => new AnomalyScorer(sections.Select(s => s[b]), backend, directions))];
    }

    private static List<SectionReferences[]> FitSections(
        Dictionary<(string Machine, string Section), List<(Clip, float[])>> training, ScoringOptions options, int seed, IReadOnlyList<Backend> backends)
    {
        try
        {
            // each section has randomness of its own, so all cores may take part
            return [.. training.AsParallel().Select(s =>
            {
                var fit = new SectionFit(s.Key.Machine, s.Key.Section, s.Value, options, seed);
                return backends.Select(fit.Fit).ToArray();
            })];
        }
        catch (AggregateException e) when (e.Flatten().InnerExceptions.OfType<InputException>().MinBy(i => i.Message, StringComparer.Ordinal) is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
            throw;
        }
    }

    /// <summary>The anomaly score of one embedding.</summary>
    /// <param name="embedding">[dim], of any length.</param>
    /// <param name="machine">The machine type.</param>
    /// <param name="section">The two digits of the section.</param>
    /// <returns>Of the paper's back end the smallest cosine distance to a reference of the machine and section, 0 … 2.</returns>
    /// <exception cref="InputException">No training clips of this machine and section were seen.</exception>
    /// <exception cref="ArgumentException">The dim differs, or a value is not finite.</exception>
    public double Score(ReadOnlySpan<float> embedding, string machine, string section)
    {
        var scorer = Find(machine, section).Scorer;
        return scorer.Score(Distances(scorer, embedding));
    }

    /// <summary>The scores of many clips.</summary>
    /// <param name="clips">Test clips.</param>
    /// <param name="embeddings">[clips, dim], row i of clip i.</param>
    /// <returns>[clips] rows in the order of the clips.</returns>
    /// <exception cref="InputException">A machine and section without training clips.</exception>
    /// <exception cref="ArgumentException">Counts or dims differ, or an embedding is not finite.</exception>
    public IReadOnlyList<ScoreRow> Score(IReadOnlyList<Clip> clips, float[,] embeddings) => ScoreAll([this], clips, embeddings)[0];

    /// <summary>The same by several scorers; those that <see cref="FitAll"/> made with the same references share the distances.</summary>
    /// <param name="scorers">The scorers.</param>
    /// <param name="clips">Test clips.</param>
    /// <param name="embeddings">[clips, dim], row i of clip i.</param>
    /// <returns>[scorers] [clips] rows.</returns>
    /// <exception cref="InputException">A machine and section without training clips.</exception>
    /// <exception cref="ArgumentException">Counts or dims differ, or an embedding is not finite.</exception>
    public static IReadOnlyList<IReadOnlyList<ScoreRow>> ScoreAll(IReadOnlyList<AnomalyScorer> scorers, IReadOnlyList<Clip> clips, float[,] embeddings)
    {
        CheckCounts(clips, embeddings);
        var rows = scorers.Select(_ => new ScoreRow[clips.Count]).ToList();
        foreach (var (i, clip) in clips.Index())
        {
            double[][] references = [];
            double[] distances = [];
            foreach (var (s, all) in scorers.Index())
            {
                var (section, scorer) = all.Find(clip.Machine, clip.Section);
                if (scorer.References != references) (references, distances) = (scorer.References, all.Distances(scorer, embeddings.Row(i)));
                rows[s][i] = new ScoreRow(
                    clip.Subset, clip.Machine, clip.Section, clip.FileName, clip.Domain, clip.Condition, scorer.Score(distances), section.Threshold);
            }
        }
        return rows;
    }

    private double[] Distances(SectionScorer scorer, ReadOnlySpan<float> embedding)
    {
        if (embedding.Length != Dim) throw new ArgumentException($"expected an embedding [{Dim}], got [{embedding.Length}]", nameof(embedding));
        Matrix.CheckFinite(embedding, "the embedding");
        return scorer.Distances(embedding);
    }

    /// <summary>The decision threshold of a machine and section: a greater anomaly score is decided to be anomalous.</summary>
    /// <param name="machine">The machine type.</param>
    /// <param name="section">The two digits of the section.</param>
    /// <returns>In the unit of the scores.</returns>
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
        if (section.Choice != Backend.References) throw new ArgumentException($"{where}: expected references for the back end {Backend.Label}, {Csv.Word(Backend.References)}, got {Csv.Word(section.Choice)}");
        var count = Backend.Density is null ? 0 : section.Centres.GetLength(0) + section.Targets.GetLength(0);
        if (section.Densities.Count != count) throw new ArgumentException($"{where}: expected {count} densities for the back end {Backend.Label}, got {section.Densities.Count}");
        if (!section.Densities.All(double.IsFinite) || !double.IsFinite(section.Slope)) throw new ArgumentException($"{where}: a density or the slope is not finite");
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
