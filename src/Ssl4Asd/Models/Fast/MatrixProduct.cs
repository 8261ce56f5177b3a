using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
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
    private const int Block = 8;         // rows and columns that are transposed at once

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
            {
                float* x = from + i * fromRow + j, y = to + j * toRow + i;
                if (Avx.IsSupported && i + Block <= rows && j + Block <= columns)
                    TransposeBlock(x, fromRow, y, toRow);
                else
                    for (var r = 0; r < Math.Min(Block, rows - i); r++)
                        for (var c = 0; c < Math.Min(Block, columns - j); c++)
                            y[c * toRow + r] = x[r * fromRow + c];
            }
    }

    // pairs of rows, then of pairs, then of halves of registers
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeBlock(float* x, long fromRow, float* y, long toRow)
    {
        var (a0, a1) = Pair(x, x + fromRow);
        var (b0, b1) = Pair(x + 2 * fromRow, x + 3 * fromRow);
        var (c0, c1) = Pair(x + 4 * fromRow, x + 5 * fromRow);
        var (d0, d1) = Pair(x + 6 * fromRow, x + 7 * fromRow);
        Four(a0, b0, c0, d0, y, toRow);
        Four(a1, b1, c1, d1, y + 2 * toRow, toRow);

        static (Vector256<float> Low, Vector256<float> High) Pair(float* x, float* next)
        {
            var (a, b) = (Vector256.Load(x), Vector256.Load(next));
            return (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b));
        }

        static void Four(Vector256<float> a, Vector256<float> b, Vector256<float> c, Vector256<float> d, float* y, long toRow)
        {
            const byte Firsts = 0x44, Lasts = 0xEE, LowHalves = 0x20, HighHalves = 0x31;
            var (ab, cd) = (Avx.Shuffle(a, b, Firsts), Avx.Shuffle(c, d, Firsts));
            Avx.Permute2x128(ab, cd, LowHalves).Store(y);
            Avx.Permute2x128(ab, cd, HighHalves).Store(y + 4 * toRow);
            (ab, cd) = (Avx.Shuffle(a, b, Lasts), Avx.Shuffle(c, d, Lasts));
            Avx.Permute2x128(ab, cd, LowHalves).Store(y + toRow);
            Avx.Permute2x128(ab, cd, HighHalves).Store(y + 5 * toRow);
        }
    }
}
