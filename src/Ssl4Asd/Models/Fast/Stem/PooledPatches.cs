using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ssl4Asd.Models.Fast.Stem;

/// <summary>
/// Σ over clips and pooling windows of g · v, for each bin j and channel of the first convolution's output: g is the gradient of
/// a window and v the patch (<see cref="Patch"/>) that its largest number was computed from. The windows are sorted by j and
/// channel first, so that sums stay in registers.
/// </summary>
internal sealed unsafe class PooledPatches
{
    private const int Lanes = PaddedInput.Lanes;
    private const int Block = 48; // lines of windows whose patches stay in the first cache meanwhile

    private readonly StemShape _shape;
    private readonly int _channels;
    private readonly float[] _inside;  // [frames, lanes]: 1 where 2i + k is no padding
    private readonly Chosen[] _chosen; // [3 columns, channels, lines of windows]

    private struct Chosen
    {
        internal float Gradient;
        internal int Frame;
    }

    internal PooledPatches(StemShape shape, int frames, int channels)
    {
        (_shape, _channels) = (shape, channels);
        _inside = new float[shape.ConvolvedFrames * Lanes];
        for (var i = 0; i < shape.ConvolvedFrames; i++)
            for (var k = 0; k < StemGradient.Kernel; k++)
                _inside[i * Lanes + k] = 2 * i + k >= shape.FramesBefore && 2 * i + k < shape.FramesBefore + frames ? 1 : 0;
        _chosen = new Chosen[3 * channels * Block];
        Sums = new float[shape.ConvolvedBins * channels * Patch.Size];
    }

    /// <summary><c>[bins, channels, patch]</c></summary>
    internal float[] Sums { get; }

    /// <summary>Adds a clip.</summary>
    /// <param name="input">Its x̂.</param>
    /// <param name="gradient"><c>[pooled frames, pooled bins, channels]</c></param>
    /// <param name="largest">As <see cref="StemPooling"/> has left them.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Add(PaddedInput input, ReadOnlySpan<float> gradient, ReadOnlySpan<byte> largest)
    {
        var ends = stackalloc Chosen*[3 * _channels];
        fixed (float* x = input.Values, sums = Sums, inside = _inside, gradients = gradient)
        {
            fixed (byte* places = largest)
            {
                fixed (Chosen* chosen = _chosen)
                {
                    for (var from = 0; from < _shape.PooledFrames; from += Block)
                    {
                        for (var bin = 0; bin < _shape.PooledBins; bin++)
                        {
                            for (var n = 0; n < 3 * _channels; n++)
                                ends[n] = chosen + n * Block;
                            Sort(gradients, places, bin, from, Math.Min(from + Block, _shape.PooledFrames), ends);
                            var corner = x + Lanes - _shape.BinsBefore + 4 * bin;
                            for (var n = 0; n < 3 * _channels; n++)
                                AddPatches(chosen + n * Block, ends[n], corner + n / _channels * 2, input.LineLength, inside, sums + (2 * bin * _channels + n) * Patch.Size);
                        }
                    }
                }
            }
        }
    }

    // the windows of one column by the column and the channel of their largest number; those without gradient are left out
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Sort(float* gradient, byte* largest, int bin, int from, int to, Chosen** ends)
    {
        var columns = stackalloc int[9];
        var rows = stackalloc int[9];
        for (var place = 0; place < 9; place++)
            (columns[place], rows[place]) = (place % 3 * _channels, place / 3);
        var channels = _channels;
        for (var line = from; line < to; line++)
        {
            var start = (line * _shape.PooledBins + bin) * channels;
            for (var c = 0; c < channels; c++)
            {
                var (value, place) = (gradient[start + c], largest[start + c]);
                var end = ends + columns[place] + c;
                (*end)->Gradient = value;
                (*end)->Frame = 2 * line + rows[place];
                *end += BitConverter.SingleToInt32Bits(value) != 0 ? 1 : 0; // no branch: the processor could not guess it
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPatches(Chosen* chosen, Chosen* end, float* corner, long line, float* inside, float* sums)
    {
        Vector256<float> s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        for (; chosen < end; chosen++)
        {
            var g = Vector256.Create(chosen->Gradient);
            var x = corner + 2 * line * chosen->Frame;
            s0 = Vector256.FusedMultiplyAdd(g, Vector256.Load(x), s0);
            s1 = Vector256.FusedMultiplyAdd(g, Vector256.Load(x + line), s1);
            s2 = Vector256.FusedMultiplyAdd(g, Vector256.Load(x + 2 * line), s2);
            s3 = Vector256.FusedMultiplyAdd(g, Vector256.Load(x + 3 * line), s3);
            s4 = Vector256.FusedMultiplyAdd(g, Vector256.Load(x + 4 * line), s4);
            s5 = Vector256.FusedMultiplyAdd(g, Vector256.Load(x + 5 * line), s5);
            s6 = Vector256.FusedMultiplyAdd(g, Vector256.Load(x + 6 * line), s6);
            s7 = Vector256.FusedMultiplyAdd(g, Vector256.Load(inside + chosen->Frame * Lanes), s7);
        }
        Add(s0, sums);
        Add(s1, sums + Lanes);
        Add(s2, sums + 2 * Lanes);
        Add(s3, sums + 3 * Lanes);
        Add(s4, sums + 4 * Lanes);
        Add(s5, sums + 5 * Lanes);
        Add(s6, sums + 6 * Lanes);
        Add(s7, sums + 7 * Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector256<float> sum, float* target) => (Vector256.Load(target) + sum).Store(target);
}
