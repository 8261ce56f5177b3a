using System.Runtime.CompilerServices;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Ssl4Asd.Models.Fast.Stem;

/// <summary>
/// U[k, l][b] = Σ over clips and frames i of the first convolution's output, where frame 2i + k is no padding, of
/// x̂[2i + l, b]; k, l = 0 … 6. Only the sums of all frames of one parity are gathered, and the frames at the ends by themselves.
/// </summary>
internal sealed class InputSums
{
    private const int Reach = StemGradient.Kernel - 1;

    private readonly StemShape _shape;
    private readonly int _frames;
    private readonly double[][] _ofParity; // of the padded frame
    private readonly Dictionary<int, double[]> _ends;
    private readonly float[] _ofClip;
    private int _clips;

    internal InputSums(StemShape shape, int frames, int bins)
    {
        (_shape, _frames, _ofClip) = (shape, frames, new float[bins]);
        _ofParity = [new double[bins], new double[bins]];
        _ends = Enumerable.Range(0, frames).Where(t => t < Reach || t >= frames - Reach).ToDictionary(t => t, _ => new double[bins]);
    }

    /// <summary>Adds a clip.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Add(PaddedInput input)
    {
        for (var parity = 0; parity < 2; parity++)
        {
            Array.Clear(_ofClip);
            for (var t = (parity + _shape.FramesBefore) % 2; t < _frames; t += 2)
                TensorPrimitives.Add(_ofClip, input.Line(t), _ofClip);
            Add(_ofClip, _ofParity[parity]);
        }
        foreach (var (t, sum) in _ends)
            Add(input.Line(t), sum);
        _clips++;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(ReadOnlySpan<float> x, double[] sum)
    {
        for (var b = 0; b < sum.Length; b++)
            sum[b] += x[b];
    }

    /// <summary>Adds the clips of another.</summary>
    internal void Add(InputSums other)
    {
        for (var parity = 0; parity < 2; parity++)
            TensorPrimitives.Add(_ofParity[parity], other._ofParity[parity], _ofParity[parity]);
        foreach (var (t, sum) in _ends)
            TensorPrimitives.Add(sum, other._ends[t], sum);
        _clips += other._clips;
    }

    /// <summary>U[k, l].</summary>
    internal double[] Of(int k, int l)
    {
        var result = (double[])_ofParity[l % 2].Clone();
        foreach (var (t, line) in _ends)
        {
            var twice = t + _shape.FramesBefore - l; // 2i
            if (twice % 2 == 0 && !(twice >= 0 && twice < 2 * _shape.ConvolvedFrames && IsInside(twice + k)))
                TensorPrimitives.Subtract(result, line, result);
        }
        return result;
    }

    /// <summary>In how many frames of the output, over all clips, neither 2i + k nor 2i + l is padding.</summary>
    internal double Count(int k, int l)
        => (double)_clips * Enumerable.Range(0, _shape.ConvolvedFrames).Count(i => IsInside(2 * i + k) && IsInside(2 * i + l));

    private bool IsInside(int paddedFrame) => paddedFrame >= _shape.FramesBefore && paddedFrame < _shape.FramesBefore + _frames;
}
