using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Ssl4Asd.Models.Fast;

/// <summary>Vectors of neighbouring numbers, without checks of bounds.</summary>
internal static class Vectors
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Vector<float> Load(ReadOnlySpan<float> x, int i) => Vector.LoadUnsafe(ref MemoryMarshal.GetReference(x), (nuint)i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Store(Vector<float> value, Span<float> x, int i) => value.StoreUnsafe(ref MemoryMarshal.GetReference(x), (nuint)i);

    /// <summary>sum = g where y is positive, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Mask(ReadOnlySpan<float> g, ReadOnlySpan<float> y, Span<float> sum)
    {
        var i = 0;
        for (; i <= sum.Length - Vector<float>.Count; i += Vector<float>.Count)
            Store(Vector.ConditionalSelect(Vector.GreaterThan(Load(y, i), Vector<float>.Zero), Load(g, i), Vector<float>.Zero), sum, i);
        for (; i < sum.Length; i++)
            sum[i] = y[i] > 0 ? g[i] : 0;
    }
}
