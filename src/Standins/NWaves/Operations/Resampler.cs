using System.Numerics;
using NWaves.Filters.Base;
using NWaves.Signals;

namespace NWaves.Operations;

/// <summary>
/// Band-limited conversion of the sampling rate: a low-pass filter when the rate goes down, then interpolation by
/// a Hann-windowed sinc of <c>order</c> samples to each side. Like the original it does not take out the filter's
/// delay of (taps − 1)/2 samples, computes positions in single precision, and never applies a filter it is given:
/// that only switches its own one off.
/// </summary>
public class Resampler
{
    /// <summary>Number of taps of the low-pass filter.</summary>
    public int MinResamplingFilterOrder { get; set; } = 101;

    public DiscreteSignal Resample(DiscreteSignal signal, int newSamplingRate, FirFilter? filter = null, int order = 15)
    {
        if (signal.SamplingRate == newSamplingRate)
        {
            return signal.Copy();
        }

        var ratio = (float)newSamplingRate / signal.SamplingRate;
        var input = signal.Samples;
        var output = new float[(int)(input.Length * ratio)];
        if (ratio < 1 && filter is null)
        {
            input = Filter(input, LowPass(MinResamplingFilterOrder, ratio / 2));
        }

        var step = 1 / ratio;
        for (var n = 0; n < output.Length; n++)
        {
            var x = n * step;
            var nearest = (int)MathF.Floor(x);
            var first = Math.Max(nearest - order + 1, 0);
            var last = Math.Min(nearest + order, input.Length - 1);
            var sum = 0f;
            for (var j = last; j >= first; j--)
            {
                var t = x - j;
                var hann = (float)(0.5 * (1.0 + Math.Cos(t / order * Math.PI)));
                sum += hann * Sinc(t) * input[j];
            }
            output[n] = sum;
        }
        return new DiscreteSignal(newSamplingRate, output);
    }

    private static float Sinc(double t) => t == 0 ? 1 : (float)(Math.Sin(Math.PI * t) / (Math.PI * t));

    /// <summary>A sinc cut out by a Blackman window, gain 1 at 0 Hz; the cutoff is in cycles per sample.</summary>
    private static float[] LowPass(int taps, double cutoff)
    {
        // With an even number of taps the centre lies between two of them.
        var centre = (taps - 1) / 2 + (taps % 2 == 0 ? 0.5 : 0);
        var window = Windows.Window.Blackman(taps);
        var kernel = new double[taps];
        for (var i = 0; i < taps; i++)
        {
            var d = i - centre;
            kernel[i] = window[i] * (d == 0 ? 2 * cutoff : Math.Sin(2 * Math.PI * cutoff * d) / (Math.PI * d));
        }
        var gain = kernel.Sum();
        return [.. kernel.Select(coefficient => (float)(coefficient / gain))];
    }

    /// <summary>The whole convolution, taps − 1 samples longer than the input.</summary>
    private static float[] Filter(float[] input, float[] kernel)
    {
        var output = new float[input.Length + kernel.Length - 1];
        var late = Lateness(input.Length, kernel.Length);
        var padded = new float[output.Length + kernel.Length - 1];
        input.CopyTo(padded, kernel.Length - 1);
        var reversed = kernel.Reverse().ToArray();
        for (var n = late; n < output.Length; n++)
        {
            output[n] = Dot(padded.AsSpan(n - late, kernel.Length), reversed);
        }
        return output;
    }

    /// <summary>
    /// The original filters block by block from 64 taps on, and a signal shorter than its first block comes out
    /// late by what that block lacks.
    /// </summary>
    private static int Lateness(int length, int taps)
    {
        if (taps < 64)
        {
            return 0;
        }
        var block = (int)BitOperations.RoundUpToPowerOf2((uint)(4 * taps)) - taps;
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
