using System.Net;
using Ssl4Asd.Audio;
using Ssl4Asd.Notebooks.Charts;
using Ssl4Asd.Notebooks.Rendering;
using Ssl4Asd.Presets;
using static TorchSharp.torch;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Listening;

/// <summary>Sounds to listen to inside a page: each player holds its recording, 16-bit mono, so it plays offline too.</summary>
public static class Audio
{
    // below full scale, so that no player distorts
    private const float Peak = 0.9f;
    private const int SmallWidth = 420;

    /// <summary>A player with its title.</summary>
    /// <param name="sound">Any length; played at its own loudness relative to nothing: its largest sample is brought to 0.9 of full scale.</param>
    /// <param name="title">Above the player.</param>
    public static SoundPlayer Player(Waveform sound, string title)
    {
        var about = FormattableString.Invariant($"{title} ({sound.Seconds:0.0##} s)");
        var player = sound.Samples.Length == 0 ? "<span>n/a: no samples</span>" : $"<audio controls preload=\"metadata\" src=\"{DataUri(sound)}\"></audio>";
        return new SoundPlayer($"<figure style=\"margin:8px 0;\"><figcaption style=\"font-size:14px;\">{WebUtility.HtmlEncode(about)}</figcaption>{player}</figure>", $"sound: {about}");
    }

    /// <summary>Players beside each other, each below its own small spectrogram (1024-sample windows).</summary>
    /// <param name="sounds">With their titles; at least one.</param>
    /// <exception cref="ArgumentException">There are no sounds.</exception>
    public static SoundPlayer Beside(params (string Title, Waveform Sound)[] sounds)
    {
        if (sounds.Length == 0)
            throw new ArgumentException("Expected at least one sound, got none.", nameof(sounds));
        var players = sounds.Select(s => (s.Sound, Player: Player(s.Sound, s.Title))).ToList();
        var cells = players.Select(p => $"<div style=\"flex:0 0 {SmallWidth}px;\">{ChartBundle.Html(Small(p.Sound))}{p.Player.Html}</div>");
        return new SoundPlayer($"<div style=\"display:flex;flex-wrap:wrap;gap:16px;\">{string.Concat(cells)}</div>", string.Join("\n", players.Select(p => p.Player.Text)));
    }

    /// <summary>
    /// A sound for a changed spectrogram: its magnitudes with the phases of another sound, by overlap-add (least squares, as in
    /// Griffin and Lim's first step). No sound has exactly such a spectrogram, so it is the nearest to it with these phases; magnitudes
    /// below zero, which StatEx can give, are taken for 0.
    /// </summary>
    /// <param name="magnitudes"><c>[frames, bins]</c> or <c>[1, frames, bins]</c></param>
    /// <param name="phaseFrom">As many frames long.</param>
    /// <param name="features">Window and hop.</param>
    /// <returns>As long as the frames of <paramref name="phaseFrom"/>; the rest of a last, incomplete frame is silent.</returns>
    /// <exception cref="ArgumentException">The shape is another one than that of the spectrogram of <paramref name="phaseFrom"/>.</exception>
    public static Waveform FromSpectrogram(Tensor magnitudes, Waveform phaseFrom, FeatureOptions features)
    {
        var (frames, length) = (features.Frames(phaseFrom.Samples.Length), features.WindowLength);
        if (frames == 0 || magnitudes.shape is not ([_, _] or [1, _, _]) || magnitudes.shape[^2] != frames || magnitudes.shape[^1] != features.Bins)
            throw new ArgumentException($"Expected magnitudes [{frames}, {features.Bins}] with at least one frame, got [{string.Join(", ", magnitudes.shape)}].", nameof(magnitudes));
        using var scope = NewDisposeScope();
        var window = hann_window(length);
        var spectra = stft(tensor(phaseFrom.Samples, [1, phaseFrom.Samples.Length]), length, features.HopLength, window: window, center: false, return_complex: true);
        var phases = spectra.sgn(); // of length 1, 0 where there is no phase
        var wanted = magnitudes.cpu().to_type(ScalarType.Float32).view(1, frames, features.Bins).relu().transpose(1, 2);
        var parts = (fft.irfft((phases * wanted).transpose(1, 2).contiguous(), length) * window).data<float>().ToArray();
        return new Waveform(OverlapAdd(parts, window.data<float>().ToArray(), features.HopLength, phaseFrom.Samples.Length), phaseFrom.SampleRate);
    }

    private static GenericChart Small(Waveform sound) => Plotly.NET.CSharp.GenericChartExtensions.WithSize(SoundCharts.Spectrogram(sound, new FeatureOptions()), SmallWidth, 230);

    private static float[] OverlapAdd(float[] parts, float[] window, int hop, int samples)
    {
        var (sum, weight) = (new double[samples], new double[samples]);
        for (var i = 0; i < parts.Length; i++)
        {
            var (frame, offset) = Math.DivRem(i, window.Length);
            sum[frame * hop + offset] += parts[i];
            weight[frame * hop + offset] += window[offset] * window[offset];
        }
        // at both ends the window fades to 0 and hides what was there
        return [.. sum.Zip(weight, (s, w) => w < 1e-3 ? 0 : (float)(s / w))];
    }

    private static string DataUri(Waveform sound)
    {
        var largest = sound.Samples.Max(Math.Abs);
        var gain = largest > 0 ? Peak / largest : 1;
        using var stream = new MemoryStream();
        WavFile.Write(stream, new Waveform(Array.ConvertAll(sound.Samples, s => s * gain), sound.SampleRate));
        return "data:audio/wav;base64," + Convert.ToBase64String(stream.ToArray());
    }
}
