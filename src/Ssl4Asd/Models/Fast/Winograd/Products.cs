using System.Numerics;
using System.Runtime.CompilerServices;

namespace Ssl4Asd.Models.Fast.Winograd;

/// <summary>Products of matrices that are small enough for a cache: no call of a library pays for itself there.</summary>
internal static unsafe class Products
{
    /// <summary>Columns that are computed at a time: c's must be a multiple of it.</summary>
    internal static int Columns => 2 * Vector<float>.Count;

    /// <summary>The number of rows that is computed for so many rows.</summary>
    internal static int Rows(int rows) => Math.Max(4, (rows + 1) / 2 * 2);

    /// <summary>c = a · b, or c += a · b.</summary>
    /// <param name="a">Number [i, k] lies at i · <paramref name="aRow"/> + k · <paramref name="aColumn"/>.</param>
    /// <param name="aRow">See a.</param>
    /// <param name="aColumn">See a.</param>
    /// <param name="b"><c>[columns / Columns, inner, Columns]</c></param>
    /// <param name="c"><c>[rows, columns]</c></param>
    /// <param name="rows">As <see cref="Rows"/> gives it.</param>
    /// <param name="columns">A multiple of <see cref="Columns"/>.</param>
    /// <param name="inner">Columns of a.</param>
    /// <param name="isSum">Whether the product is added to c.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Multiply(float* a, long aRow, long aColumn, float* b, float* c, int rows, int columns, int inner, bool isSum)
    {
        for (var column = 0; column < columns; column += Columns, b += (long)inner * Columns)
        {
            for (var row = 0; row < rows;)
            {
                var left = rows - row; // 6 + 6 + … + 4 or 4 + 4
                if (left % 6 == 0 || left > 8)
                {
                    Six(a + row * aRow, aRow, aColumn, b, c + (long)row * columns + column, columns, inner, isSum);
                    row += 6;
                }
                else
                {
                    Four(a + row * aRow, aRow, aColumn, b, c + (long)row * columns + column, columns, inner, isSum);
                    row += 4;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Six(float* a, long aRow, long aColumn, float* b, float* c, long cRow, int inner, bool isSum)
    {
        Vector<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        Vector<float> c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        var lower = a + 3 * aRow;
        var aRow2 = 2 * aRow;
        for (; inner > 0; inner--)
        {
            var (b0, b1) = (Vector.Load(b), Vector.Load(b + Vector<float>.Count));
            var x = new Vector<float>(a[0]);
            c00 = Vector.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector.FusedMultiplyAdd(x, b1, c01);
            x = new Vector<float>(a[aRow]);
            c10 = Vector.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector.FusedMultiplyAdd(x, b1, c11);
            x = new Vector<float>(a[aRow2]);
            c20 = Vector.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector.FusedMultiplyAdd(x, b1, c21);
            x = new Vector<float>(lower[0]);
            c30 = Vector.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector.FusedMultiplyAdd(x, b1, c31);
            x = new Vector<float>(lower[aRow]);
            c40 = Vector.FusedMultiplyAdd(x, b0, c40);
            c41 = Vector.FusedMultiplyAdd(x, b1, c41);
            x = new Vector<float>(lower[aRow2]);
            c50 = Vector.FusedMultiplyAdd(x, b0, c50);
            c51 = Vector.FusedMultiplyAdd(x, b1, c51);
            a += aColumn;
            lower += aColumn;
            b += Columns;
        }
        Put(c00, c01, c, isSum);
        Put(c10, c11, c + cRow, isSum);
        Put(c20, c21, c + 2 * cRow, isSum);
        Put(c30, c31, c + 3 * cRow, isSum);
        Put(c40, c41, c + 4 * cRow, isSum);
        Put(c50, c51, c + 5 * cRow, isSum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(float* a, long aRow, long aColumn, float* b, float* c, long cRow, int inner, bool isSum)
    {
        Vector<float> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        var (aRow2, aRow3) = (2 * aRow, 3 * aRow);
        for (; inner > 0; inner--)
        {
            var (b0, b1) = (Vector.Load(b), Vector.Load(b + Vector<float>.Count));
            var x = new Vector<float>(a[0]);
            c00 = Vector.FusedMultiplyAdd(x, b0, c00);
            c01 = Vector.FusedMultiplyAdd(x, b1, c01);
            x = new Vector<float>(a[aRow]);
            c10 = Vector.FusedMultiplyAdd(x, b0, c10);
            c11 = Vector.FusedMultiplyAdd(x, b1, c11);
            x = new Vector<float>(a[aRow2]);
            c20 = Vector.FusedMultiplyAdd(x, b0, c20);
            c21 = Vector.FusedMultiplyAdd(x, b1, c21);
            x = new Vector<float>(a[aRow3]);
            c30 = Vector.FusedMultiplyAdd(x, b0, c30);
            c31 = Vector.FusedMultiplyAdd(x, b1, c31);
            a += aColumn;
            b += Columns;
        }
        Put(c00, c01, c, isSum);
        Put(c10, c11, c + cRow, isSum);
        Put(c20, c21, c + 2 * cRow, isSum);
        Put(c30, c31, c + 3 * cRow, isSum);
    }

    private static void Put(Vector<float> left, Vector<float> right, float* c, bool isSum)
    {
        if (isSum)
        {
            left += Vector.Load(c);
            right += Vector.Load(c + Vector<float>.Count);
        }
        left.Store(c);
        right.Store(c + Vector<float>.Count);
    }
}
