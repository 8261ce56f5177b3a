using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ssl4Asd.Features.Fast;

/// <summary>Pairs of neighbours, taken apart.</summary>
internal static class Neighbours
{
    /// <summary>Sixteen neighbours, those at 0, 2, 4 … and those at 1, 3, 5 …</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Vector256<float> Even, Vector256<float> Odd) EvenAndOdd(ReadOnlySpan<float> x, int start)
    {
        var order = Vector256.Create(0, 2, 4, 6, 1, 3, 5, 7);
        var first = Vector256.Shuffle(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(x), (nuint)start), order);
        var second = Vector256.Shuffle(Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(x), (nuint)start + 8), order);
        return (Vector256.Create(first.GetLower(), second.GetLower()), Vector256.Create(first.GetUpper(), second.GetUpper()));
    }
}
