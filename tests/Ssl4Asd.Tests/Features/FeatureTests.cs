using Ssl4Asd.Features;
using Ssl4Asd.Presets;
using Ssl4Asd.Tests.Truth;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Features;

public class FeatureTests
{
    [Fact]
    public void SpectrumAgreesWithPyTorch()
    {
        using var scope = NewDisposeScope();
        TorchTruth.Agrees("features/spectrum", Spectrum.Magnitude(TorchTruth.Floats("features/wave")), 1e-5);
    }

    [Fact]
    public void SpectrogramAgreesWithPyTorch()
    {
        using var scope = NewDisposeScope();
        TorchTruth.Agrees("features/spectrogram", Spectrogram.Magnitude(TorchTruth.Floats("features/wave"), new()), 1e-5);
    }

    [Fact]
    public void EighteenSecondsAre561FramesOf513Bins()
    {
        using var scope = NewDisposeScope();
        var preset = PaperPresets.Dcase2023;
        var spectrogram = Spectrogram.Magnitude(zeros(1, preset.ClipSamples), preset.Features);
        Assert.Equal([1, 561, 513], spectrogram.shape);
        Assert.Equal(561, preset.Features.Frames(preset.ClipSamples));
        Assert.Equal([1, 144_000], Spectrum.Magnitude(zeros(1, preset.ClipSamples)).shape);
    }

    [Fact]
    public void ASineStandsInItsBin()
    {
        using var scope = NewDisposeScope();
        var time = arange(16_000, dtype: ScalarType.Float64) / 16_000.0;
        var sine = (time * (2 * Math.PI * 1000)).sin().to_type(ScalarType.Float32).unsqueeze(0);
        var spectrum = Spectrum.Magnitude(sine);
        Assert.Equal(1000, spectrum.argmax().item<long>());              // 1 Hz a bin
        Assert.Equal(8000, spectrum[0, 1000].item<float>(), 0.5);        // amplitude · samples / 2
        var spectrogram = Spectrogram.Magnitude(sine, new());
        Assert.Equal(64, spectrogram[0, 3].argmax().item<long>());       // 15.625 Hz a bin
    }

    [Fact]
    public void TemporalMeanIsSubtracted()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var normalised = Spectrogram.SubtractTemporalMean(rand([2, 7, 5], generator: generator));
        Assert.True(normalised.mean([1L]).abs().max().item<float>() < 1e-6);
        Assert.True(normalised.abs().max().item<float>() > 0.1);
    }

    [Fact]
    public void WrongShapesThrow()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentException>(() => Spectrum.Magnitude(zeros(8)));
        Assert.Throws<ArgumentException>(() => Spectrum.Magnitude(zeros(1, 7)));
        Assert.Throws<ArgumentException>(() => Spectrogram.Magnitude(zeros(1, 1023), new()));
    }
}
