using NWaves.Operations;
using NWaves.Signals;

namespace Ssl4Asd.Audio;

/// <summary>
/// Changes the sample rate with NWaves' band-limited resampler, which alone would delay the result by half its
/// filter, lose the end, and place samples of a long recording inexactly (it counts time in single precision).
/// </summary>
/// <remarks>
/// So the recording goes through it in short blocks with enough of their neighbours on both sides, and the filter
/// grows with the ratio of the rates: going down, −6 dB lies at half the new rate and the transition is about
/// ±5.5 % of the new rate, whatever the old rate.
/// </remarks>
internal static class SampleRateConversion
{
    private const int SincHalfWidth = 32;

    private const int MinBlock = 4096;

    /// <summary>Length after conversion: ⌈length · to / from⌉, so that the end is covered.</summary>
    internal static long Length(int length, int from, int to) => ((long)length * to + from - 1) / from;

    /// <summary>
    /// Converts a recording between two different rates of <see cref="WavHeader.MinSampleRate"/> to
    /// <see cref="WavHeader.MaxSampleRate"/>: sample n of the result is the recording at n / <paramref name="sampleRate"/>
    /// seconds. What lies before and after the recording counts as 0.
    /// </summary>
    internal static Waveform Convert(Waveform recording, int sampleRate)
    {
        // `down` input samples last as long as `up` output samples: blocks begin where both meet.
        var (from, input) = (recording.SampleRate, recording.Samples);
        var common = Gcd(from, sampleRate);
        var (up, down) = (sampleRate / common, from / common);
        var halfFilter = from > sampleRate ? (int)Math.Ceiling(50.0 * from / sampleRate) : 0;
        var taps = 2 * halfFilter + 1;
        var blockIn = RoundUp(Math.Max(MinBlock, 8 * taps), down);
        var blockOut = blockIn / down * up;
        var around = 2 * halfFilter + SincHalfWidth;
        var lead = RoundUp(around + halfFilter, down) - halfFilter;
        var skip = (lead + halfFilter) / down * up;

        var resampler = new Resampler { MinResamplingFilterOrder = taps };
        var output = new float[Length(input.Length, from, sampleRate)];
        var segment = new float[lead + blockIn + around];
        for (int start = 0, done = 0; done < output.Length; start += blockIn, done += blockOut)
        {
            CopyAround(input, start - lead, segment);
            var converted = resampler.Resample(new DiscreteSignal(from, segment), sampleRate, order: SincHalfWidth);
            var count = Math.Min(blockOut, output.Length - done);
            converted.Samples.AsSpan(skip, count).CopyTo(output.AsSpan(done));
        }
        return new Waveform(output, sampleRate);
    }

    /// <summary>Copies from a position that may be negative; outside the input is silence.</summary>
    private static void CopyAround(float[] input, int position, float[] segment)
    {
        Array.Clear(segment);
        var first = Math.Max(position, 0);
        var last = (int)Math.Min((long)position + segment.Length, input.Length);
        if (first < last)
        {
            input.AsSpan(first, last - first).CopyTo(segment.AsSpan(first - position));
        }
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;

    private static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);
}
