using System.Runtime.Intrinsics;

namespace Ssl4Asd.Models.Fast;

/// <summary>The innermost loop of <see cref="Autocorrelation"/>, with no more sums than stay in registers.</summary>
internal static unsafe class CorrelationKernels
{
    private const int Lanes = PaddedInput.Lanes;

    /// <summary>products[6 + n] += Σ a[b] · c[b + n] for n = −6 … 6 and eight neighbouring bins b, over some frames.</summary>
    /// <param name="a">Bins of the first frame.</param>
    /// <param name="c">Bins of the frame that it is multiplied by.</param>
    /// <param name="step">From one of the frames to the next, of both.</param>
    /// <param name="count">How many frames.</param>
    /// <param name="products"><c>[13, 8]</c></param>
    internal static void AddNeighbours(float* a, float* c, long step, int count, float* products)
    {
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default;
        Vector256<float> s7 = default, s8 = default, s9 = default, s10 = default, s11 = default, s12 = default;
        for (; count > 0; count--)
        {
            var x = Vector256.Load(a);
            s0 = Vector256.FusedMultiplyAdd(x, Vector256.Load(c - 6), s0);
            s1 = Vector256.FusedMultiplyAdd(x, Vector256.Load(c - 5), s1);
            s2 = Vector256.FusedMultiplyAdd(x, Vector256.Load(c - 4), s2);
            s3 = Vector256.FusedMultiplyAdd(x, Vector256.Load(c - 3), s3);
            s4 = Vector256.FusedMultiplyAdd(x, Vector256.Load(c - 2), s4);
            s5 = Vector256.FusedMultiplyAdd(x, Vector256.Load(c - 1), s5);
            s6 = Vector256.FusedMultiplyAdd(x, Vector256.Load(c), s6);
            s7 = Vector256.FusedMultiplyAdd(x, Vector256.Load(c + 1), s7);
            s8 = Vector256.FusedMultiplyAdd(x, Vector256.Load(c + 2), s8);
            s9 = Vector256.FusedMultiplyAdd(x, Vector256.Load(c + 3), s9);
            s10 = Vector256.FusedMultiplyAdd(x, Vector256.Load(c + 4), s10);
            s11 = Vector256.FusedMultiplyAdd(x, Vector256.Load(c + 5), s11);
            s12 = Vector256.FusedMultiplyAdd(x, Vector256.Load(c + 6), s12);
            a += step;
            c += step;
        }
        Add(s0, products, 0);
        Add(s1, products, 1);
        Add(s2, products, 2);
        Add(s3, products, 3);
        Add(s4, products, 4);
        Add(s5, products, 5);
        Add(s6, products, 6);
        Add(s7, products, 7);
        Add(s8, products, 8);
        Add(s9, products, 9);
        Add(s10, products, 10);
        Add(s11, products, 11);
        Add(s12, products, 12);
    }

    private static void Add(Vector256<float> sum, float* products, int place)
        => (Vector256.Load(products + place * Lanes) + sum).Store(products + place * Lanes);
}
