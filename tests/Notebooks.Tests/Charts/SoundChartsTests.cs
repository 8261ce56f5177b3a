using Ssl4Asd.Audio;
using Ssl4Asd.Notebooks.Charts;
using Ssl4Asd.Presets;
using static TorchSharp.torch;

namespace Notebooks.Tests.Charts;

public class SoundChartsTests
{
    private static readonly FeatureOptions Features = new();

    [Fact]
    public void AShortWaveformIsDrawnSampleBySample()
    {
        var trace = ChartJson.Traces(SoundCharts.Waveform(new Waveform([0.5f, -0.25f, 1], 1000)))[0];
        Assert.Equal([0, 0.001, 0.002], trace.Numbers("x"));
        Assert.Equal([0.5, -0.25, 1], trace.Numbers("y"));
    }

    [Fact]
    public void ALongWaveformKeepsASingleClick()
    {
        var sound = new Waveform(new float[288_000], 16_000);
        sound.Samples[123_456] = -0.75f;
        var trace = ChartJson.Traces(SoundCharts.Waveform(sound))[0];
        var at = Array.IndexOf(trace.Numbers("y"), -0.75);
        Assert.Equal(123_456 / 16_000.0, trace.Numbers("x")[at], 3);
        Assert.InRange(trace.Numbers("x").Length, 1000, 2000);
    }

    [Fact]
    public void TheSpectrumOfASineIsItsLevelAtItsFrequency()
    {
        var trace = ChartJson.Traces(SoundCharts.Spectrum(Sample.Sine(1250, 0.5)))[0];
        var levels = trace.Numbers("y");
        var peak = Array.IndexOf(levels, levels.Max());
        Assert.Equal(1250, trace.Numbers("x")[peak]);
        Assert.Equal(-6.0, levels[peak]); // 20 log10 0.5
        Assert.True(trace.Numbers("x").SequenceEqual(trace.Numbers("x").Order()));
    }

    [Fact]
    public void TheSpectrogramOfASineIsARowOfItsLevel()
    {
        var trace = ChartJson.Traces(SoundCharts.Spectrogram(Sample.Sine(1250, 0.5), Features))[0];
        var cells = trace.Cells();
        var row = cells.Select(r => r.Max()).ToList();
        var loudest = row.IndexOf(row.Max());
        Assert.Equal(1250, trace.Numbers("y")[loudest], 40.0); // cells are up to four bins of 15.6 Hz high
        Assert.All(cells[loudest], level => Assert.Equal(-6.0, level, 0.1));
        Assert.Equal(30, trace.Numbers("x").Length);
        Assert.Equal(512 / 16_000.0, trace.Numbers("x")[0]); // the middle of the first window
        Assert.Equal([-86.0, -6.0], [trace.GetProperty("zmin").GetDouble(), trace.GetProperty("zmax").GetDouble()]);
        Assert.Equal("Viridis", trace.Text("colorscale"));
    }

    [Fact]
    public void LimitsOfColoursCanBeGiven()
    {
        var trace = ChartJson.Traces(SoundCharts.Spectrogram(Sample.Sine(1250, 0.5), Features, decibels: (-50, -10)))[0];
        Assert.Equal([-50.0, -10.0], [trace.GetProperty("zmin").GetDouble(), trace.GetProperty("zmax").GetDouble()]);
    }

    [Fact]
    public void NegativeValuesAreShownAsTheyAreAroundZero()
    {
        using var values = zeros(3, 513);
        values[1, 7] = -2f;
        values[2, 9] = 1f;
        var trace = ChartJson.Traces(SoundCharts.Spectrogram(values, Features, 16_000))[0];
        Assert.Equal(-2, trace.Cells().SelectMany(r => r).Min());
        Assert.Equal(1, trace.Cells().SelectMany(r => r).Max());
        Assert.Equal([-2.0, 2.0], [trace.GetProperty("zmin").GetDouble(), trace.GetProperty("zmax").GetDouble()]);
        Assert.Equal("magnitude (no unit)", trace.Text("colorbar.title.text"));
    }

    [Theory]
    [InlineData(0, "n/a: no samples")]
    [InlineData(3, null)]
    public void AnEmptyWaveformSaysSo(int samples, string? reason) =>
        Assert.Equal(reason, ChartJson.NotAvailable(SoundCharts.Waveform(new Waveform(new float[samples], 16_000))));

    [Fact]
    public void WhatIsTooShortForAnAnalysisSaysSo()
    {
        Assert.Equal("n/a: fewer than two samples", ChartJson.NotAvailable(SoundCharts.Spectrum(new Waveform([1], 16_000))));
        Assert.Equal("n/a: shorter than one window of 1024 samples", ChartJson.NotAvailable(SoundCharts.Spectrogram(Sample.Noise(1023), Features)));
        Assert.Null(ChartJson.NotAvailable(SoundCharts.Spectrogram(Sample.Noise(1024), Features)));
        Assert.Null(ChartJson.NotAvailable(SoundCharts.Spectrum(Sample.Noise(1023)))); // odd
    }

    [Fact]
    public void SilenceIsAtTheFloorAndNotMinusInfinity()
    {
        var trace = ChartJson.Traces(SoundCharts.Spectrogram(new Waveform(new float[4000], 16_000), Features))[0];
        Assert.All(trace.Cells().SelectMany(r => r), level => Assert.Equal(-120, level));
    }

    [Fact]
    public void WrongShapesThrow() =>
        Assert.Contains("[frames, 513]", Assert.Throws<ArgumentException>(() => SoundCharts.Spectrogram(zeros(3, 512), Features, 16_000)).Message, StringComparison.Ordinal);
}
