using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Ssl4Asd.Audio;

namespace Ssl4Asd.Data.Inspection;

/// <summary>What the samples of one recording are like, as mono 16-bit integers at 16 kHz.</summary>
/// <param name="Clip">The recording.</param>
/// <param name="Seconds">Its length.</param>
/// <param name="RmsDecibels">Root mean square around the mean, in dB below full scale (0 or less); −∞ where all samples are equal.</param>
/// <param name="PeakDecibels">The largest magnitude, in dB below full scale; −∞ for zeros only.</param>
/// <param name="FullScaleShare">Share of the samples at the lowest or highest level, 0 … 1.</param>
/// <param name="LongestConstantSeconds">The longest stretch of equal samples.</param>
public sealed record RecordingFacts(
    Clip Clip, double Seconds, double RmsDecibels, double PeakDecibels, double FullScaleShare, double LongestConstantSeconds)
{
    /// <summary>Samples per second of the file itself.</summary>
    internal int SampleRate { get; private init; }

    /// <summary>Channels of the file itself.</summary>
    internal int Channels { get; private init; }

    /// <summary>SHA-256 of the samples.</summary>
    internal string Hash { get; private init; } = "";

    /// <summary>What reading the file gave notice of, without its path.</summary>
    internal IReadOnlyList<string> Notices { get; private init; } = [];

    /// <summary>Whether all samples are equal.</summary>
    internal bool IsConstant => double.IsNegativeInfinity(RmsDecibels);

    internal static RecordingFacts Of(Clip clip, ReadOnlySpan<short> samples, int sampleRate, WavFormatChunk format, IEnumerable<string> notices)
    {
        long sum = 0, squares = 0;
        int fullScale = 0, peak = 0, run = 0, longest = 0, previous = int.MinValue;
        foreach (var sample in samples)
        {
            sum += sample;
            squares += sample * sample;
            var magnitude = Math.Abs((int)sample);
            peak = Math.Max(peak, magnitude);
            fullScale += magnitude >= short.MaxValue ? 1 : 0;
            run = sample == previous ? run + 1 : 1;
            longest = Math.Max(longest, run);
            previous = sample;
        }
        var mean = (double)sum / samples.Length;
        var variance = longest == samples.Length ? 0 : (double)squares / samples.Length - mean * mean;
        return new RecordingFacts(
            clip, (double)samples.Length / sampleRate, 10 * Math.Log10(variance / (32768.0 * 32768)), 20 * Math.Log10(peak / 32768.0),
            (double)fullScale / samples.Length, (double)longest / sampleRate)
        {
            SampleRate = format.SampleRate,
            Channels = format.Channels,
            Hash = Convert.ToHexString(SHA256.HashData(MemoryMarshal.AsBytes(samples))),
            Notices = [.. notices],
        };
    }
}
