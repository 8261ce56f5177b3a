using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ssl4Asd.Models.Fast.Stem;

/// <summary>
/// The first pooling of the branch, 3 × 3 with stride 2 and without padding, channels last: eight channels at a time, so their
/// number is a multiple of eight.
/// </summary>
internal static class StemPooling
{
    private const int Lanes = 8;

    /// <summary>Pools one line of windows.</summary>
    /// <param name="x">Three frames <c>[3, bins, channels]</c>.</param>
    /// <param name="signs">For each channel 1, or −1 for the smallest number instead of the largest.</param>
    /// <param name="y"><c>[(bins − 3) / 2 + 1, channels]</c>: what was found, with its own sign.</param>
    /// <param name="places">Which number of each window it is, the first one of several: 0 … 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void MaxLine(ReadOnlySpan<float> x, ReadOnlySpan<float> signs, Span<float> y, Span<byte> places)
    {
        var (channels, frame) = (signs.Length, x.Length / 3);
        for (var c = 0; c < channels; c += Lanes)
        {
            var sign = Load(signs, c);
            for (var (from, to) = (c, c); to < y.Length; from += 2 * channels, to += channels)
            {
                var (best, place) = (Load(x, from) * sign, Vector256<int>.Zero);
                Choose(ref best, ref place, Load(x, from + channels) * sign, 1);
                Choose(ref best, ref place, Load(x, from + 2 * channels) * sign, 2);
                Choose(ref best, ref place, Load(x, from + frame) * sign, 3);
                Choose(ref best, ref place, Load(x, from + frame + channels) * sign, 4);
                Choose(ref best, ref place, Load(x, from + frame + 2 * channels) * sign, 5);
                Choose(ref best, ref place, Load(x, from + 2 * frame) * sign, 6);
                Choose(ref best, ref place, Load(x, from + 2 * frame + channels) * sign, 7);
                Choose(ref best, ref place, Load(x, from + 2 * frame + 2 * channels) * sign, 8);
                (best * sign).StoreUnsafe(ref MemoryMarshal.GetReference(y), (nuint)to);
                var narrow = Vector128.Narrow(place.GetLower(), place.GetUpper());
                Vector128.Narrow(narrow, narrow).GetLower().AsByte().StoreUnsafe(ref MemoryMarshal.GetReference(places), (nuint)to);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> Load(ReadOnlySpan<float> x, int i) => Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(x), (nuint)i);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Choose(ref Vector256<float> best, ref Vector256<int> place, Vector256<float> candidate, int candidatePlace)
    {
        var isLarger = Vector256.GreaterThan(candidate, best);
        best = Vector256.MaxNative(best, candidate);
        place = Vector256.Max(place, isLarger.AsInt32() & Vector256.Create(candidatePlace)); // places are tried in their order
    }
}
