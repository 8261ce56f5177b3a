using System.Numerics;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// Sums for each channel over one frame of one clip, <c>[bins, channels]</c>: short enough for single precision and for the
/// first cache. Rows count frames: (clip · frames + frame) · channels + channel.
/// </summary>
internal static class PixelSums
{
    private static int Width => Vector<float>.Count;

    /// <summary>Sets mean, and sum of squared differences from it, of each channel.</summary>
    internal static void Moments(ReadOnlySpan<float> x, int channels, Moments moments, int row)
    {
        double bins = x.Length / channels;
        for (var c = 0; c < channels; c += Width)
        {
            Vector<float> sum = default, odd = default;
            var i = c;
            for (; i < x.Length - channels; i += 2 * channels)
            {
                sum += Rows.Load(x, i);
                odd += Rows.Load(x, i + channels);
            }
            if (i < x.Length)
                sum += Rows.Load(x, i);
            sum += odd;
            var centre = sum * (float)(1 / bins);
            Vector<float> squares = default;
            odd = default;
            for (i = c; i < x.Length - channels; i += 2 * channels)
            {
                var (first, second) = (Rows.Load(x, i) - centre, Rows.Load(x, i + channels) - centre);
                squares = Vector.FusedMultiplyAdd(first, first, squares);
                odd = Vector.FusedMultiplyAdd(second, second, odd);
            }
            if (i < x.Length)
            {
                var last = Rows.Load(x, i) - centre;
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
    internal static void Masked(Span<float> g, ReadOnlySpan<float> x, ChannelNorm norm, GradientSums sums, int row)
    {
        var channels = norm.Scale.Length;
        Span<float> centres = stackalloc float[Width];
        for (var c = 0; c < channels; c += Width)
        {
            for (var k = 0; k < Width; k++)
                centres[k] = norm.Centre(c + k);
            var (scale, shift, centre) = (Rows.Load(norm.Scale, c), Rows.Load(norm.Shift, c), Rows.Load(centres, 0));
            Vector<float> sum = default, dot = default;
            for (var i = c; i < x.Length; i += channels)
            {
                var value = Rows.Load(x, i);
                var isPositive = Vector.GreaterThan(Vector.FusedMultiplyAdd(value, scale, shift), Vector<float>.Zero);
                var kept = Vector.ConditionalSelect(isPositive, Rows.Load(g, i), Vector<float>.Zero);
                Rows.Store(kept, g, i);
                sum += kept;
                dot = Vector.FusedMultiplyAdd(kept, value - centre, dot);
            }
            for (var k = 0; k < Width; k++)
                sums.Set(row + c + k, (sum[k], dot[k]));
        }
    }
}
