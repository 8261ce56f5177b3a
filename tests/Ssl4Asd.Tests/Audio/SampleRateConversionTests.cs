using Ssl4Asd.Audio;

namespace Ssl4Asd.Tests.Audio;

/// <summary>Recordings at other rates, against tones in closed form.</summary>
public sealed class SampleRateConversionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(48000, 16000)]
    [InlineData(44100, 16000)]
    [InlineData(22050, 16000)]
    [InlineData(17000, 16000)]
    [InlineData(96000, 16000)]
    [InlineData(192000, 16000)]
    [InlineData(8000, 16000)]
    [InlineData(11025, 16000)]
    [InlineData(44100, 48000)]
    public void A_tone_stays_in_time_from_the_first_block_to_the_last(int from, int to)
    {
        const double Seconds = 3.7, Frequency = 1234.5;
        var path = Tone(from, Frequency, Seconds);
        var read = WavFile.Read(path, to);
        Assert.Equal(to, read.SampleRate);
        Assert.Equal((long)Math.Ceiling((double)Length(from, Seconds) * to / from), read.Samples.Length);
        AssertClose(read, n => Math.Sin(2 * Math.PI * Frequency * n / to), 5e-4);
    }

    [Fact]
    public void Half_a_minute_drifts_by_nothing()
    {
        var read = WavFile.Read(Tone(48000, 5000, 30));
        AssertClose(read, n => Math.Sin(2 * Math.PI * 5000 * n / 16000.0), 5e-4);
    }

    [Theory]
    [InlineData(48000, 7000, 0.99, 1.01)]
    [InlineData(48000, 8000, 0.48, 0.52)]
    [InlineData(48000, 9000, 0, 1e-3)]
    [InlineData(48000, 15500, 0, 1e-3)]
    [InlineData(192000, 7000, 0.99, 1.01)]
    [InlineData(192000, 9000, 0, 1e-3)]
    [InlineData(44100, 9000, 0, 1e-3)]
    public void What_the_new_rate_cannot_hold_is_removed(int from, double frequency, double low, double high)
    {
        // At 8 kHz, half the new rate, only the cosine is left of a tone: a cosine then.
        var path = Tone(from, frequency, 1, Math.PI / 2);
        var inner = WavFile.Read(path).Samples[200..^200];
        Assert.InRange(inner.Max(Math.Abs), low, high);
    }

    [Fact]
    public void Before_and_after_the_recording_is_silence()
    {
        // A constant C rises as C·(1/2 + Si(πx/3)/π), x input samples behind its edge, which lies half a sample
        // before the first one: x = 0.5 at the first output sample, 2.5 at the last.
        var path = _folder.File("a.wav", WavBytes.Float32(48000, Enumerable.Repeat(0.5, 30_000)));
        var read = WavFile.Read(path).Samples;
        Assert.Equal(10_000, read.Length);
        Assert.All(read[60..^60], sample => Assert.Equal(0.5, sample, 1e-3));
        Assert.Equal(0.5 * (0.5 + 0.5157 / Math.PI), read[0], 5e-3);
        Assert.Equal(0.5 * (0.5 + 1.7977 / Math.PI), read[^1], 5e-3);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(441)]
    public void A_very_short_recording_keeps_its_place_and_its_area(int length)
    {
        // A click in the middle, wide enough for the low-pass to keep its area: sum/rate is its integral.
        var path = _folder.File("a.wav", WavBytes.Float32(44100, Enumerable.Repeat(1.0, length)));
        var read = WavFile.Read(path).Samples;
        Assert.Equal((length * 160 + 440) / 441, read.Length);
        if (length == 441)
        {
            Assert.Equal(160, read.Sum(), 2.0);
        }
    }

    [Fact]
    public void It_is_reported_once_in_one_line()
    {
        var path = _folder.File("a.wav", WavBytes.Float32(48000, Enumerable.Repeat(0.25, 4800)));
        var notices = new List<string>();
        WavFile.Read(path, notice: notices.Add);
        Assert.Equal([$"{path}: resampled from 48000 Hz to 16000 Hz"], notices);
        Assert.Equal(1600, WavFile.ReadPcm16(path, notice: notices.Add).Length);
        Assert.Equal(2, notices.Count);
    }

    public void Dispose() => _folder.Dispose();

    private static int Length(int rate, double seconds) => (int)(rate * seconds);

    private string Tone(int rate, double frequency, double seconds, double phase = 0) =>
        _folder.File("tone.wav", WavBytes.Float32(
            (uint)rate,
            Enumerable.Range(0, Length(rate, seconds)).Select(i => Math.Sin(2 * Math.PI * frequency * i / rate + phase))));

    private static void AssertClose(Waveform read, Func<int, double> expected, double tolerance)
    {
        for (var n = 200; n < read.Samples.Length - 200; n++)
        {
            if (!(Math.Abs(expected(n) - read.Samples[n]) <= tolerance))
            {
                Assert.Fail($"at {n} of {read.Samples.Length}: expected {expected(n)}, given {read.Samples[n]}");
            }
        }
    }
}
