using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Ssl4Asd.Features.Fast;

namespace Ssl4Asd.Models.Fast;

/// <summary>Max-pooling of 2 × 2 with "same" padding: the last window hangs over the end where frames or bins are odd.</summary>
internal static class Pooling
{
    /// <summary>Scales, shifts and pools one channel of one clip.</summary>
    /// <param name="x"><c>[frames, bins]</c>; what is pooled is x · scale + shift.</param>
    /// <param name="bins">Bins of x.</param>
    /// <param name="scale">Factor.</param>
    /// <param name="shift">What is added.</param>
    /// <param name="y"><c>[⌈frames / 2⌉, ⌈bins / 2⌉]</c></param>
    /// <param name="places">Which number of each window is the largest, the first one of several: 0 … 3.</param>
    internal static void Max2x2(ReadOnlySpan<float> x, int bins, float scale, float shift, Span<float> y, Span<byte> places)
    {
        var (frames, half) = (x.Length / bins, (bins + 1) / 2);
        for (var i = 0; i < (frames + 1) / 2; i++)
        {
            var upper = x.Slice(2 * i * bins, bins);
            var lower = 2 * i + 1 < frames ? x.Slice((2 * i + 1) * bins, bins) : upper;
            var line = y.Slice(i * half, half);
            var at = places.Slice(i * half, half);
            for (var j = MaxOfEight(upper, lower, scale, shift, line, at); j < half; j++)
            {
                float Value(ReadOnlySpan<float> frame, int bin) => MathF.FusedMultiplyAdd(frame[Math.Min(bin, bins - 1)], scale, shift);
                var (best, place) = (Value(upper, 2 * j), 0);
                (best, place) = Value(upper, 2 * j + 1) > best ? (Value(upper, 2 * j + 1), 1) : (best, place);
                (best, place) = Value(lower, 2 * j) > best ? (Value(lower, 2 * j), 2) : (best, place);
                (best, place) = Value(lower, 2 * j + 1) > best ? (Value(lower, 2 * j + 1), 3) : (best, place);
                (line[j], at[j]) = (best, (byte)place);
            }
        }
    }

    // as many times eight windows as there are; returns how many windows that were
    private static int MaxOfEight(ReadOnlySpan<float> upper, ReadOnlySpan<float> lower, float scale, float shift, Span<float> y, Span<byte> places)
    {
        var (factor, addend) = (Vector256.Create(scale), Vector256.Create(shift));
        var j = 0;
        for (; j <= upper.Length / 2 - 8; j += 8)
        {
            var (best, right) = EvenAndOdd(upper, 2 * j, factor, addend);
            var (third, fourth) = EvenAndOdd(lower, 2 * j, factor, addend);
            var place = Vector256<int>.Zero;
            Choose(ref best, ref place, right, 1);
            Choose(ref best, ref place, third, 2);
            Choose(ref best, ref place, fourth, 3);
            best.StoreUnsafe(ref MemoryMarshal.GetReference(y), (nuint)j);
            Store(place, places, j);
        }
        return j;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector256<float> Even, Vector256<float> Odd) EvenAndOdd(ReadOnlySpan<float> x, int start, Vector256<float> scale, Vector256<float> shift)
    {
        var (even, odd) = Neighbours.EvenAndOdd(x, start);
        return (Vector256.FusedMultiplyAdd(even, scale, shift), Vector256.FusedMultiplyAdd(odd, scale, shift));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector256<int> place, Span<byte> places, int start)
    {
        var narrow = Vector128.Narrow(place.GetLower(), place.GetUpper());
        Vector128.Narrow(narrow, narrow).GetLower().AsByte().StoreUnsafe(ref MemoryMarshal.GetReference(places), (nuint)start);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Choose(ref Vector256<float> best, ref Vector256<int> place, Vector256<float> candidate, int candidatePlace)
    {
        var isLarger = Vector256.GreaterThan(candidate, best);
        best = Vector256.ConditionalSelect(isLarger, candidate, best);
        place = Vector256.ConditionalSelect(isLarger.AsInt32(), Vector256.Create(candidatePlace), place);
    }

    /// <summary>Adds the gradient of each window to that of its largest number.</summary>
    /// <param name="gradient"><c>[⌈frames / 2⌉, ⌈bins / 2⌉]</c></param>
    /// <param name="places">As <see cref="Max2x2"/> has left them.</param>
    /// <param name="bins">Bins of x.</param>
    /// <param name="sum">Receives the gradient of x · scale + shift, <c>[frames, bins]</c>.</param>
    internal static void AddGradient(ReadOnlySpan<float> gradient, ReadOnlySpan<byte> places, int bins, Span<float> sum)
    {
        var half = (bins + 1) / 2;
        for (var i = 0; i < gradient.Length / half; i++)
        {
            var line = 2 * i * bins;
            var at = places.Slice(i * half, half);
            var g = gradient.Slice(i * half, half);
            for (var j = 0; j < g.Length; j++)
                sum[line + 2 * j + (at[j] & 1) + (at[j] >> 1) * bins] += g[j];
        }
    }
}
