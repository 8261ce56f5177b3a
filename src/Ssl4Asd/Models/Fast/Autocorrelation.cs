using System.Numerics;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// R[k, l][b, n] = Σ over clips and frames i of the first convolution's output of x̂[2i + k, b] · x̂[2i + l, b + n]: products of
/// neighbouring frames k ≤ l of a kernel, 0 … 6, and neighbouring bins, n = −6 … 6. Since R[k + 2, l + 2] is R[k, l] but for
/// frames at the ends, only the products of all frames of one parity are summed, and those at the ends by themselves.
/// </summary>
internal sealed unsafe class Autocorrelation
{
    private const int Reach = StemGradient.Kernel - 1;
    private const int Lanes = PaddedInput.Lanes;
    private const int Group = (2 * Reach + 1) * Lanes; // sums of eight bins
    private const int Block = 32; // frames whose neighbours stay in the first cache meanwhile

    private readonly StemShape _shape;
    private readonly int _frames;
    private readonly int _groups;
    private readonly List<(int First, int Second)> _ends = []; // pairs of frames that some R are without
    private readonly float[] _ofClip; // [pairs of frames, groups, 13, lanes]
    private readonly double[] _sums;

    internal Autocorrelation(StemShape shape, int frames, int bins)
    {
        (_shape, _frames, _groups) = (shape, frames, (bins + Lanes - 1) / Lanes);
        for (var second = 0; second < frames; second++)
            for (var first = 0; first <= second; first++)
                if (second < Reach - 1 - shape.FramesBefore || first > frames - Reach + shape.FramesAfter)
                    _ends.Add((first, second));
        _ofClip = new float[(2 * Reach + 1 + _ends.Count) * Length];
        _sums = new double[_ofClip.Length];
    }

    private int Length => _groups * Group;

    /// <summary>Adds a clip.</summary>
    internal void Add(PaddedInput input)
    {
        Array.Clear(_ofClip);
        fixed (float* x = input.Values, products = _ofClip)
        {
            var step = 2L * input.LineLength;
            for (var group = 0; group < _groups; group++)
            {
                for (var from = 0; from < _frames; from += 2 * Block)
                {
                    for (var (parity, pair) = (0, 0); parity < 2; parity++)
                    {
                        var first = from + (parity + _shape.FramesBefore) % 2;
                        for (var distance = 0; distance <= Reach - parity; distance++, pair++)
                        {
                            var count = Math.Min(Block, (_frames - first - distance + 1) / 2);
                            var a = x + input.Start(first) + group * Lanes;
                            CorrelationKernels.AddNeighbours(a, a + distance * input.LineLength, step, count, products + pair * Length + group * Group);
                        }
                    }
                }
                for (var n = 0; n < _ends.Count; n++)
                    CorrelationKernels.AddNeighbours(
                        x + input.Start(_ends[n].First) + group * Lanes, x + input.Start(_ends[n].Second) + group * Lanes, 0, 1,
                        products + (2 * Reach + 1 + n) * Length + group * Group);
            }
        }
        for (var i = 0; i < _ofClip.Length; i += Vector<float>.Count) // a multiple of eight
        {
            Vector.Widen(new Vector<float>(_ofClip, i), out var lower, out var upper);
            (new Vector<double>(_sums, i) + lower).CopyTo(_sums, i);
            (new Vector<double>(_sums, i + Vector<double>.Count) + upper).CopyTo(_sums, i + Vector<double>.Count);
        }
    }

    /// <summary>Adds the clips of another.</summary>
    internal void Add(Autocorrelation other)
    {
        for (var i = 0; i < _sums.Length; i++)
            _sums[i] += other._sums[i];
    }

    /// <summary>R[k, l], k ≤ l; <see cref="Place"/> tells where each number is.</summary>
    internal double[] Of(int k, int l)
    {
        var pair = k % 2 * (Reach + 1) + l - k;
        var result = _sums.AsSpan(pair * Length, Length).ToArray();
        for (var n = 0; n < _ends.Count; n++)
        {
            var (first, second) = (_ends[n].First + _shape.FramesBefore - k, _ends[n].Second + _shape.FramesBefore - l);
            if (first != second || first % 2 != 0 || (first >= 0 && first < 2 * _shape.ConvolvedFrames))
                continue;
            var end = _sums.AsSpan((2 * Reach + 1 + n) * Length, Length);
            for (var i = 0; i < result.Length; i++)
                result[i] -= end[i];
        }
        return result;
    }

    /// <summary>Where R[b, n] is.</summary>
    internal static int Place(int bin, int difference) => bin / Lanes * Group + (difference + Reach) * Lanes + bin % Lanes;
}
