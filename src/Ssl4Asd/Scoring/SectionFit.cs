using System.Numerics.Tensors;
using Ssl4Asd.Data;
using Ssl4Asd.Presets;
using Ssl4Asd.Scoring.Backends;

namespace Ssl4Asd.Scoring;

/// <summary>
/// From the training embeddings of one section to its references and threshold, for one back end after the other: those with
/// the same references share what takes long, k-means and distances.
/// </summary>
internal sealed class SectionFit
{
    private readonly string _machine;
    private readonly string _section;
    private readonly ScoringOptions _options;
    private readonly int _seed;
    private readonly float[,] _source;
    private readonly float[,] _targets;
    private readonly float[,] _heldOut;
    private readonly Dictionary<ReferenceChoice, (float[,] Centres, ReferenceDistances Distances)> _shared = [];

    public SectionFit(string machine, string section, List<(Clip Clip, float[] Embedding)> training, ScoringOptions options, int seed)
    {
        (_machine, _section, _options, _seed) = (machine, section, options, seed);
        // By name, so that the order in which clips were embedded does not matter.
        var all = training.OrderBy(t => t.Clip.FileName, StringComparer.Ordinal).ToList();
        var ordered = all.FindAll(t => !t.Clip.IsHeldOut);
        var dim = training[0].Embedding.Length;
        _source = Normalised(ordered.FindAll(t => t.Clip.Domain == Domain.Source), dim);
        _targets = Normalised(ordered.FindAll(t => t.Clip.Domain == Domain.Target), dim);
        _heldOut = Normalised(all.FindAll(t => t.Clip.IsHeldOut), dim);
    }

    /// <summary>The references of a back end, and the percentile of the training scores as threshold.</summary>
    /// <exception cref="InputException">The back end takes more references than there are.</exception>
    public SectionReferences Fit(Backend backend)
    {
        if (!_shared.TryGetValue(backend.References, out var shared)) _shared[backend.References] = shared = Share(backend.References);
        backend.CheckCount($"{_machine} section {_section}", shared.Distances.Count);
        var fitted = FittedBackend.Of(backend, shared.Distances);
        var references = new SectionReferences(_machine, _section, shared.Centres, _targets, 0, _source.GetLength(0))
        {
            Choice = backend.References,
            Densities = backend.Density is null ? [] : fitted.Densities,
            Slope = fitted.Slope,
        };
        // Of the training clips a lone target-domain clip has nothing but itself to be compared with: no score.
        var scores = new ThresholdScores(_heldOut.Length == 0 ? fitted.TrainingScores : HeldOutScores(references, backend), _heldOut.Length > 0);
        return references with { Threshold = scores.At(_options.ThresholdPercentile), ThresholdScores = scores };
    }

    private IEnumerable<double> HeldOutScores(SectionReferences references, Backend backend)
    {
        var scorer = new SectionScorer(references, SectionScorer.Directions(references), backend);
        return [.. Enumerable.Range(0, _heldOut.GetLength(0)).Select(clip => scorer.Score(scorer.Distances(_heldOut.Row(clip))))];
    }

    private (float[,] Centres, ReferenceDistances Distances) Share(ReferenceChoice choice)
    {
        double[][] targets = [.. Cosine.NormaliseRows(_targets)];
        if (choice == ReferenceChoice.All) return (_source, new([.. Cosine.NormaliseRows(_source), .. targets]));
        var centres = _source.GetLength(0) == 0 ? _source : KMeans.Fit(_source, _options.Clusters, new Random(Seed()), _options.Restarts).Centres;
        return (centres, new([.. Cosine.NormaliseRows(centres), .. targets], centres.GetLength(0), [.. Cosine.NormaliseRows(_source)]));
    }

    private static float[,] Normalised(List<(Clip Clip, float[] Embedding)> clips, int dim)
    {
        var rows = new float[clips.Count, dim];
        for (var i = 0; i < clips.Count; i++)
            TensorPrimitives.ConvertTruncating<double, float>(Cosine.Normalise(clips[i].Embedding), rows.Row(i));
        return rows;
    }

    // Independent of the other sections.
    private int Seed() => unchecked((int)StableHash.Of(FormattableString.Invariant($"{_seed}/{_machine}/{_section}")));
}
