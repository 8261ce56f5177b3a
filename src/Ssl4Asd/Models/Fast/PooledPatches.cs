using System.Runtime.Intrinsics;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// Σ over clips and pooling windows of g · v, for each bin j and channel of the first convolution's output: g is the gradient of
/// a window and v the patch (<see cref="Patch"/>) that its largest number was computed from.
/// </summary>
internal sealed unsafe class PooledPatches
{
    private const int Lanes = PaddedInput.Lanes;
    private const int Block = 32; // lines of windows whose patches stay in the first cache meanwhile

    private readonly StemShape _shape;
    private readonly int _channels;
    private readonly float[] _inside;    // [frames, lanes]: 1 where 2i + k is no padding
    private readonly float[] _ofWindows; // [3, channels, patch], of one column of windows

    internal PooledPatches(StemShape shape, int frames, int channels)
    {
        (_shape, _channels) = (shape, channels);
        _inside = new float[shape.ConvolvedFrames * Lanes];
        for (var i = 0; i < shape.ConvolvedFrames; i++)
            for (var k = 0; k < StemGradient.Kernel; k++)
                _inside[i * Lanes + k] = 2 * i + k >= shape.FramesBefore && 2 * i + k < shape.FramesBefore + frames ? 1 : 0;
        _ofWindows = new float[3 * channels * Patch.Size];
        Sums = new float[shape.ConvolvedBins * channels * Patch.Size];
    }

    /// <summary><c>[bins, channels, patch]</c></summary>
    internal float[] Sums { get; }

    /// <summary>Adds a clip.</summary>
    /// <param name="input">Its x̂.</param>
    /// <param name="gradient"><c>[pooled frames, pooled bins, channels]</c></param>
    /// <param name="largest">As <see cref="StemPooling"/> has left them.</param>
    internal void Add(PaddedInput input, ReadOnlySpan<float> gradient, ReadOnlySpan<byte> largest)
    {
        var column = _channels * Patch.Size;
        for (var from = 0; from < _shape.PooledFrames; from += Block)
        {
            for (var j = 0; j < _shape.PooledBins; j++)
            {
                Array.Clear(_ofWindows);
                AddColumn(input, gradient, largest, j, from, Math.Min(from + Block, _shape.PooledFrames));
                var sums = Sums.AsSpan(2 * j * column, _ofWindows.Length);
                TensorPrimitives.Add(sums, _ofWindows, sums);
            }
        }
    }

    private void AddColumn(PaddedInput input, ReadOnlySpan<float> gradient, ReadOnlySpan<byte> largest, int bin, int from, int to)
    {
        var (channels, line, windows) = (_channels, (long)input.LineLength, _shape.PooledBins);
        var toInput = stackalloc long[9];
        var toSums = stackalloc long[9];
        var toInside = stackalloc long[9];
        for (var place = 0; place < 9; place++)
            (toInput[place], toSums[place], toInside[place]) = (place / 3 * 2 * line + place % 3 * 2, place % 3 * channels * Patch.Size, place / 3 * Lanes);
        fixed (float* values = input.Values, products = _ofWindows, inside = _inside, gradients = gradient)
        {
            fixed (byte* places = largest)
            {
                for (var window = from; window < to; window++)
                {
                    var corner = values + 4 * window * line + Lanes - _shape.BinsBefore + 4 * bin;
                    var first = (window * windows + bin) * channels;
                    for (var c = 0; c < channels; c++)
                    {
                        int place = places[first + c];
                        var g = Vector256.Create(gradients[first + c]);
                        var x = corner + toInput[place];
                        var sum = products + toSums[place] + c * Patch.Size;
                        Vector256.FusedMultiplyAdd(g, Vector256.Load(x), Vector256.Load(sum)).Store(sum);
                        x += line;
                        Vector256.FusedMultiplyAdd(g, Vector256.Load(x), Vector256.Load(sum + Lanes)).Store(sum + Lanes);
                        x += line;
                        Vector256.FusedMultiplyAdd(g, Vector256.Load(x), Vector256.Load(sum + 2 * Lanes)).Store(sum + 2 * Lanes);
                        x += line;
                        Vector256.FusedMultiplyAdd(g, Vector256.Load(x), Vector256.Load(sum + 3 * Lanes)).Store(sum + 3 * Lanes);
                        x += line;
                        Vector256.FusedMultiplyAdd(g, Vector256.Load(x), Vector256.Load(sum + 4 * Lanes)).Store(sum + 4 * Lanes);
                        x += line;
                        Vector256.FusedMultiplyAdd(g, Vector256.Load(x), Vector256.Load(sum + 5 * Lanes)).Store(sum + 5 * Lanes);
                        x += line;
                        Vector256.FusedMultiplyAdd(g, Vector256.Load(x), Vector256.Load(sum + 6 * Lanes)).Store(sum + 6 * Lanes);
                        x = inside + 2 * window * Lanes + toInside[place];
                        Vector256.FusedMultiplyAdd(g, Vector256.Load(x), Vector256.Load(sum + 7 * Lanes)).Store(sum + 7 * Lanes);
                    }
                }
            }
        }
    }
}
