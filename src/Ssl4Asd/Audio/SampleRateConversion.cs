using NWaves.Filters.Base;
using NWaves.Filters.Fda;
using NWaves.Operations;
using NWaves.Signals;

namespace Ssl4Asd.Audio;

/// <summary>
/// Changes the sample rate with NWaves' filter and its band-limited resampler. The resampler alone would delay the
/// result by half its filter, lose the end, and place samples of a long recording inexactly (it counts time in
/// single precision): so the filter's delay is taken out here, and the recording goes through in short blocks.
/// </summary>
/// <remarks>
/// The filter grows with the ratio of the rates: going down, −6 dB lies at half the new rate and the transition is
/// about ±2.8 % of the new rate, whatever the old rate.
/// </remarks>
internal static class SampleRateConversion
{
    private const int SincHalfWidth = 32, MinBlock = 4096;

    // Keeps the resampler from filtering once more: it designs a filter only where it is given none.
    private static readonly FirFilter _identity = new(new[] { 1f });

    /// <summary>Length after conversion: ⌈length · to / from⌉, so that the end is covered.</summary>
    internal static long Length(int length, int from, int to) => ((long)length * to + from - 1) / from;

    /// <summary>
    /// Converts a recording between two different rates of <see cref="WavHeader.MinSampleRate"/> to
    /// <see cref="WavHeader.MaxSampleRate"/>: sample n of the result is the recording at n / <paramref name="sampleRate"/>
    /// seconds. What lies before and after the recording counts as 0.
    /// </summary>
    internal static Waveform Convert(Waveform recording, int sampleRate)
    {
        var from = recording.SampleRate;
        var length = recording.Samples.Length;
        var (input, delay) = from > sampleRate ? LowPass(recording, sampleRate) : (recording.Samples, 0);

        // `down` input samples last as long as `up` output samples: blocks begin where both meet.
        var common = Gcd(from, sampleRate);
        var (up, down) = (sampleRate / common, from / common);
        var blockIn = RoundUp(MinBlock, down);
        var blockOut = blockIn / down * up;
        var output = new float[Length(length, from, sampleRate)];
        for (int start = 0, done = 0; done < output.Length; start += blockIn, done += blockOut)
        {
            // Neighbours on both sides, as far as the sinc reaches and (behind) the resampler truncates.
            var lead = start == 0 ? 0 : RoundUp(SincHalfWidth, down);
            var behind = SincHalfWidth + from / sampleRate + 2;
            var segment = new float[lead + Math.Min(blockIn, length - start) + behind];
            CopyAround(input, start + delay - lead, segment);
            var converted = new Resampler().Resample(new DiscreteSignal(from, segment), sampleRate, _identity, SincHalfWidth);
            var count = Math.Min(blockOut, output.Length - done);
            converted.Samples.AsSpan(lead / down * up, count).CopyTo(output.AsSpan(done));
        }
        return new Waveform(output, sampleRate);
    }

    private static (float[] Filtered, int Delay) LowPass(Waveform recording, int sampleRate)
    {
        var delay = (int)Math.Ceiling(50.0 * recording.SampleRate / sampleRate);
        var taps = 2 * delay + 1;
        var filter = new FirFilter(DesignFilter.FirWinLp(taps, 0.5 * sampleRate / recording.SampleRate));
        // NWaves delays what is shorter than its first block, of less than 8 · taps samples, even further.
        var padded = recording.Samples;
        Array.Resize(ref padded, Math.Max(padded.Length, 8 * taps));
        return (filter.ApplyTo(new DiscreteSignal(recording.SampleRate, padded)).Samples, delay);
    }

    /// <summary>Copies from a position that may be negative; outside the input the segment stays 0.</summary>
    private static void CopyAround(float[] input, int position, float[] segment)
    {
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
