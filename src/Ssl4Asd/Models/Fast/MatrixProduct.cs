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
    private const int InnerBlock = 128;  // so many rows of a panel of b stay in the first cache,
    private const int ColumnBlock = 128; // so many columns of these rows in the second,
    private const int RowBlock = 96;     // and so many rows of a, which are copied there for more panels than FewPanels
    private const int FewPanels = 3;
    private const int Margin = 16;       // between copied lines: at distances of a power of two they would share a place in the cache
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
        var enough = 8 * get_num_threads(); // tasks
        var parts = Math.Clamp(enough * ColumnBlock / columns, 1, Math.Max(1, rows / RowBlock));
        var group = Math.Clamp(columns / width * parts / enough, 1, ColumnBlock / width) * width; // columns of a task
        var groups = (columns + group - 1) / group;
        Work.Each(groups * parts, task =>
        {
            var (column, part) = (task / parts * group, task % parts);
            var (first, end) = ((int)((long)rows * part / parts), (int)((long)rows * (part + 1) / parts));
            var panels = Math.Min(group, columns - column) / width;
            var packed = Memory.Of(InnerBlock * group + (RowBlock + Margin) * (InnerBlock + Margin));
            for (var k = 0; k < inner; k += InnerBlock)
            {
                var depth = Math.Min(InnerBlock, inner - k);
                for (var panel = 0; panel < panels; panel++)
                    PackPanel(b, k, column + panel * width, packed + panel * depth * width, depth, width);
                for (var row = first; row < end; row += RowBlock)
                {
                    var few = Math.Min(RowBlock, end - row);
                    var block = panels > FewPanels && a.Column == 1 ? PackRows(a, row, k, packed + InnerBlock * group, few, depth) : new(a.At(row, k), a.Row, a.Column);
                    for (var panel = 0; panel < panels; panel++)
                        kind.Panel(block.At(0, 0), block.Row, block.Column, packed + panel * depth * width, c.At(row, column + panel * width), c.Row, few, depth, isSum || k > 0);
                }
            }
        });
    }

    /// <summary>Copies a panel of b: <c>[rows, width]</c>.</summary>
    /// <param name="b">As of <see cref="Multiply"/>.</param>
    /// <param name="row">The first row.</param>
    /// <param name="column">The first column.</param>
    /// <param name="panel">Receives it.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="width">How many columns.</param>
    internal static void PackPanel(Strided b, int row, int column, float* panel, int rows, int width)
    {
        if (b.Column != 1)
            Transpose(b.At(row, column), b.Column, panel, width, width, rows);
        else
            for (var i = 0; i < rows; i++)
                new ReadOnlySpan<float>(b.At(row + i, column), width).CopyTo(new Span<float>(panel + i * width, width));
    }

    private static Strided PackRows(Strided a, int row, int column, float* block, int rows, int columns)
    {
        for (var i = 0; i < rows; i++)
            new ReadOnlySpan<float>(a.At(row + i, column), columns).CopyTo(new Span<float>(block + i * (columns + Margin), columns));
        return new(block, columns + Margin, 1);
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
