using System.Numerics;
using System.Runtime.CompilerServices;

namespace Ssl4Asd.Models.Fast.Stem;

/// <summary>
/// R[k, l][b, n] = Σ over clips and frames i of the first convolution's output of x̂[2i + k, b] · x̂[2i + l, b + n]: products of
/// neighbouring frames k ≤ l of a kernel, 0 … 6, and neighbouring bins, n = −6 … 6. Since R[k + 2, l + 2] is R[k, l] but for
/// frames at the ends, only the products of all frames of one parity are summed, and those at the ends by themselves.
/// </summary>
internal sealed unsafe class Autocorrelation
{
    private const int Reach = StemGradient.Kernel - 1;
    private const int Lanes = PaddedInput.Lanes;
    private const int Pairs = 2 * (Reach + 2); // of frames: two parities, distances 0 … 6 and one that comes along
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
        _ofClip = new float[(Pairs + _ends.Count) * Length];
        _sums = new double[_ofClip.Length];
    }

    private int Length => _groups * Group;

    /// <summary>Adds a clip.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Add(PaddedInput input)
    {
        Array.Clear(_ofClip);
        fixed (float* x = input.Values, products = _ofClip)
        {
            for (var group = 0; group < _groups; group++)
            {
                var bins = x + group * Lanes;
                var sums = products + group * Group;
                for (var from = 0; from < _frames; from += 2 * Block)
                    for (var parity = 0; parity < 2; parity++)
                        AddBlock(input, bins, from, parity, sums);
                for (var n = 0; n < _ends.Count; n++)
                {
                    var a = bins + input.Start(_ends[n].First);
                    var c = bins + input.Start(_ends[n].Second);
                    for (var i = 0; i <= 2 * Reach; i++)
                        for (var lane = 0; lane < Lanes; lane++)
                            sums[(Pairs + n) * Length + i * Lanes + lane] += a[lane] * c[i - Reach + lane];
                }
            }
        }
        for (var i = 0; i < _ofClip.Length; i += Vector<float>.Count) // a multiple of eight
        {
            Vector.Widen(new Vector<float>(_ofClip, i), out var lower, out var upper);
            (new Vector<double>(_sums, i) + lower).CopyTo(_sums, i);
            (new Vector<double>(_sums, i + Vector<double>.Count) + upper).CopyTo(_sums, i + Vector<double>.Count);
        }
    }

    // all pairs whose later frame is of one parity; frames of zeros are around those of the input
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddBlock(PaddedInput input, float* bins, int from, int parity, float* sums)
    {
        var (line, step) = ((long)input.LineLength, 2L * input.LineLength);
        for (var distance = 0; distance <= Reach - parity; distance += 2)
        {
            var first = from + distance + (distance + parity + _shape.FramesBefore) % 2;
            var count = Math.Min(Block, (_frames - first + 1) / 2);
            var c = bins + input.Start(first);
            var a = c - distance * line;
            var ofA = sums + Pair(parity + distance, distance) * Length;
            var ofD = sums + Pair(parity + distance + 1, distance + 1) * Length;
            CorrelationKernels.AddTwo(a, a - line, c - Reach, step, count, ofA, ofD);
            CorrelationKernels.AddTwo(a, a - line, c + 1, step, count, ofA + (Reach + 1) * Lanes, ofD + (Reach + 1) * Lanes);
        }
        var start = from + (parity + _shape.FramesBefore) % 2;
        CorrelationKernels.AddLater(
            bins + input.Start(start), line, step, Math.Min(Block, (_frames - start + 1) / 2), sums + Pair(parity, 0) * Length + Reach * Lanes, Length);
    }

    // where the products of frames k and k + distance are
    private static int Pair(int k, int distance) => k % 2 * (Reach + 2) + distance;

    /// <summary>Adds the clips of another.</summary>
    internal void Add(Autocorrelation other)
    {
        for (var i = 0; i < _sums.Length; i++)
            _sums[i] += other._sums[i];
    }

    /// <summary>R[k, l], k ≤ l; <see cref="Place"/> tells where each number is.</summary>
    internal double[] Of(int k, int l)
    {
        var pair = Pair(k, l - k);
        var result = _sums.AsSpan(pair * Length, Length).ToArray();
        for (var n = 0; n < _ends.Count; n++)
        {
            var (first, second) = (_ends[n].First + _shape.FramesBefore - k, _ends[n].Second + _shape.FramesBefore - l);
            if (first != second || first % 2 != 0 || (first >= 0 && first < 2 * _shape.ConvolvedFrames))
                continue;
            var end = _sums.AsSpan((Pairs + n) * Length, Length);
            for (var i = 0; i < result.Length; i++)
                result[i] -= end[i];
        }
        return result;
    }

    /// <summary>Where R[b, n] is.</summary>
    internal static int Place(int bin, int difference) => bin / Lanes * Group + (difference + Reach) * Lanes + bin % Lanes;
}
