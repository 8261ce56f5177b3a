using Ssl4Asd.Presets;

namespace Ssl4Asd.Notebooks.Charts;

/// <summary>Levels in dB below a sine of full scale (dBFS), whatever they are computed from.</summary>
internal static class Decibels
{
    /// <summary>Of silence: below what 16 bits can hold.</summary>
    public const double Floor = -120;

    /// <summary>The unit, for axes.</summary>
    public const string Unit = "dBFS";

    /// <summary>The level of a sine of this amplitude.</summary>
    public static double OfAmplitude(double amplitude) => amplitude <= 1e-6 ? Floor : 20 * Math.Log10(amplitude);

    /// <summary>The level of a sound of this root mean square.</summary>
    public static double OfRms(double rms) => OfAmplitude(Math.Sqrt(2) * rms);

    /// <summary>What a magnitude of the FFT over a whole clip has to be multiplied by to be the amplitude of a sine.</summary>
    public static double SpectrumGain(int samples) => 2.0 / samples;

    /// <summary>The same for a spectrogram with a periodic Hann window, whose mean is 1/2.</summary>
    public static double SpectrogramGain(FeatureOptions features) => 4.0 / features.WindowLength;
}
