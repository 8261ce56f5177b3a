using System.Collections.Concurrent;
using System.Numerics;
using System.Numerics.Tensors;

namespace Ssl4Asd.Audio;

/// <summary>
/// Changes the sample rate by a band-limited sinc in a Blackman window, 50 samples of the lower rate to each side: −6 dB lies at half the
/// lower rate, the transition is about ±2.8 % of it. The filter is worked out once for each pair of rates and each place that an output sample has
/// between two input samples; then a sample is one scalar product. (NWaves' resampler works out the sinc anew for each sample: 20 times slower.)
/// </summary>
internal static class SampleRateConversion
{
    private const int HalfWidth = 50;

    private static readonly ConcurrentDictionary<(int From, int To), float[][]> Filters = [];

    /// <summary>Length after conversion: ⌈length · to / from⌉, so that the end is covered.</summary>
    internal static long Length(long length, int from, int to) => (length * to + from - 1) / from;

    /// <summary>So many input samples last as long as so many output samples, and no fewer do.</summary>
    internal static (int Down, int Up) Ratio(int from, int to)
    {
        var common = (int)BigInteger.GreatestCommonDivisor(from, to);
        return (from / common, to / common);
    }

    /// <summary>How far an output sample looks to each side, in input samples.</summary>
    internal static int Reach(int from, int to) => (int)Math.Ceiling(HalfWidth * Math.Max(1, (double)from / to));

    /// <summary>
    /// Converts a recording between two different rates of <see cref="WavHeader.MinSampleRate"/> to
    /// <see cref="WavHeader.MaxSampleRate"/>: sample n of the result is the recording at n / <paramref name="sampleRate"/>
    /// seconds. What lies before and after the recording counts as 0.
    /// </summary>
    internal static Waveform Convert(Waveform recording, int sampleRate)
    {
        var (from, input) = (recording.SampleRate, recording.Samples);
        var filters = Filters.GetOrAdd((from, sampleRate), rates => Design(rates.From, rates.To));
        var (down, up) = Ratio(from, sampleRate);
        var reach = Reach(from, sampleRate);
        var output = new float[Length(input.Length, from, sampleRate)];
        for (var n = 0; n < output.Length; n++)
        {
            // at n · down / up input samples: so many whole ones, and one of `up` places behind
            var first = (int)((long)n * down / up) - reach;
            var filter = filters[(int)((long)n * down % up)].AsSpan();
            var (skip, end) = (Math.Max(0, -first), Math.Min(filter.Length, input.Length - first));
            output[n] = TensorPrimitives.Dot(input.AsSpan(first + skip, end - skip), filter[skip..end]);
        }
        return new Waveform(output, sampleRate);
    }

    // [places, 2 · reach + 2] weights of the input samples around an output sample
    private static float[][] Design(int from, int to)
    {
        var (up, reach) = (Ratio(from, to).Up, Reach(from, to));
        var band = Math.Min(1, (double)to / from); // of what the input holds
        return [.. Enumerable.Range(0, up).Select(place =>
        {
            var weights = Enumerable.Range(-reach, 2 * reach + 2).Select(i => Weight(i - (double)place / up, band, HalfWidth / band)).ToArray();
            var sum = weights.Sum(); // a constant stays what it is
            return Array.ConvertAll(weights, w => (float)(w / sum));
        })];
    }

    private static double Weight(double samples, double band, double halfWidth)
    {
        var x = samples / halfWidth;
        if (Math.Abs(x) >= 1) return 0;
        var sinc = samples == 0 ? 1 : Math.Sin(Math.PI * band * samples) / (Math.PI * band * samples);
        return sinc * (0.42 + 0.5 * Math.Cos(Math.PI * x) + 0.08 * Math.Cos(2 * Math.PI * x));
    }
}
