using System.Runtime.Intrinsics;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// The innermost loops of <see cref="StemGradient"/>: products of gradients and inputs, summed over frames, for
/// <see cref="StemGradient.Lanes"/> neighbouring bins of the output. Each has no more sums than stay in registers.
/// </summary>
internal static unsafe class CorrelationKernels
{
    private const int Kernel = StemGradient.Kernel;
    private const int Lanes = StemGradient.Lanes;

    /// <summary>Two channels and columns 0, 2, 4, 6 of one row of the kernel.</summary>
    internal static void AddEven(float* gradient, long gradientStep, float* even, long inputStep, int count, float* products)
    {
        Vector256<float> a0 = default, a2 = default, a4 = default, a6 = default, b0 = default, b2 = default, b4 = default, b6 = default;
        for (; count > 0; count--)
        {
            var (a, b) = (Vector256.Load(gradient), Vector256.Load(gradient + Lanes));
            var x = Vector256.Load(even);
            a0 = Vector256.FusedMultiplyAdd(a, x, a0);
            b0 = Vector256.FusedMultiplyAdd(b, x, b0);
            x = Vector256.Load(even + 1);
            a2 = Vector256.FusedMultiplyAdd(a, x, a2);
            b2 = Vector256.FusedMultiplyAdd(b, x, b2);
            x = Vector256.Load(even + 2);
            a4 = Vector256.FusedMultiplyAdd(a, x, a4);
            b4 = Vector256.FusedMultiplyAdd(b, x, b4);
            x = Vector256.Load(even + 3);
            a6 = Vector256.FusedMultiplyAdd(a, x, a6);
            b6 = Vector256.FusedMultiplyAdd(b, x, b6);
            gradient += gradientStep;
            even += inputStep;
        }
        Add(a0, products, 0);
        Add(a2, products, 2);
        Add(a4, products, 4);
        Add(a6, products, 6);
        Add(b0, products, Kernel);
        Add(b2, products, Kernel + 2);
        Add(b4, products, Kernel + 4);
        Add(b6, products, Kernel + 6);
    }

    /// <summary>Four channels and columns 1, 3, 5.</summary>
    internal static void AddOdd(float* gradient, long gradientStep, float* odd, long inputStep, int count, float* products)
    {
        Vector256<float> a1 = default, a3 = default, a5 = default, b1 = default, b3 = default, b5 = default;
        Vector256<float> c1 = default, c3 = default, c5 = default, d1 = default, d3 = default, d5 = default;
        for (; count > 0; count--)
        {
            var (x1, x3, x5) = (Vector256.Load(odd), Vector256.Load(odd + 1), Vector256.Load(odd + 2));
            var g = Vector256.Load(gradient);
            a1 = Vector256.FusedMultiplyAdd(g, x1, a1);
            a3 = Vector256.FusedMultiplyAdd(g, x3, a3);
            a5 = Vector256.FusedMultiplyAdd(g, x5, a5);
            g = Vector256.Load(gradient + Lanes);
            b1 = Vector256.FusedMultiplyAdd(g, x1, b1);
            b3 = Vector256.FusedMultiplyAdd(g, x3, b3);
            b5 = Vector256.FusedMultiplyAdd(g, x5, b5);
            g = Vector256.Load(gradient + 2 * Lanes);
            c1 = Vector256.FusedMultiplyAdd(g, x1, c1);
            c3 = Vector256.FusedMultiplyAdd(g, x3, c3);
            c5 = Vector256.FusedMultiplyAdd(g, x5, c5);
            g = Vector256.Load(gradient + 3 * Lanes);
            d1 = Vector256.FusedMultiplyAdd(g, x1, d1);
            d3 = Vector256.FusedMultiplyAdd(g, x3, d3);
            d5 = Vector256.FusedMultiplyAdd(g, x5, d5);
            gradient += gradientStep;
            odd += inputStep;
        }
        Add(a1, products, 1);
        Add(a3, products, 3);
        Add(a5, products, 5);
        Add(b1, products, Kernel + 1);
        Add(b3, products, Kernel + 3);
        Add(b5, products, Kernel + 5);
        Add(c1, products, 2 * Kernel + 1);
        Add(c3, products, 2 * Kernel + 3);
        Add(c5, products, 2 * Kernel + 5);
        Add(d1, products, 3 * Kernel + 1);
        Add(d3, products, 3 * Kernel + 3);
        Add(d5, products, 3 * Kernel + 5);
    }

    private static void Add(Vector256<float> sum, float* products, int place)
        => (Vector256.Load(products + place * Lanes) + sum).Store(products + place * Lanes);
}
