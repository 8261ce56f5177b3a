using System.Text.RegularExpressions;
using Ssl4Asd.Audio;
using Ssl4Asd.Features;
using Ssl4Asd.Notebooks.Listening;
using Ssl4Asd.Presets;
using static TorchSharp.torch;
using Audio = Ssl4Asd.Notebooks.Listening.Audio;

namespace Notebooks.Tests.Listening;

public class AudioTests
{
    private static readonly FeatureOptions Features = new();

    [Fact]
    public void ThePlayerHoldsTheSamplesAtNineTenthsOfFullScale()
    {
        var sound = Sample.Sine(440, 0.2, 1000, 8000);
        var decoded = Decode(Audio.Player(sound, "a <sine>"));
        Assert.Equal(8000, decoded.SampleRate);
        var gain = 0.9f / sound.Samples.Max(Math.Abs);
        Assert.Equal(sound.Samples.Select(s => s * gain), decoded.Samples, (a, b) => Math.Abs(a - b) <= 0.6 / 32768);
    }

    [Fact]
    public void TitlesAreText()
    {
        var player = Audio.Player(Sample.Sine(440, 0.2, 2000, 8000), "a <sine>");
        Assert.Contains("a &lt;sine&gt; (0.25 s)", player.Html, StringComparison.Ordinal);
        Assert.Contains("<audio controls", player.Html, StringComparison.Ordinal);
        Assert.Equal("sound: a <sine> (0.25 s)", player.ToString());
    }

    [Fact]
    public void SilenceAndNothingDoNotFail()
    {
        Assert.All(Decode(Audio.Player(new Waveform(new float[10], 16_000), "silence")).Samples, s => Assert.Equal(0, s));
        Assert.Single(Decode(Audio.Player(new Waveform([0.3f], 16_000), "one sample")).Samples);
        Assert.Contains("n/a: no samples", Audio.Player(new Waveform([], 16_000), "nothing").Html, StringComparison.Ordinal);
    }

    [Fact]
    public void PlayersStandBelowTheirSpectrograms()
    {
        var html = Audio.Beside(("first", Sample.Noise(4000)), ("second", Sample.Sine(440, 0.5, 100))).Html;
        Assert.Equal(2, Regex.Matches(html, "<audio ").Count);
        Assert.Equal(2, Regex.Matches(html, "<div data-chart=").Count);
        Assert.Contains("frequency (Hz)", html, StringComparison.Ordinal);
        Assert.Contains("shorter than one window", html, StringComparison.Ordinal); // of the second
        Assert.Throws<ArgumentException>(() => Audio.Beside());
    }

    [Theory]
    [InlineData(512)]
    [InlineData(256)]
    public void UnchangedMagnitudesGiveTheSoundBack(int hop)
    {
        var features = Features with { HopLength = hop };
        var sound = Sample.Noise(8000);
        var back = Audio.FromSpectrogram(Magnitudes(sound, features), sound, features);
        Assert.Equal((sound.Samples.Length, sound.SampleRate), (back.Samples.Length, back.SampleRate));
        var end = (features.Frames(8000) - 1) * hop;
        for (var i = 1024; i < end; i++)
            Assert.Equal(sound.Samples[i], back.Samples[i], 1e-4f);
    }

    [Fact]
    public void TwiceTheMagnitudeIsTwiceTheSound()
    {
        var sound = Sample.Noise(8000);
        var back = Audio.FromSpectrogram(Magnitudes(sound, Features) * 2, sound, Features);
        Assert.Equal(sound.Samples[2000] * 2, back.Samples[2000], 1e-4f);
    }

    [Fact]
    public void NegativeMagnitudesAreSilent()
    {
        var sound = Sample.Noise(4000);
        Assert.All(Audio.FromSpectrogram(Magnitudes(sound, Features) * -1, sound, Features).Samples, s => Assert.Equal(0, s, 1e-6f));
    }

    [Fact]
    public void AnotherShapeThrows() =>
        Assert.Contains("[6, 513]", Assert.Throws<ArgumentException>(() => Audio.FromSpectrogram(zeros(5, 513), Sample.Noise(4000), Features)).Message, StringComparison.Ordinal);

    private static Tensor Magnitudes(Waveform sound, FeatureOptions features) => Spectrogram.Magnitude(tensor(sound.Samples, [1, sound.Samples.Length]), features);

    // by the library's own reader, as a browser would: from a file
    private static Waveform Decode(SoundPlayer player)
    {
        var base64 = Regex.Match(player.Html, "src=\"data:audio/wav;base64,([^\"]*)\"").Groups[1].Value;
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, Convert.FromBase64String(base64));
            var bytes = File.ReadAllBytes(path);
            Assert.Equal("RIFF"u8, bytes.AsSpan(0, 4));
            return WavFile.Read(path, BitConverter.ToInt32(bytes, 24));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
