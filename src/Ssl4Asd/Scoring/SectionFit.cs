using System.Numerics.Tensors;
using Ssl4Asd.Data;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Scoring;

/// <summary>From the training embeddings of one section to its references and threshold.</summary>
internal static class SectionFit
{
    /// <summary>Clusters the source domain, keeps the target domain, takes the percentile of the training scores.</summary>
    public static SectionReferences Fit(string machine, string section, List<(Clip Clip, float[] Embedding)> training, ScoringOptions options, int seed)
    {
        // By name, so that the order in which clips were embedded does not matter.
        var ordered = training.OrderBy(t => t.Clip.FileName, StringComparer.Ordinal).ToList();
        var dim = training[0].Embedding.Length;
        var source = Normalised(ordered.FindAll(t => t.Clip.Domain == Domain.Source), dim);
        var targets = Normalised(ordered.FindAll(t => t.Clip.Domain == Domain.Target), dim);
        var centres = source.GetLength(0) == 0
            ? new float[0, dim]
            : KMeans.Fit(source, options.Clusters, new Random(Seed(seed, machine, section)), options.Restarts).Centres;

        var scorer = new SectionScorer(centres, targets);
        var scores = new List<double>();
        for (var i = 0; i < source.GetLength(0); i++) scores.Add(scorer.Score(source.Row(i))!.Value);
        for (var i = 0; i < targets.GetLength(0); i++)
        {
            if (scorer.Score(targets.Row(i), exceptTarget: i) is { } score) scores.Add(score);
        }
        // A lone target-domain clip has nothing but itself to be compared with.
        var threshold = scores.Count == 0 ? 0 : Percentile.Of(scores.ToArray(), options.ThresholdPercentile);
        return new SectionReferences(machine, section, centres, targets, threshold, source.GetLength(0));
    }

    private static float[,] Normalised(List<(Clip Clip, float[] Embedding)> clips, int dim)
    {
        var rows = new float[clips.Count, dim];
        for (var i = 0; i < clips.Count; i++)
            TensorPrimitives.ConvertTruncating<double, float>(Cosine.Normalise(clips[i].Embedding), rows.Row(i));
        return rows;
    }

    // Independent of the other sections.
    private static int Seed(int seed, string machine, string section) =>
        unchecked((int)StableHash.Of(FormattableString.Invariant($"{seed}/{machine}/{section}")));
}
