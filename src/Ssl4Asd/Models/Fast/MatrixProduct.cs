using Ssl4Asd.Features.Fast;
using Ssl4Asd.Models.Fast.Winograd;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>Where the numbers of a matrix lie: [i, j] at i · row + j · column. Rows may overlap.</summary>
/// <param name="start">The first.</param>
/// <param name="row">From one row to the next.</param>
/// <param name="column">From one column to the next.</param>
internal readonly unsafe struct Strided(float* start, long row, long column)
{
    internal long Row => row;

    internal long Column => column;

    internal float* At(long i, long j) => start + i * row + j * column;
}

/// <summary>
/// Products of matrices of any size with the widest registers. libtorch asks MKL, which on other than Intel's processors does not use
/// AVX-512; and it takes no matrices whose rows overlap, such as the patches of a convolution.
/// </summary>
internal static unsafe class MatrixProduct
{
    private const int InnerBlock = 128; // so many rows of a panel of b stay in the first cache
    private const int FewRows = 96;     // for which packing a panel still pays
    private const int Block = 16;

    /// <summary>The number of columns is a multiple of it.</summary>
    internal static int PanelColumns => 2 * TileArithmetic.Best.Lanes;

    /// <summary>c = a · b, or c += a · b.</summary>
    /// <param name="a"><c>[rows, inner]</c></param>
    /// <param name="b"><c>[inner, columns]</c>; its neighbours in a row or in a column are neighbours in memory.</param>
    /// <param name="c"><c>[rows, columns]</c>, whose rows do not overlap.</param>
    /// <param name="rows">1 or more.</param>
    /// <param name="columns">A multiple of the columns of a panel, those of two registers.</param>
    /// <param name="inner">1 or more.</param>
    /// <param name="isSum">Whether the product is added to c.</param>
    /// <param name="arithmetic">What computes it; the best where null.</param>
    internal static void Multiply(Strided a, Strided b, Strided c, int rows, int columns, int inner, bool isSum, TileArithmetic? arithmetic = null)
    {
        var kind = arithmetic ?? TileArithmetic.Best;
        var width = 2 * kind.Lanes;
        var panels = columns / width;
        var parts = Math.Clamp(rows / FewRows, 1, Math.Max(1, 2 * get_num_threads() / panels));
        Work.Each(panels * parts, task =>
        {
            var (column, part) = (task / parts * width, task % parts);
            var (first, end) = ((int)((long)rows * part / parts), (int)((long)rows * (part + 1) / parts));
            var packed = Memory.Of(InnerBlock * width);
            for (var k = 0; k < inner; k += InnerBlock)
            {
                var depth = Math.Min(InnerBlock, inner - k);
                if (b.Column == 1)
                    for (var i = 0; i < depth; i++)
                        new ReadOnlySpan<float>(b.At(k + i, column), width).CopyTo(new Span<float>(packed + i * width, width));
                else
                    Transpose(b.At(k, column), b.Column, packed, width, width, depth);
                kind.Panel(a.At(first, k), a.Row, a.Column, packed, c.At(first, column), c.Row, end - first, depth, isSum || k > 0);
            }
        });
    }

    /// <summary>Transposes a matrix in blocks that fit into a cache: to[j, i] = from[i, j].</summary>
    /// <param name="from">Neighbours in a row are neighbours in memory.</param>
    /// <param name="fromRow">From one row to the next.</param>
    /// <param name="to">The same.</param>
    /// <param name="toRow">See from.</param>
    /// <param name="rows">Rows of from.</param>
    /// <param name="columns">Columns of from.</param>
    internal static void Transpose(float* from, long fromRow, float* to, long toRow, int rows, int columns)
    {
        for (var i = 0; i < rows; i += Block)
            for (var j = 0; j < columns; j += Block)
                for (var r = i; r < Math.Min(i + Block, rows); r++)
                {
                    float* x = from + r * fromRow, y = to + j * toRow + r;
                    for (var c = j; c < Math.Min(j + Block, columns); c++, y += toRow)
                        *y = x[c];
                }
    }
}
