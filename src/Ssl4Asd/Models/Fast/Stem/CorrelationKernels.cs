using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ssl4Asd.Models.Fast.Stem;

/// <summary>
/// The innermost loops of <see cref="Autocorrelation"/>: products of frames, summed for eight neighbouring bins b. Each has no
/// more sums than stay in registers, and uses what it loads as often as it can.
/// </summary>
internal static unsafe class CorrelationKernels
{
    private const int Lanes = PaddedInput.Lanes;

    /// <summary>Σ a[b] · c[b + n] and Σ d[b] · c[b + n] for n = 0 … 5, over some frames.</summary>
    /// <param name="a">Bins of the first frame.</param>
    /// <param name="d">Bins of the first of the other frames.</param>
    /// <param name="c">Bins of the frame that both are multiplied by.</param>
    /// <param name="step">From one of the frames to the next, of all.</param>
    /// <param name="count">How many frames.</param>
    /// <param name="ofA"><c>[6, 8]</c>, added to.</param>
    /// <param name="ofD"><c>[6, 8]</c>, added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddTwo(float* a, float* d, float* c, long step, int count, float* ofA, float* ofD)
    {
        Vector256<float> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default;
        Vector256<float> d0 = default, d1 = default, d2 = default, d3 = default, d4 = default, d5 = default;
        for (; count > 0; count--)
        {
            var (x, y) = (Vector256.Load(a), Vector256.Load(d));
            var z = Vector256.Load(c);
            a0 = Vector256.FusedMultiplyAdd(x, z, a0);
            d0 = Vector256.FusedMultiplyAdd(y, z, d0);
            z = Vector256.Load(c + 1);
            a1 = Vector256.FusedMultiplyAdd(x, z, a1);
            d1 = Vector256.FusedMultiplyAdd(y, z, d1);
            z = Vector256.Load(c + 2);
            a2 = Vector256.FusedMultiplyAdd(x, z, a2);
            d2 = Vector256.FusedMultiplyAdd(y, z, d2);
            z = Vector256.Load(c + 3);
            a3 = Vector256.FusedMultiplyAdd(x, z, a3);
            d3 = Vector256.FusedMultiplyAdd(y, z, d3);
            z = Vector256.Load(c + 4);
            a4 = Vector256.FusedMultiplyAdd(x, z, a4);
            d4 = Vector256.FusedMultiplyAdd(y, z, d4);
            z = Vector256.Load(c + 5);
            a5 = Vector256.FusedMultiplyAdd(x, z, a5);
            d5 = Vector256.FusedMultiplyAdd(y, z, d5);
            a += step;
            d += step;
            c += step;
        }
        Add(a0, ofA + 0 * Lanes);
        Add(a1, ofA + 1 * Lanes);
        Add(a2, ofA + 2 * Lanes);
        Add(a3, ofA + 3 * Lanes);
        Add(a4, ofA + 4 * Lanes);
        Add(a5, ofA + 5 * Lanes);
        Add(d0, ofD + 0 * Lanes);
        Add(d1, ofD + 1 * Lanes);
        Add(d2, ofD + 2 * Lanes);
        Add(d3, ofD + 3 * Lanes);
        Add(d4, ofD + 4 * Lanes);
        Add(d5, ofD + 5 * Lanes);
    }

    /// <summary>Σ a[b] · (a frame 0 … 6 later)[b], over some frames.</summary>
    /// <param name="a">Bins of the first frame.</param>
    /// <param name="line">From a frame to the next.</param>
    /// <param name="step">From one of those that are summed to the next.</param>
    /// <param name="count">How many frames.</param>
    /// <param name="products">Eight sums each, added to.</param>
    /// <param name="productStep">From one to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddLater(float* a, long line, long step, int count, float* products, int productStep)
    {
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default;
        for (; count > 0; count--)
        {
            var x = Vector256.Load(a);
            s0 = Vector256.FusedMultiplyAdd(x, x, s0);
            s1 = Vector256.FusedMultiplyAdd(x, Vector256.Load(a + line), s1);
            s2 = Vector256.FusedMultiplyAdd(x, Vector256.Load(a + 2 * line), s2);
            s3 = Vector256.FusedMultiplyAdd(x, Vector256.Load(a + 3 * line), s3);
            s4 = Vector256.FusedMultiplyAdd(x, Vector256.Load(a + 4 * line), s4);
            s5 = Vector256.FusedMultiplyAdd(x, Vector256.Load(a + 5 * line), s5);
            s6 = Vector256.FusedMultiplyAdd(x, Vector256.Load(a + 6 * line), s6);
            a += step;
        }
        Add(s0, products);
        Add(s1, products + productStep);
        Add(s2, products + 2 * productStep);
        Add(s3, products + 3 * productStep);
        Add(s4, products + 4 * productStep);
        Add(s5, products + 5 * productStep);
        Add(s6, products + 6 * productStep);
    }

    private static void Add(Vector256<float> sum, float* products) => (Vector256.Load(products) + sum).Store(products);
}
