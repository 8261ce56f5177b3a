using System.Numerics;
using System.Runtime.CompilerServices;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// Sums for each channel over one frame of one clip, <c>[bins, channels]</c>: short enough for single precision and for the
/// first cache. Rows count frames: (clip · frames + frame) · channels + channel.
/// </summary>
internal static class PixelSums
{
    private static int Width => Vector<float>.Count;

    /// <summary>Sets mean, and sum of squared differences from it, of each channel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Moments(ReadOnlySpan<float> x, int channels, Moments moments, int row)
    {
        double bins = x.Length / channels;
        for (var c = 0; c < channels; c += Width)
        {
            Vector<float> sum = default, odd = default;
            var i = c;
            for (; i < x.Length - channels; i += 2 * channels)
            {
                sum += Vectors.Load(x, i);
                odd += Vectors.Load(x, i + channels);
            }
            if (i < x.Length)
                sum += Vectors.Load(x, i);
            sum += odd;
            var centre = sum * (float)(1 / bins);
            Vector<float> squares = default;
            odd = default;
            for (i = c; i < x.Length - channels; i += 2 * channels)
            {
                var (first, second) = (Vectors.Load(x, i) - centre, Vectors.Load(x, i + channels) - centre);
                squares = Vector.FusedMultiplyAdd(first, first, squares);
                odd = Vector.FusedMultiplyAdd(second, second, odd);
            }
            if (i < x.Length)
            {
                var last = Vectors.Load(x, i) - centre;
                squares = Vector.FusedMultiplyAdd(last, last, squares);
            }
            squares += odd;
            for (var k = 0; k < Width; k++)
            {
                var rest = sum[k] / bins - centre[k];
                moments.Set(row + c + k, (sum[k] / bins, squares[k] - bins * rest * rest));
            }
        }
    }

    /// <summary>Zeroes g where the normalised x is not positive; sets Σ g and Σ g · (x − mean) of what is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Masked(Span<float> g, ReadOnlySpan<float> x, ChannelNorm norm, GradientSums sums, int row)
    {
        var channels = norm.Scale.Length;
        for (var c = 0; c < channels; c += Width)
        {
            var (scale, shift, centre) = (Vectors.Load(norm.Scale, c), Vectors.Load(norm.Shift, c), Vectors.Load(norm.Centres, c));
            Vector<float> sum = default, dot = default;
            for (var i = c; i < x.Length; i += channels)
            {
                var value = Vectors.Load(x, i);
                var isPositive = Vector.GreaterThan(Vector.FusedMultiplyAdd(value, scale, shift), Vector<float>.Zero);
                var kept = Vector.ConditionalSelect(isPositive, Vectors.Load(g, i), Vector<float>.Zero);
                Vectors.Store(kept, g, i);
                sum += kept;
                dot = Vector.FusedMultiplyAdd(kept, value - centre, dot);
            }
            for (var k = 0; k < Width; k++)
                sums.Set(row + c + k, (sum[k], dot[k]));
        }
    }

    /// <summary>Sets Σ g and Σ g · (x − mean).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Of(ReadOnlySpan<float> g, ReadOnlySpan<float> x, ChannelNorm norm, GradientSums sums, int row)
    {
        var channels = norm.Scale.Length;
        for (var c = 0; c < channels; c += Width)
        {
            var centre = Vectors.Load(norm.Centres, c);
            Vector<float> sum = default, dot = default;
            for (var i = c; i < x.Length; i += channels)
            {
                var value = Vectors.Load(g, i);
                sum += value;
                dot = Vector.FusedMultiplyAdd(value, Vectors.Load(x, i) - centre, dot);
            }
            for (var k = 0; k < Width; k++)
                sums.Set(row + c + k, (sum[k], dot[k]));
        }
    }

    /// <summary>Adds Σ g · (y − max(floor, z · scale + shift)) of each channel to <paramref name="dots"/>: what <see cref="PixelLines.Add"/> made y of, without z.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddDots(ReadOnlySpan<float> g, ReadOnlySpan<float> y, ReadOnlySpan<float> z, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, float floor, Span<float> dots)
    {
        var least = new Vector<float>(floor);
        for (var c = 0; c < dots.Length; c += Width)
        {
            var (dot, factor, addend) = (Vectors.Load(dots, c), Vectors.Load(scale, c), Vectors.Load(shift, c));
            for (var i = c; i < g.Length; i += dots.Length)
                dot = Vector.FusedMultiplyAdd(Vectors.Load(g, i), Vectors.Load(y, i) - Vector.Max(Vector.FusedMultiplyAdd(Vectors.Load(z, i), factor, addend), least), dot);
            Vectors.Store(dot, dots, c);
        }
    }

    /// <summary>Sets Σ x of each channel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Sums(ReadOnlySpan<float> x, Span<float> sums)
    {
        for (var c = 0; c < sums.Length; c += Width)
        {
            Vector<float> sum = default;
            for (var i = c; i < x.Length; i += sums.Length)
                sum += Vectors.Load(x, i);
            Vectors.Store(sum, sums, c);
        }
    }
}
