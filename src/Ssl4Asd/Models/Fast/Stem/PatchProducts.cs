using System.Runtime.CompilerServices;

namespace Ssl4Asd.Models.Fast.Stem;

/// <summary>For one bin of the first convolution's output, Σ over clips and frames of v · vᵀ, where v is the patch (<see cref="Patch"/>) of each number.</summary>
internal sealed class PatchProducts
{
    private const int Kernel = StemGradient.Kernel;

    private readonly int _bins;
    private readonly int _binsBefore;
    private readonly double[,][] _products = new double[Kernel, Kernel][];
    private readonly double[,][] _sums = new double[Kernel, Kernel][];
    private readonly double[,] _counts = new double[Kernel, Kernel];

    internal PatchProducts(StemShape shape, int bins, Autocorrelation products, InputSums sums)
    {
        (_bins, _binsBefore) = (bins, shape.BinsBefore);
        for (var k = 0; k < Kernel; k++)
        {
            for (var l = 0; l < Kernel; l++)
            {
                (_sums[k, l], _counts[k, l]) = (sums.Of(k, l), sums.Count(k, l));
                if (k <= l)
                    _products[k, l] = products.Of(k, l);
            }
        }
    }

    /// <summary>Writes the matrix of one bin.</summary>
    /// <param name="bin">Bin of the output.</param>
    /// <param name="matrix"><c>[patch, patch]</c>, symmetric.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Of(int bin, Span<double> matrix)
    {
        matrix.Clear();
        var corner = bin * StemGradient.Stride - _binsBefore;
        var (from, to) = (Math.Max(0, -corner), Math.Min(Kernel, _bins - corner)); // those bins that are no padding
        for (var k = 0; k < Kernel; k++)
        {
            for (var l = k; l < Kernel; l++)
                for (var m = from; m < to; m++)
                    for (var n = from; n < to; n++)
                        Set(matrix, Patch.Value(k, m), Patch.Value(l, n), _products[k, l][Autocorrelation.Place(corner + m, n - m)]);
            for (var l = 0; l < Kernel; l++)
            {
                Set(matrix, Patch.Inside(k), Patch.Inside(l), _counts[k, l]);
                for (var n = from; n < to; n++)
                    Set(matrix, Patch.Inside(k), Patch.Value(l, n), _sums[k, l][corner + n]);
            }
        }
    }

    private static void Set(Span<double> matrix, int row, int column, double value)
        => matrix[row * Patch.Size + column] = matrix[column * Patch.Size + row] = value;
}
