using NWaves.Filters.Base;
using NWaves.Operations;
using NWaves.Signals;

namespace Standins.Tests.NWaves;

public class ResamplerTests
{
    // Truth is in double precision. NWaves counts time in floats: at 1,500 samples a step is wrong by up to
    // 1e-4 samples, which moves these tones (slope below 0.5 per sample) by up to 5e-5.
    private const double Tolerance = 1e-4;

    [Theory]
    [InlineData(48000, 16000)]
    [InlineData(44100, 16000)]
    [InlineData(8000, 16000)]
    [InlineData(11025, 16000)]
    public void Agrees_with_SciPys_filter_and_a_windowed_sinc(int from, int to)
    {
        var input = NWavesTruth.Load($"resample_{from}_input");
        var output = new Resampler().Resample(new DiscreteSignal(from, input), to);
        Assert.Equal(to, output.SamplingRate);
        NWavesTruth.AssertClose(NWavesTruth.Load($"resample_{from}_{to}"), output.Samples, Tolerance);
    }

    [Fact]
    public void Takes_a_longer_filter_and_a_wider_sinc()
    {
        var input = new DiscreteSignal(48000, NWavesTruth.Load("resample_48000_long_input"));
        var output = new Resampler { MinResamplingFilterOrder = 301 }.Resample(input, 16000, order: 32);
        NWavesTruth.AssertClose(NWavesTruth.Load("resample_48000_16000_taps301_order32"), output.Samples, 2 * Tolerance);
    }

    [Fact]
    public void A_short_signal_comes_out_late()
    {
        var input = new DiscreteSignal(48000, NWavesTruth.Load("resample_48000_input").AsSpan(0, 300).ToArray());
        NWavesTruth.AssertClose(NWavesTruth.Load("resample_short"), new Resampler().Resample(input, 16000).Samples, Tolerance);
    }

    [Fact]
    public void Delays_by_half_the_filter()
    {
        // A 1 kHz tone at 48 kHz: sample n of the result shows it at 3n − 50 input samples.
        var tone = Enumerable.Range(0, 9600).Select(i => (float)Math.Sin(2 * Math.PI * i / 48)).ToArray();
        var output = new Resampler().Resample(new DiscreteSignal(48000, tone), 16000);
        for (var n = 100; n < 3000; n++)
        {
            Assert.Equal(Math.Sin(2 * Math.PI * (3 * n - 50) / 48.0), output[n], 2e-3);
        }
    }

    [Fact]
    public void Removes_what_the_new_rate_cannot_hold()
    {
        var tone = Enumerable.Range(0, 9600).Select(i => (float)Math.Sin(2 * Math.PI * 11 * i / 48)).ToArray();
        var output = new Resampler().Resample(new DiscreteSignal(48000, tone), 16000);
        Assert.All(output.Samples[100..3000], sample => Assert.InRange(sample, -2e-3, 2e-3));
    }

    [Fact]
    public void The_length_is_truncated() =>
        Assert.Equal(333, new Resampler().Resample(new DiscreteSignal(48000, 1001), 16000).Length);

    [Fact]
    public void The_same_rate_gives_a_copy()
    {
        var signal = new DiscreteSignal(16000, [1, 2, 3]);
        var output = new Resampler().Resample(signal, 16000);
        Assert.Equal(signal.Samples, output.Samples);
        Assert.NotSame(signal.Samples, output.Samples);
    }

    [Fact]
    public void A_filter_that_is_given_only_switches_the_own_one_off()
    {
        // A constant through the sinc alone stays a constant, and is not multiplied by the given filter's gain.
        var signal = new DiscreteSignal(32000, 2000, 0.5f);
        var output = new Resampler().Resample(signal, 16000, new FirFilter(new[] { 3f }));
        Assert.All(output.Samples[20..980], sample => Assert.Equal(0.5, sample, 1e-3));
    }
}
