using NWaves.Filters.Base;
using NWaves.Filters.Fda;
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
            input = new FirFilter(DesignFilter.FirWinLp(MinResamplingFilterOrder, ratio / 2)).ApplyTo(signal).Samples;
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
}
