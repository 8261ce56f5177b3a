namespace Ssl4Asd.Scoring.Backends;

/// <summary>
/// The distances D(a, b) = ½·(1 − cos(a, b)) from the training clips of one section to its references, computed once for all
/// back ends that take these references; 8 bytes for each pair, 8 MB for 1,000 references.
/// </summary>
internal sealed class ReferenceDistances
{
    private const int Block = 32; // vectors of 256 numbers that stay near the processor: several times as fast
    private readonly double[] _within;
    private readonly double[] _outside;

    /// <param name="references">Their directions, vectors of length 1 (or 0, which have none).</param>
    /// <param name="firstClip">The references from here on are training clips themselves; those before are means of them.</param>
    /// <param name="outside">The directions of the training clips that are no references.</param>
    public ReferenceDistances(double[][] references, int firstClip = 0, params double[][] outside)
    {
        (Count, FirstClip, OutsideCount) = (references.Length, firstClip, outside.Length);
        _within = new double[Count * Count];
        for (var rows = 0; rows < Count; rows += Block)
        {
            for (var columns = 0; columns <= rows; columns += Block) FillBlock(references, rows, columns);
        }
        _outside = new double[OutsideCount * Count];
        for (var clip = 0; clip < OutsideCount; clip++)
        {
            for (var j = 0; j < Count; j++) _outside[clip * Count + j] = Cosine.HalfDistance(outside[clip], references[j]);
        }
    }

    private void FillBlock(double[][] references, int rows, int columns)
    {
        for (var i = rows; i < Math.Min(rows + Block, Count); i++)
        {
            for (var j = columns; j < Math.Min(columns + Block, i); j++)
                _within[i * Count + j] = _within[j * Count + i] = Cosine.HalfDistance(references[i], references[j]);
        }
    }

    public int Count { get; }

    public int FirstClip { get; }

    public int OutsideCount { get; }

    /// <summary>[references], of a reference to all; 0 to itself.</summary>
    public ReadOnlySpan<double> Of(int reference) => _within.AsSpan(reference * Count, Count);

    /// <summary>[references], of a training clip that is none of them.</summary>
    public ReadOnlySpan<double> OfOutside(int clip) => _outside.AsSpan(clip * Count, Count);
}
