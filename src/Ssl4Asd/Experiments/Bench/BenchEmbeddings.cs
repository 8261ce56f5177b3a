using Ssl4Asd.Data;
using Ssl4Asd.Models;

namespace Ssl4Asd.Experiments.Bench;

/// <summary>
/// Embeddings to measure k-means and scoring with, in as many sections of as many clips as wanted. They are drawn around
/// more middles than k-means has means, so that it has work to do.
/// </summary>
internal sealed class BenchEmbeddings
{
    private const int Middles = 24;

    /// <summary>Draws them, the same for the same numbers.</summary>
    /// <param name="sections">Sections, of a machine each.</param>
    /// <param name="trainClips">Training clips of each, one in a hundred of them of the target domain, as in the DCASE data.</param>
    /// <param name="testClips">Test clips of each.</param>
    internal BenchEmbeddings(int sections, int trainClips, int testClips)
    {
        Train = Clips(sections, trainClips, Split.Train);
        Test = Clips(sections, testClips, Split.Test);
        TrainEmbeddings = Draw(sections, trainClips, seed: 0);
        TestEmbeddings = Draw(sections, testClips, seed: 1);
    }

    internal IReadOnlyList<Clip> Train { get; }

    internal IReadOnlyList<Clip> Test { get; }

    /// <summary><c>[training clips, 256]</c></summary>
    internal float[,] TrainEmbeddings { get; }

    /// <summary><c>[test clips, 256]</c></summary>
    internal float[,] TestEmbeddings { get; }

    private static Clip[] Clips(int sections, int count, Split split) =>
    [
        .. from section in Enumerable.Range(0, sections)
           from i in Enumerable.Range(0, count)
           select new Clip(FormattableString.Invariant($"{i:000000}.wav"), Subset.Development, FormattableString.Invariant($"machine{section:00}"), "00", split,
               i < count - count / 100 ? Domain.Source : Domain.Target, Condition.Normal, ""),
    ];

    private static float[,] Draw(int sections, int count, int seed)
    {
        var middles = Uniform(new Random(0), Middles);
        var rows = Uniform(new Random(seed), sections * count);
        for (var i = 0; i < rows.GetLength(0); i++)
            for (var d = 0; d < EmbeddingNetwork.PaperDim; d++)
                rows[i, d] += middles[i % Middles, d];
        return rows;
    }

    private static float[,] Uniform(Random random, int count)
    {
        var rows = new float[count, EmbeddingNetwork.PaperDim];
        for (var i = 0; i < count; i++)
            for (var d = 0; d < EmbeddingNetwork.PaperDim; d++)
                rows[i, d] = 2 * random.NextSingle() - 1;
        return rows;
    }
}
