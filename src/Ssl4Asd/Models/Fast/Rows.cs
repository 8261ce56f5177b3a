using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// What the fast path does to one channel of one clip, a row of neighbouring numbers: several steps in one pass, since it is
/// memory that they wait for. All spans of a call have the same length.
/// </summary>
internal static class Rows
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> Load(ReadOnlySpan<float> x, int i) => Vector.LoadUnsafe(ref MemoryMarshal.GetReference(x), (nuint)i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(Vector<float> value, Span<float> x, int i) => value.StoreUnsafe(ref MemoryMarshal.GetReference(x), (nuint)i);

    private static int Width => Vector<float>.Count;

    /// <summary>Mean, and sum of squared differences from it.</summary>
    internal static (double Mean, double Squares) Moments(ReadOnlySpan<float> x)
    {
        double mean = TensorPrimitives.Sum(x) / x.Length;
        var centre = new Vector<float>((float)mean);
        Vector<float> s0 = default, s1 = default, s2 = default, s3 = default;
        var i = 0;
        for (; i <= x.Length - 4 * Width; i += 4 * Width)
        {
            var (a, b, c, d) = (Load(x, i) - centre, Load(x, i + Width) - centre, Load(x, i + 2 * Width) - centre, Load(x, i + 3 * Width) - centre);
            s0 = Vector.FusedMultiplyAdd(a, a, s0);
            s1 = Vector.FusedMultiplyAdd(b, b, s1);
            s2 = Vector.FusedMultiplyAdd(c, c, s2);
            s3 = Vector.FusedMultiplyAdd(d, d, s3);
        }
        double squares = Vector.Sum(s0 + s1 + (s2 + s3));
        for (; i < x.Length; i++)
            squares += (x[i] - centre[0]) * (x[i] - centre[0]);
        var rest = mean - centre[0];
        return (mean, squares - x.Length * rest * rest);
    }

    /// <summary>y = max(0, x · scale + shift)</summary>
    internal static void ScaleReLU(ReadOnlySpan<float> x, float scale, float shift, Span<float> y)
    {
        var (a, b) = (new Vector<float>(scale), new Vector<float>(shift));
        var i = 0;
        for (; i <= x.Length - Width; i += Width)
            Store(Vector.Max(Vector.FusedMultiplyAdd(Load(x, i), a, b), Vector<float>.Zero), y, i);
        for (; i < x.Length; i++)
            y[i] = MathF.Max(MathF.FusedMultiplyAdd(x[i], scale, shift), 0);
    }

    /// <summary>y = x · scale + shift</summary>
    internal static void Scale(ReadOnlySpan<float> x, float scale, float shift, Span<float> y)
    {
        var (a, b) = (new Vector<float>(scale), new Vector<float>(shift));
        var i = 0;
        for (; i <= x.Length - Width; i += Width)
            Store(Vector.FusedMultiplyAdd(Load(x, i), a, b), y, i);
        for (; i < x.Length; i++)
            y[i] = MathF.FusedMultiplyAdd(x[i], scale, shift);
    }

    /// <summary>y = max(floor, x · scale + shift) + z · factor</summary>
    internal static void AddScaled(ReadOnlySpan<float> x, float scale, float shift, float floor, ReadOnlySpan<float> z, float factor, Span<float> y)
    {
        var (a, b, f, least) = (new Vector<float>(scale), new Vector<float>(shift), new Vector<float>(factor), new Vector<float>(floor));
        var i = 0;
        for (; i <= x.Length - Width; i += Width)
            Store(Vector.FusedMultiplyAdd(Load(z, i), f, Vector.Max(Vector.FusedMultiplyAdd(Load(x, i), a, b), least)), y, i);
        for (; i < x.Length; i++)
            y[i] = MathF.FusedMultiplyAdd(z[i], factor, MathF.Max(MathF.FusedMultiplyAdd(x[i], scale, shift), floor));
    }

    /// <summary>Σ g and Σ g · (x − centre).</summary>
    internal static (double Sum, double Dot) Sums(ReadOnlySpan<float> g, ReadOnlySpan<float> x, float centre)
    {
        var c = new Vector<float>(centre);
        Vector<float> s0 = default, s1 = default, d0 = default, d1 = default;
        var i = 0;
        for (; i <= g.Length - 2 * Width; i += 2 * Width)
        {
            var (g0, g1) = (Load(g, i), Load(g, i + Width));
            s0 += g0;
            s1 += g1;
            d0 = Vector.FusedMultiplyAdd(g0, Load(x, i) - c, d0);
            d1 = Vector.FusedMultiplyAdd(g1, Load(x, i + Width) - c, d1);
        }
        var (sum, dot) = ((double)Vector.Sum(s0 + s1), (double)Vector.Sum(d0 + d1));
        for (; i < g.Length; i++)
        {
            sum += g[i];
            dot += g[i] * (x[i] - centre);
        }
        return (sum, dot);
    }

    /// <summary>Zeroes g where x · scale + shift is not positive; Σ g and Σ g · (x − centre) of what is left.</summary>
    internal static (double Sum, double Dot) MaskedSums(Span<float> g, ReadOnlySpan<float> x, float scale, float shift, float centre)
    {
        var (a, b, c) = (new Vector<float>(scale), new Vector<float>(shift), new Vector<float>(centre));
        Vector<float> s0 = default, d0 = default;
        var i = 0;
        for (; i <= g.Length - Width; i += Width)
        {
            var value = Load(x, i);
            var isPositive = Vector.GreaterThan(Vector.FusedMultiplyAdd(value, a, b), Vector<float>.Zero);
            var kept = Vector.ConditionalSelect(isPositive, Load(g, i), Vector<float>.Zero);
            Store(kept, g, i);
            s0 += kept;
            d0 = Vector.FusedMultiplyAdd(kept, value - c, d0);
        }
        var (sum, dot) = ((double)Vector.Sum(s0), (double)Vector.Sum(d0));
        for (; i < g.Length; i++)
        {
            if (!(MathF.FusedMultiplyAdd(x[i], scale, shift) > 0))
                g[i] = 0;
            sum += g[i];
            dot += g[i] * (x[i] - centre);
        }
        return (sum, dot);
    }

    /// <summary>g = factor · g + slope · x + offset: the backward step of batch normalisation.</summary>
    internal static void NormGradient(Span<float> g, ReadOnlySpan<float> x, float factor, float slope, float offset)
    {
        var (f, s, o) = (new Vector<float>(factor), new Vector<float>(slope), new Vector<float>(offset));
        var i = 0;
        for (; i <= g.Length - Width; i += Width)
            Store(Vector.FusedMultiplyAdd(Load(g, i), f, Vector.FusedMultiplyAdd(Load(x, i), s, o)), g, i);
        for (; i < g.Length; i++)
            g[i] = MathF.FusedMultiplyAdd(g[i], factor, MathF.FusedMultiplyAdd(x[i], slope, offset));
    }

    /// <summary>The same; returns Σ g · y for the new g.</summary>
    internal static double NormGradient(Span<float> g, ReadOnlySpan<float> x, float factor, float slope, float offset, ReadOnlySpan<float> y)
    {
        var (f, s, o) = (new Vector<float>(factor), new Vector<float>(slope), new Vector<float>(offset));
        Vector<float> dot = default;
        var i = 0;
        for (; i <= g.Length - Width; i += Width)
        {
            var value = Vector.FusedMultiplyAdd(Load(g, i), f, Vector.FusedMultiplyAdd(Load(x, i), s, o));
            Store(value, g, i);
            dot = Vector.FusedMultiplyAdd(value, Load(y, i), dot);
        }
        double sum = Vector.Sum(dot);
        for (; i < g.Length; i++)
        {
            g[i] = MathF.FusedMultiplyAdd(g[i], factor, MathF.FusedMultiplyAdd(x[i], slope, offset));
            sum += g[i] * y[i];
        }
        return sum;
    }

    /// <summary>sum += g where y is positive.</summary>
    internal static void AddMasked(Span<float> sum, ReadOnlySpan<float> g, ReadOnlySpan<float> y)
    {
        var i = 0;
        for (; i <= sum.Length - Width; i += Width)
            Store(Load(sum, i) + Vector.ConditionalSelect(Vector.GreaterThan(Load(y, i), Vector<float>.Zero), Load(g, i), Vector<float>.Zero), sum, i);
        for (; i < sum.Length; i++)
            if (y[i] > 0)
                sum[i] += g[i];
    }

    /// <summary>sum = g where y is positive, else 0.</summary>
    internal static void Masked(ReadOnlySpan<float> g, ReadOnlySpan<float> y, Span<float> sum)
    {
        var i = 0;
        for (; i <= sum.Length - Width; i += Width)
            Store(Vector.ConditionalSelect(Vector.GreaterThan(Load(y, i), Vector<float>.Zero), Load(g, i), Vector<float>.Zero), sum, i);
        for (; i < sum.Length; i++)
            sum[i] = y[i] > 0 ? g[i] : 0;
    }
}
