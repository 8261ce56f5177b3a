using Ssl4Asd.Features.Fast;
using Ssl4Asd.Presets;
using static TorchSharp.torch;

namespace Ssl4Asd.Features;

/// <summary>The input of the spectrogram branch: STFT magnitudes (paper, section 2), linear, not in dB.</summary>
public static class Spectrogram
{
    /// <summary>Computes the magnitude of the short-time Fourier transform with a periodic Hann window and no padding.</summary>
    /// <param name="waveform">Samples in [−1, 1], <c>[batch, samples]</c>, at least one window long.</param>
    /// <param name="options">Window and hop length in samples.</param>
    /// <returns><c>[batch, frames, bins]</c>; frame t starts at sample t · hop, bin k is the frequency k · sample rate / window.</returns>
    /// <exception cref="ArgumentException">The shape is another one, or the clip is shorter than one window.</exception>
    public static Tensor Magnitude(Tensor waveform, FeatureOptions options)
    {
        if (waveform.dim() != 2 || waveform.size(1) < options.WindowLength)
            throw new ArgumentException($"Expected waveforms [batch, samples] of at least {options.WindowLength} samples, got [{string.Join(", ", waveform.shape)}].", nameof(waveform));
        if (Magnitudes.Fit(waveform))
            return Magnitudes.OfSpectrogram(waveform, options.WindowLength, options.HopLength);
        using var scope = NewDisposeScope();
        var window = hann_window(options.WindowLength, dtype: waveform.dtype, device: waveform.device);
        var spectra = stft(waveform, options.WindowLength, options.HopLength, window: window, center: false, return_complex: true);
        return spectra.abs().transpose(1, 2).MoveToOuterDisposeScope(); // [batch, bins, frames] → [batch, frames, bins]
    }

    /// <summary>Temporal mean normalisation (TMN): subtracts from each bin its mean over the frames (paper, section 2).</summary>
    /// <param name="spectrogram"><c>[batch, frames, bins]</c></param>
    /// <returns><c>[batch, frames, bins]</c>, each bin with mean 0 over the frames.</returns>
    public static Tensor SubtractTemporalMean(Tensor spectrogram)
    {
        using var scope = NewDisposeScope();
        return (spectrogram - spectrogram.mean([1L], keepdim: true)).MoveToOuterDisposeScope();
    }
}
