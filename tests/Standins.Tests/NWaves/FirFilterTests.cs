using NWaves.Filters.Base;
using NWaves.Filters.Fda;
using NWaves.Signals;
using NWaves.Windows;

namespace Standins.Tests.NWaves;

public class FirFilterTests
{
    [Theory]
    [InlineData(9)]
    [InlineData(64)]
    [InlineData(101)]
    public void Low_pass_agrees_with_SciPys_firwin(int taps)
    {
        // SciPy's cutoff counts in half the sampling rate.
        var kernel = DesignFilter.FirWinLp(taps, 0.15);
        NWavesTruth.AssertClose(NWavesTruth.Load($"filter_{taps}_kernel"), kernel.Select(tap => (float)tap).ToArray(), 1e-7);
        Assert.Equal(kernel, DesignFilter.FirWinLp(taps, 0.15, WindowType.Blackman));
        Assert.NotEqual(kernel, DesignFilter.FirWinLp(taps, 0.15, WindowType.Hamming));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(64)]
    [InlineData(101)]
    public void Filtering_is_the_whole_convolution(int taps)
    {
        var input = NWavesTruth.Load("resample_48000_input").AsSpan(0, 700).ToArray();
        var output = new FirFilter(NWavesTruth.Load($"filter_{taps}_kernel")).ApplyTo(new DiscreteSignal(48000, input));
        NWavesTruth.AssertClose(NWavesTruth.Load($"filter_{taps}_output"), output.Samples, 1e-5);
        Assert.Equal(48000, output.SamplingRate);
    }

    [Fact]
    public void A_filter_shows_its_kernel()
    {
        Assert.Equal([1f, -2f], new FirFilter(new[] { 1f, -2f }).Kernel);
        Assert.Equal([0.5f, 0.25f], new FirFilter(new[] { 0.5, 0.25 }).Kernel);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(0.6)]
    public void Refuses_a_cutoff_out_of_range(double frequency) =>
        Assert.Throws<ArgumentException>(() => DesignFilter.FirWinLp(9, frequency));
}
