using NWaves.Signals;
using NWaves.Transforms;
using NWaves.Windows;

namespace Standins.Tests.NWaves;

public class StftTests
{
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 128)] // divided by half the FFT size
    public void Spectrogram_agrees_with_NumPy(bool normalize, int divisor)
    {
        var stft = new Stft(200, 64, WindowType.Hann);
        var spectrogram = stft.Spectrogram(NWavesTruth.Load("spectrogram_input"), normalize);
        Assert.Equal(256, stft.Size);
        Assert.Equal(9, spectrogram.Count);
        var expected = NWavesTruth.Load("spectrogram").Select(power => power / divisor).ToArray();
        NWavesTruth.AssertClose(expected, spectrogram.SelectMany(frame => frame).ToArray(), 2e-3 / divisor);
    }

    [Fact]
    public void Defaults_are_a_Hann_window_of_1024_a_hop_of_256_and_normalized()
    {
        var input = NWavesTruth.Load("spectrogram_input").Concat(NWavesTruth.Load("spectrogram_input")).ToArray();
        var expected = new Stft(1024, 256, WindowType.Hann, 1024).Spectrogram(input, true);
        var given = new Stft().Spectrogram(new DiscreteSignal(16000, input));
        Assert.Equal(3, given.Count);
        Assert.Equal(513, given[0].Length);
        Assert.Equal(expected.SelectMany(frame => frame), given.SelectMany(frame => frame));
    }

    [Fact]
    public void A_cosine_on_a_bin_has_its_power_there_alone()
    {
        const int Size = 64, Bin = 5;
        var cosine = Enumerable.Range(0, Size).Select(i => (float)Math.Cos(2 * Math.PI * Bin * i / Size)).ToArray();
        var power = new Stft(Size, Size, WindowType.Rectangular).Spectrogram(cosine, normalize: false)[0];
        for (var k = 0; k < power.Length; k++)
        {
            Assert.Equal(k == Bin ? Size * Size / 4.0 : 0, power[k], 1e-2);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(63, 1)]
    [InlineData(64, 2)]
    [InlineData(79, 2)]
    [InlineData(80, 3)]
    public void One_more_frame_holds_what_is_left(int length, int frames) =>
        Assert.Equal(frames, new Stft(64, 16).Spectrogram(new float[length]).Count);

    [Fact]
    public void A_larger_FFT_pads_with_zeros()
    {
        var impulse = new float[64];
        impulse[10] = 1;
        var power = new Stft(64, 64, WindowType.Rectangular, 256).Spectrogram(impulse, normalize: false)[0];
        Assert.Equal(129, power.Length);
        Assert.All(power, value => Assert.Equal(1, value, 1e-5));
    }

    [Fact]
    public void RealFft_gives_real_and_imaginary_parts()
    {
        // x = δ[n − 1]: X[k] = e^(−2πik/8)
        float[] impulse = [0, 1, 0, 0, 0, 0, 0, 0];
        var (re, im) = (new float[5], new float[5]);
        var fft = new RealFft(8);
        fft.Direct(impulse, re, im);
        for (var k = 0; k <= 4; k++)
        {
            Assert.Equal(Math.Cos(2 * Math.PI * k / 8), re[k], 1e-6);
            Assert.Equal(-Math.Sin(2 * Math.PI * k / 8), im[k], 1e-6);
        }
        Assert.Equal(8, fft.Size);
    }

    [Fact]
    public void RealFft_gives_magnitudes_and_powers()
    {
        var fft = new RealFft(8);
        var spectrum = new float[5];
        float[] constant = [2, 2, 2, 2, 2, 2, 2, 2];
        fft.MagnitudeSpectrum(constant, spectrum);
        NWavesTruth.AssertClose([16, 0, 0, 0, 0], spectrum, 1e-5);
        fft.MagnitudeSpectrum(constant, spectrum, normalize: true);
        NWavesTruth.AssertClose([4, 0, 0, 0, 0], spectrum, 1e-5);
        fft.PowerSpectrum(constant, spectrum, normalize: false);
        NWavesTruth.AssertClose([256, 0, 0, 0, 0], spectrum, 1e-4);
        fft.PowerSpectrum(constant, spectrum);
        NWavesTruth.AssertClose([64, 0, 0, 0, 0], spectrum, 1e-4);
    }

    [Fact]
    public void RealFft_needs_a_power_of_two() => Assert.Throws<ArgumentException>(() => new RealFft(100));
}
