using Ssl4Asd.Notebooks.Charts;
using Ssl4Asd.Presets;

namespace Notebooks.Tests.Charts;

public class GridTests
{
    [Fact]
    public void TitlesStandAboveTheirCellsAndAxesAreTheirOwn()
    {
        var chart = SoundCharts.Beside(SoundCharts.Waveform(Sample.Noise(100), "left"), SoundCharts.Spectrum(Sample.Noise(100), "right"));
        var layout = ChartJson.Layout(chart);
        Assert.Equal(["left", "right"], layout.GetProperty("annotations").EnumerateArray().Select(a => a.Text("text")).Order());
        Assert.Equal(["time (s)", "frequency (Hz)"], [layout.Text("xaxis.title.text"), layout.Text("xaxis2.title.text")]);
        Assert.Equal(["x", "x2"], ChartJson.Traces(chart).Select(t => t.Text("xaxis")));
        Assert.False(layout.TryGetProperty("title", out _));
        Assert.Equal((1, 2), (layout.At("grid.rows").GetInt32(), layout.At("grid.columns").GetInt32()));
    }

    [Fact]
    public void ANameStandsInTheLegendOnce()
    {
        var chart = SoundCharts.Stacked(TrainingCharts.Scale(Sample.History()), TrainingCharts.Scale(Sample.History(10)));
        Assert.Equal(["supervised", "self-supervised"], ChartJson.Names(chart));
        Assert.Equal(4, ChartJson.Traces(chart).Count);
        Assert.All(ChartJson.Traces(chart), t => Assert.Equal(t.Text("name"), t.Text("legendgroup"))); // one click hides both
    }

    [Fact]
    public void ColourBarsStandBesideTheirCells()
    {
        var features = new FeatureOptions();
        var chart = SoundCharts.Beside(SoundCharts.Spectrogram(Sample.Noise(2000), features), SoundCharts.Spectrogram(Sample.Noise(2000), features));
        var x = ChartJson.Traces(chart).Select(t => t.At("colorbar.x").GetDouble()).ToList();
        Assert.InRange(x[0], 0.3, 0.5);
        Assert.Equal(1.01, x[1], 6);
    }

    [Fact]
    public void AGridInAGridIsRefused()
    {
        var grid = SoundCharts.Beside(SoundCharts.Waveform(Sample.Noise(10)));
        Assert.Contains("several", Assert.Throws<ArgumentException>(() => SoundCharts.Stacked(grid)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SoundCharts.Beside());
    }
}
