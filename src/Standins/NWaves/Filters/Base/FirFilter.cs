using System.Numerics;
using NWaves.Signals;

namespace NWaves.Filters.Base;

/// <summary>A filter with a finite impulse response, its kernel.</summary>
public class FirFilter
{
    private readonly float[] _kernel;

    public FirFilter(IEnumerable<float> kernel) => _kernel = [.. kernel];

    public FirFilter(IEnumerable<double> kernel)
        : this(kernel.Select(tap => (float)tap))
    {
    }

    public float[] Kernel => [.. _kernel];

    /// <summary>The whole convolution, kernel − 1 samples longer than the signal.</summary>
    public DiscreteSignal ApplyTo(DiscreteSignal signal, FilteringMethod method = FilteringMethod.Auto)
    {
        var overlap = _kernel.Length - 1;
        var padded = new float[signal.Length + 2 * overlap];
        signal.Samples.CopyTo(padded, overlap);
        var reversed = _kernel.Reverse().ToArray();
        var output = new float[signal.Length + overlap];
        var late = Lateness(signal.Length);
        for (var n = late; n < output.Length; n++)
        {
            output[n] = Dot(padded.AsSpan(n - late, _kernel.Length), reversed);
        }
        return new DiscreteSignal(signal.SamplingRate, output);
    }

    /// <summary>
    /// The original filters block by block from 64 taps on, and a signal shorter than its first block comes out
    /// late by what that block lacks.
    /// </summary>
    private int Lateness(int length)
    {
        if (_kernel.Length < 64)
        {
            return 0;
        }
        var block = (int)BitOperations.RoundUpToPowerOf2((uint)(4 * _kernel.Length)) - _kernel.Length;
        return Math.Max(0, block - length);
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sums = Vector<float>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            sums += new Vector<float>(a[i..]) * new Vector<float>(b[i..]);
        }
        var sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
