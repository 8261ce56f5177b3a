using Ssl4Asd.Audio;
using Ssl4Asd.Presets;
using static TorchSharp.torch;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Charts;

/// <summary>Recordings as the ear, the spectrum branch and the spectrogram branch have them. Levels are dBFS: 0 is a sine of full scale.</summary>
public static class SoundCharts
{
    // about two points a pixel
    private const int Bands = 1000;

    private static readonly Axis Time = new("time (s)");
    private static readonly Axis Frequency = new("frequency (Hz)");

    /// <summary>Amplitude over time. Of long recordings the smallest and largest sample of each of 1000 stretches is drawn.</summary>
    /// <param name="sound">Any length.</param>
    /// <param name="title">Above the chart.</param>
    public static GenericChart Waveform(Waveform sound, string? title = null)
    {
        var amplitude = new Axis("amplitude (1 = full scale)");
        if (sound.Samples.Length == 0)
            return Panel.NotAvailable(title, "no samples", Time, amplitude);
        var kept = Thinning.Envelope(sound.Samples, Bands);
        return Panel.Of(
            [Marks.Line(kept.Select(i => Math.Round((double)i / sound.SampleRate, 4)), kept.Select(i => Math.Round(sound.Samples[i], 4)), Colours.Others[7], width: 1, hover: "%{x:.3f} s: %{y:.3f}<extra></extra>")],
            title, Time, amplitude);
    }

    /// <summary>
    /// Level over frequency: the FFT over the whole clip, as the spectrum branch sees it. Of long recordings the largest bin of
    /// each of 1000 equal bands is drawn.
    /// </summary>
    /// <param name="sound">At least two samples; of an odd number the last one is left out.</param>
    /// <param name="title">Above the chart.</param>
    public static GenericChart Spectrum(Waveform sound, string? title = null) => Spectra([("", sound)], title);

    /// <summary>Spectra of several sounds in one chart.</summary>
    /// <param name="sounds">With their names in the legend; at least one.</param>
    /// <param name="title">Above the chart.</param>
    public static GenericChart Spectra(IEnumerable<(string Name, Waveform Sound)> sounds, string? title = null)
    {
        var level = new Axis($"level ({Decibels.Unit})");
        var lines = sounds.Where(s => s.Sound.Samples.Length > 1).Index().Select(s => SpectrumLine(s.Item.Name, s.Item.Sound, Colours.Others[(7 + s.Index) % Colours.Others.Count])).ToList();
        return lines.Count == 0 ? Panel.NotAvailable(title, "fewer than two samples", Frequency, level) : Panel.Of(lines, title, Frequency, level);
    }

    /// <summary>Levels over time and frequency, as the spectrogram branch sees them, but in dB.</summary>
    /// <param name="sound">At least one window long.</param>
    /// <param name="features">Window and hop.</param>
    /// <param name="title">Above the chart.</param>
    /// <param name="decibels">The levels of the first and the last colour, in dBFS; 80 dB down from the largest where null.</param>
    /// <remarks>At most 240 × 160 cells; where they hold several values, it is the one of the largest power.</remarks>
    public static GenericChart Spectrogram(Waveform sound, FeatureOptions features, string? title = null, (double Low, double High)? decibels = null)
    {
        if (sound.Samples.Length < features.WindowLength)
            return Panel.NotAvailable(title, $"shorter than one window of {features.WindowLength} samples", Time, Frequency);
        using var scope = NewDisposeScope();
        var magnitudes = Features.Spectrogram.Magnitude(tensor(sound.Samples, [1, sound.Samples.Length]), features);
        return Spectrogram(magnitudes, features, sound.SampleRate, title, decibels);
    }

    /// <summary>
    /// The same from magnitudes, such as StatEx returns. Where some are negative, which no level stands for, the values
    /// themselves are shown, blue below zero and red above.
    /// </summary>
    /// <param name="magnitudes"><c>[frames, bins]</c> or <c>[1, frames, bins]</c></param>
    /// <param name="features">Window and hop.</param>
    /// <param name="sampleRate">Samples a second.</param>
    /// <param name="title">Above the chart.</param>
    /// <param name="decibels">The levels of the first and the last colour, in dBFS; 80 dB down from the largest where null.</param>
    /// <exception cref="ArgumentException">The shape is another one.</exception>
    public static GenericChart Spectrogram(Tensor magnitudes, FeatureOptions features, int sampleRate, string? title = null, (double Low, double High)? decibels = null)
    {
        var cells = new SpectrogramCells(magnitudes, features, sampleRate);
        return Panel.Of([cells.AnyNegative ? cells.Linear() : cells.InDecibels(decibels ?? cells.Limits)], title, Time, Frequency);
    }

    /// <summary>Charts beside each other.</summary>
    /// <param name="charts">Charts of one panel, at least one; each can be in one grid only, and not again by itself.</param>
    /// <exception cref="ArgumentException">There are no charts, or one of them has several panels.</exception>
    public static GenericChart Beside(params GenericChart[] charts) => Grid.Of(charts, 1, Math.Max(1, charts.Length));

    /// <summary>Charts below each other.</summary>
    /// <param name="charts">Charts of one panel, at least one; each can be in one grid only, and not again by itself.</param>
    /// <exception cref="ArgumentException">There are no charts, or one of them has several panels.</exception>
    public static GenericChart Stacked(params GenericChart[] charts) => Grid.Of(charts, Math.Max(1, charts.Length), 1, height: 80 + 240 * charts.Length);

    private static GenericChart SpectrumLine(string name, Waveform sound, string colour)
    {
        using var scope = NewDisposeScope();
        var length = sound.Samples.Length / 2 * 2;
        var magnitudes = Features.Spectrum.Magnitude(tensor(sound.Samples, [1, sound.Samples.Length]).narrow(1, 0, length)).data<float>().ToArray();
        var kept = Thinning.Peaks(magnitudes, Bands);
        return Marks.Line(
            kept.Select(i => Math.Round((double)i * sound.SampleRate / length, 1)),
            kept.Select(i => Math.Round(Decibels.OfAmplitude(magnitudes[i] * Decibels.SpectrumGain(length)), 1)),
            colour, name.Length == 0 ? null : name, width: 1, hover: "%{x:.1f} Hz: %{y:.1f} " + Decibels.Unit + "<extra>" + name + "</extra>");
    }
}
