namespace Ssl4Asd.Scoring;

/// <summary>The references of one section, ready to compare with: centres first, then target-domain embeddings.</summary>
internal sealed class SectionScorer
{
    private readonly double[][] _references;

    public SectionScorer(float[,] centres, float[,] targets)
    {
        Centres = centres.GetLength(0);
        _references = [.. Units(centres), .. Units(targets)];
    }

    public int Centres { get; }

    /// <summary>The smallest cosine distance to a reference, or null when there is none to compare with.</summary>
    /// <param name="embedding">[dim], any length.</param>
    /// <param name="exceptTarget">The row of a target-domain embedding to leave out; −1 for none.</param>
    public double? Score(ReadOnlySpan<float> embedding, int exceptTarget = -1)
    {
        var unit = Cosine.Normalise(embedding);
        double? smallest = null;
        for (var r = 0; r < _references.Length; r++)
        {
            if (exceptTarget >= 0 && r == Centres + exceptTarget) continue;
            var distance = Cosine.Distance(unit, _references[r]);
            if (smallest is not { } s || distance < s) smallest = distance;
        }
        return smallest;
    }

    private static IEnumerable<double[]> Units(float[,] rows)
    {
        for (var i = 0; i < rows.GetLength(0); i++) yield return Cosine.Normalise(rows.Row(i));
    }
}
