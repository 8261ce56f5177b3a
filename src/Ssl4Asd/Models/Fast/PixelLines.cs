using System.Numerics;
using System.Runtime.CompilerServices;
using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// What is done to one frame of one clip, <c>[bins, channels]</c>: several steps in one pass, since it is memory that they wait
/// for. Factors and addends are given for each channel; the number of channels is a multiple of a vector's length.
/// </summary>
internal static class PixelLines
{
    private static int Width => Vector<float>.Count;

    /// <summary>y = max(floor, x · scale + shift)</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Scale(ReadOnlySpan<float> x, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, float floor, Span<float> y)
    {
        var least = new Vector<float>(floor);
        for (var c = 0; c < scale.Length; c += Width)
        {
            var (factor, addend) = (Vectors.Load(scale, c), Vectors.Load(shift, c));
            for (var i = c; i < x.Length; i += scale.Length)
                Vectors.Store(Vector.Max(Vector.FusedMultiplyAdd(Vectors.Load(x, i), factor, addend), least), y, i);
        }
    }

    /// <summary>y = x · gate + max(floor, z · scale + shift)</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Add(ReadOnlySpan<float> x, ReadOnlySpan<float> gate, ReadOnlySpan<float> z, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, float floor, Span<float> y)
    {
        var least = new Vector<float>(floor);
        for (var c = 0; c < gate.Length; c += Width)
        {
            var (weight, factor, addend) = (Vectors.Load(gate, c), Vectors.Load(scale, c), Vectors.Load(shift, c));
            for (var i = c; i < x.Length; i += gate.Length)
                Vectors.Store(Vector.FusedMultiplyAdd(Vectors.Load(x, i), weight, Vector.Max(Vector.FusedMultiplyAdd(Vectors.Load(z, i), factor, addend), least)), y, i);
        }
    }

    /// <summary>Max-pools max(floor, x · scale + shift) with stride 2.</summary>
    /// <param name="x"><c>[frames, bins, channels]</c>, the frames of a line of windows.</param>
    /// <param name="frames">How many.</param>
    /// <param name="bins">Bins of a frame.</param>
    /// <param name="window">Bins of a window; one that hangs over the end is cut off there.</param>
    /// <param name="scale">For each channel.</param>
    /// <param name="shift">For each channel.</param>
    /// <param name="floor">0 for ReLU, −∞ for none.</param>
    /// <param name="y"><c>[windows, channels]</c></param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void MaxPool(
        ReadOnlySpan<float> x, int frames, int bins, int window, ReadOnlySpan<float> scale, ReadOnlySpan<float> shift, float floor, Span<float> y)
    {
        var (channels, least) = (scale.Length, new Vector<float>(floor));
        for (var c = 0; c < channels; c += Width)
        {
            var (factor, addend) = (Vectors.Load(scale, c), Vectors.Load(shift, c));
            for (var (j, to) = (0, c); to < y.Length; j += 2, to += channels)
            {
                var best = new Vector<float>(float.NegativeInfinity);
                var columns = Math.Min(window, bins - j);
                for (var row = 0; row < frames; row++)
                    for (var column = 0; column < columns; column++)
                        best = Vector.Max(best, Vector.FusedMultiplyAdd(Vectors.Load(x, (row * bins + j + column) * channels + c), factor, addend));
                Vectors.Store(Vector.Max(best, least), y, to);
            }
        }
    }

    /// <summary>y = factor · g + slope · x + offset: the backward step of batch normalisation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Gradient(ReadOnlySpan<float> g, ReadOnlySpan<float> x, (float[] Factor, float[] Slope, float[] Offset) norm, Span<float> y)
    {
        var channels = norm.Factor.Length;
        for (var c = 0; c < channels; c += Width)
        {
            var (factor, slope, offset) = (Vectors.Load(norm.Factor, c), Vectors.Load(norm.Slope, c), Vectors.Load(norm.Offset, c));
            for (var i = c; i < x.Length; i += channels)
                Vectors.Store(Vector.FusedMultiplyAdd(Vectors.Load(g, i), factor, Vector.FusedMultiplyAdd(Vectors.Load(x, i), slope, offset)), y, i);
        }
    }

    /// <summary>y = g where x · scale + shift is positive, else 0; added to what is there, if <paramref name="isSum"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Mask(ReadOnlySpan<float> g, ReadOnlySpan<float> x, ChannelNorm norm, Span<float> y, bool isSum)
    {
        var channels = norm.Scale.Length;
        for (var c = 0; c < channels; c += Width)
        {
            var (scale, shift) = (Vectors.Load(norm.Scale, c), Vectors.Load(norm.Shift, c));
            for (var i = c; i < x.Length; i += channels)
            {
                var isPositive = Vector.GreaterThan(Vector.FusedMultiplyAdd(Vectors.Load(x, i), scale, shift), Vector<float>.Zero);
                var kept = Vector.ConditionalSelect(isPositive, Vectors.Load(g, i), Vector<float>.Zero);
                Vectors.Store(isSum ? Vectors.Load(y, i) + kept : kept, y, i);
            }
        }
    }

    /// <summary>The backward step of max-pooling of 2 × 2: adds each window's gradient to its largest number, the first of several equal ones.</summary>
    /// <param name="x">Two frames; or one, the last of an odd number.</param>
    /// <param name="bins">Bins of a frame.</param>
    /// <param name="norm">What is pooled is x · scale + shift.</param>
    /// <param name="g"><c>[⌈bins / 2⌉, channels]</c></param>
    /// <param name="sum">As x.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void AddPooled(ReadOnlySpan<float> x, int bins, ChannelNorm norm, ReadOnlySpan<float> g, Span<float> sum)
    {
        var (channels, least) = (norm.Scale.Length, new Vector<float>(float.NegativeInfinity));
        var frame = bins * channels;
        for (var c = 0; c < channels; c += Width)
        {
            var (scale, shift) = (Vectors.Load(norm.Scale, c), Vectors.Load(norm.Shift, c));
            for (var j = 0; j < bins; j += 2)
            {
                var (first, hasRight, hasLower) = (j * channels + c, j + 1 < bins, x.Length > frame);
                var gradient = Vectors.Load(g, j / 2 * channels + c);
                var a = Vector.FusedMultiplyAdd(Vectors.Load(x, first), scale, shift);
                var b = hasRight ? Vector.FusedMultiplyAdd(Vectors.Load(x, first + channels), scale, shift) : least;
                var d = hasLower ? Vector.FusedMultiplyAdd(Vectors.Load(x, first + frame), scale, shift) : least;
                var e = hasLower && hasRight ? Vector.FusedMultiplyAdd(Vectors.Load(x, first + frame + channels), scale, shift) : least;
                var best = Vector.Max(Vector.Max(a, b), Vector.Max(d, e));
                var isTaken = Vector.Equals(a, best);
                Put(sum, first, isTaken, gradient);
                if (hasRight)
                    Put(sum, first + channels, Take(b, best, ref isTaken), gradient);
                if (hasLower)
                    Put(sum, first + frame, Take(d, best, ref isTaken), gradient);
                if (hasLower && hasRight)
                    Put(sum, first + frame + channels, Take(e, best, ref isTaken), gradient);
            }
        }

        static Vector<int> Take(Vector<float> x, Vector<float> best, ref Vector<int> isTaken)
        {
            var isBest = Vector.AndNot(Vector.Equals(x, best), isTaken);
            isTaken |= isBest;
            return isBest;
        }

        static void Put(Span<float> sum, int i, Vector<int> isHere, Vector<float> g)
            => Vectors.Store(Vectors.Load(sum, i) + Vector.ConditionalSelect(isHere, g, Vector<float>.Zero), sum, i);
    }

    /// <summary>Calls a function for each frame of all clips.</summary>
    /// <param name="x"><c>[clips, frames, bins, channels]</c></param>
    /// <param name="action">What is done to it.</param>
    internal static void Each(Tensor x, FrameAction action)
    {
        var (values, length) = (Floats.Of(x), (int)(x.size(2) * x.size(3)));
        Work.Each((int)(x.size(0) * x.size(1)), line => action(line, values[(long)line * length, length]));
    }

    /// <summary>The frames of max(floor, x · scale + shift).</summary>
    internal static FrameSource Scaled(Tensor x, ChannelNorm? norm, float floor)
    {
        var (values, frames, length) = (Floats.Of(x), x.size(1), (int)(x.size(2) * x.size(3)));
        var (scale, shift) = Of(norm, (int)x.size(3));
        return (clip, frame, line) => Scale(values[(clip * frames + frame) * length, length], scale, shift, floor, line);
    }

    /// <summary>Scale and shift of each channel; 1 and 0 where there is no normalisation.</summary>
    internal static (float[] Scale, float[] Shift) Of(ChannelNorm? norm, int channels)
        => norm is null ? (Enumerable.Repeat(1f, channels).ToArray(), new float[channels]) : (norm.Scale, norm.Shift);
}
