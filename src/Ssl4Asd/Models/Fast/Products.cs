using System.Runtime.CompilerServices;

namespace Ssl4Asd.Models.Fast;

/// <summary>Products of matrices that are small enough for a cache: no call of a library pays for itself there.</summary>
internal static class ProductRows
{
    /// <summary>Rows that are computed together at most.</summary>
    internal const int Most = 6;

    /// <summary>The number of rows that is computed for so many rows.</summary>
    internal static int Of(int rows) => Math.Max(4, (rows + 1) / 2 * 2);
}

/// <summary>The products themselves.</summary>
/// <typeparam name="T">The register.</typeparam>
internal static unsafe class Products<T> where T : unmanaged, ILanes<T>
{
    /// <summary>c = a · b, or c += a · b.</summary>
    /// <param name="a">Number [i, k] lies at i · <paramref name="aRow"/> + k · <paramref name="aColumn"/>.</param>
    /// <param name="aRow">See a.</param>
    /// <param name="aColumn">See a.</param>
    /// <param name="b"><c>[columns / width, inner, width]</c></param>
    /// <param name="c">Number [i, j] lies at i · <paramref name="cRow"/> + j; rows that overlap are added one after the other.</param>
    /// <param name="cRow">See c.</param>
    /// <param name="rows">As <see cref="ProductRows"/> gives it.</param>
    /// <param name="columns">A multiple of <paramref name="width"/>.</param>
    /// <param name="width">Columns at a time: those of one register or of two.</param>
    /// <param name="inner">Columns of a.</param>
    /// <param name="isSum">Whether the product is added to c.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply(float* a, long aRow, long aColumn, float* b, float* c, long cRow, int rows, int columns, int width, int inner, bool isSum)
    {
        for (var column = 0; column < columns; column += width, b += (long)inner * width)
        {
            if (width == T.Count)
                PanelOfOne(a, aRow, aColumn, b, c + column, cRow, rows, inner, isSum);
            else
                Panel(a, aRow, aColumn, b, c + column, cRow, rows, inner, isSum);
        }
    }

    /// <summary>As many columns as two registers hold, and any number of rows.</summary>
    /// <param name="a">As of <see cref="Multiply"/>.</param>
    /// <param name="aRow">See a.</param>
    /// <param name="aColumn">See a.</param>
    /// <param name="b"><c>[inner, columns]</c></param>
    /// <param name="c">Number [i, j] lies at i · <paramref name="cRow"/> + j.</param>
    /// <param name="cRow">See c.</param>
    /// <param name="rows">1 or more.</param>
    /// <param name="inner">Columns of a.</param>
    /// <param name="isSum">Whether the product is added to c.</param>
    /// <param name="lines">As of <see cref="Patches"/>: inner columns of a line.</param>
    /// <param name="aLine">See lines.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Panel(float* a, long aRow, long aColumn, float* b, float* c, long cRow, int rows, int inner, bool isSum, int lines = 1, long aLine = 0)
    {
        for (int row = 0, left = rows; left > 0; left = rows - row) // 6 + 6 + … + 4 or 4 + 4, or single ones at the end
        {
            float* from = a + row * aRow, to = c + row * cRow;
            if (left % 6 == 0 || left > 8)
            {
                Six(from, aRow, aColumn, b, to, cRow, inner, isSum, lines, aLine);
                row += 6;
            }
            else if (left >= 4)
            {
                Four(from, aRow, aColumn, b, to, cRow, inner, isSum, lines, aLine);
                row += 4;
            }
            else
            {
                One(from, aColumn, b, to, inner, isSum, lines, aLine);
                row++;
            }
        }
    }

    /// <summary>c = a · b, where row i of a is a patch of an image: some numbers of each of a few lines.</summary>
    /// <param name="a">The patch of row i starts at i · <paramref name="aRow"/>.</param>
    /// <param name="aRow">See a.</param>
    /// <param name="aLine">From one line to the next.</param>
    /// <param name="b"><c>[columns / width, lines · numbers, width]</c></param>
    /// <param name="c"><c>[rows, columns]</c></param>
    /// <param name="rows">As <see cref="ProductRows"/> gives it.</param>
    /// <param name="columns">A multiple of <paramref name="width"/>.</param>
    /// <param name="width">Columns at a time: those of one register or of two.</param>
    /// <param name="numbers">Numbers of a line of a patch.</param>
    /// <param name="lines">Lines of a patch.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Patches(float* a, long aRow, long aLine, float* b, float* c, int rows, int columns, int width, int numbers, int lines)
    {
        for (var column = 0; column < columns; column += width, b += (long)lines * numbers * width)
        {
            if (width == T.Count)
                PanelOfOne(a, aRow, 1, b, c + column, columns, rows, numbers, false, lines, aLine);
            else
                Panel(a, aRow, 1, b, c + column, columns, rows, numbers, false, lines, aLine);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PanelOfOne(float* a, long aRow, long aColumn, float* b, float* c, long cRow, int rows, int inner, bool isSum, int lines = 1, long aLine = 0)
    {
        for (int row = 0, left = rows; left > 0; left = rows - row)
        {
            var isSix = left % 6 == 0 || left > 8;
            if (isSix)
                SixByOne(a + row * aRow, aRow, aColumn, b, c + row * cRow, cRow, inner, isSum, lines, aLine);
            else
                FourByOne(a + row * aRow, aRow, aColumn, b, c + row * cRow, cRow, inner, isSum, lines, aLine);
            row += isSix ? 6 : 4;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Six(float* a, long aRow, long aColumn, float* b, float* c, long cRow, int inner, bool isSum, int lines, long aLine)
    {
        T c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        T c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        var aRow2 = 2 * aRow;
        for (; lines > 0; lines--, a += aLine)
        {
            float* upper = a, lower = a + 3 * aRow;
            for (var k = inner; k > 0; k--)
            {
                var (b0, b1) = (T.Load(b), T.Load(b + T.Count));
                var x = T.All(upper[0]);
                c00 = T.MultiplyAdd(x, b0, c00);
                c01 = T.MultiplyAdd(x, b1, c01);
                x = T.All(upper[aRow]);
                c10 = T.MultiplyAdd(x, b0, c10);
                c11 = T.MultiplyAdd(x, b1, c11);
                x = T.All(upper[aRow2]);
                c20 = T.MultiplyAdd(x, b0, c20);
                c21 = T.MultiplyAdd(x, b1, c21);
                x = T.All(lower[0]);
                c30 = T.MultiplyAdd(x, b0, c30);
                c31 = T.MultiplyAdd(x, b1, c31);
                x = T.All(lower[aRow]);
                c40 = T.MultiplyAdd(x, b0, c40);
                c41 = T.MultiplyAdd(x, b1, c41);
                x = T.All(lower[aRow2]);
                c50 = T.MultiplyAdd(x, b0, c50);
                c51 = T.MultiplyAdd(x, b1, c51);
                upper += aColumn;
                lower += aColumn;
                b += 2 * T.Count;
            }
        }
        Put(c00, c01, c, isSum);
        Put(c10, c11, c + cRow, isSum);
        Put(c20, c21, c + 2 * cRow, isSum);
        Put(c30, c31, c + 3 * cRow, isSum);
        Put(c40, c41, c + 4 * cRow, isSum);
        Put(c50, c51, c + 5 * cRow, isSum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(float* a, long aRow, long aColumn, float* b, float* c, long cRow, int inner, bool isSum, int lines, long aLine)
    {
        T c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        var (aRow2, aRow3) = (2 * aRow, 3 * aRow);
        for (; lines > 0; lines--, a += aLine)
        {
            var from = a;
            for (var k = inner; k > 0; k--)
            {
                var (b0, b1) = (T.Load(b), T.Load(b + T.Count));
                var x = T.All(from[0]);
                c00 = T.MultiplyAdd(x, b0, c00);
                c01 = T.MultiplyAdd(x, b1, c01);
                x = T.All(from[aRow]);
                c10 = T.MultiplyAdd(x, b0, c10);
                c11 = T.MultiplyAdd(x, b1, c11);
                x = T.All(from[aRow2]);
                c20 = T.MultiplyAdd(x, b0, c20);
                c21 = T.MultiplyAdd(x, b1, c21);
                x = T.All(from[aRow3]);
                c30 = T.MultiplyAdd(x, b0, c30);
                c31 = T.MultiplyAdd(x, b1, c31);
                from += aColumn;
                b += 2 * T.Count;
            }
        }
        Put(c00, c01, c, isSum);
        Put(c10, c11, c + cRow, isSum);
        Put(c20, c21, c + 2 * cRow, isSum);
        Put(c30, c31, c + 3 * cRow, isSum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(float* a, long aColumn, float* b, float* c, int inner, bool isSum, int lines, long aLine)
    {
        T c0 = default, c1 = default;
        for (; lines > 0; lines--, a += aLine)
        {
            var from = a;
            for (var k = inner; k > 0; k--, from += aColumn, b += 2 * T.Count)
            {
                var x = T.All(from[0]);
                c0 = T.MultiplyAdd(x, T.Load(b), c0);
                c1 = T.MultiplyAdd(x, T.Load(b + T.Count), c1);
            }
        }
        Put(c0, c1, c, isSum);
    }

    // the same of one register
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SixByOne(float* a, long aRow, long aColumn, float* b, float* c, long cRow, int inner, bool isSum, int lines, long aLine)
    {
        T c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default;
        var aRow2 = 2 * aRow;
        for (; lines > 0; lines--, a += aLine)
        {
            float* upper = a, lower = a + 3 * aRow;
            for (var k = inner; k > 0; k--)
            {
                var x = T.Load(b);
                c0 = T.MultiplyAdd(T.All(upper[0]), x, c0);
                c1 = T.MultiplyAdd(T.All(upper[aRow]), x, c1);
                c2 = T.MultiplyAdd(T.All(upper[aRow2]), x, c2);
                c3 = T.MultiplyAdd(T.All(lower[0]), x, c3);
                c4 = T.MultiplyAdd(T.All(lower[aRow]), x, c4);
                c5 = T.MultiplyAdd(T.All(lower[aRow2]), x, c5);
                upper += aColumn;
                lower += aColumn;
                b += T.Count;
            }
        }
        Put(c0, c, isSum);
        Put(c1, c + cRow, isSum);
        Put(c2, c + 2 * cRow, isSum);
        Put(c3, c + 3 * cRow, isSum);
        Put(c4, c + 4 * cRow, isSum);
        Put(c5, c + 5 * cRow, isSum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourByOne(float* a, long aRow, long aColumn, float* b, float* c, long cRow, int inner, bool isSum, int lines, long aLine)
    {
        T c0 = default, c1 = default, c2 = default, c3 = default;
        var (aRow2, aRow3) = (2 * aRow, 3 * aRow);
        for (; lines > 0; lines--, a += aLine)
        {
            var from = a;
            for (var k = inner; k > 0; k--)
            {
                var x = T.Load(b);
                c0 = T.MultiplyAdd(T.All(from[0]), x, c0);
                c1 = T.MultiplyAdd(T.All(from[aRow]), x, c1);
                c2 = T.MultiplyAdd(T.All(from[aRow2]), x, c2);
                c3 = T.MultiplyAdd(T.All(from[aRow3]), x, c3);
                from += aColumn;
                b += T.Count;
            }
        }
        Put(c0, c, isSum);
        Put(c1, c + cRow, isSum);
        Put(c2, c + 2 * cRow, isSum);
        Put(c3, c + 3 * cRow, isSum);
    }

    private static void Put(T left, T right, float* c, bool isSum)
    {
        Put(left, c, isSum);
        Put(right, c + T.Count, isSum);
    }

    private static void Put(T sum, float* c, bool isSum) => (isSum ? sum + T.Load(c) : sum).Store(c);
}
