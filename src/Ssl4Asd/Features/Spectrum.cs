using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;

namespace Ssl4Asd.Features;

/// <summary>
/// The input of the spectrum branch: the magnitude of the FFT over the whole clip, "to ensure the highest possible
/// frequency resolution" (paper, section 2).
/// </summary>
public static class Spectrum
{
    /// <summary>Computes the magnitude spectrum, without the Nyquist bin and without scaling.</summary>
    /// <param name="waveform">Samples in [−1, 1], <c>[batch, samples]</c>, an even number of samples.</param>
    /// <returns><c>[batch, samples / 2]</c>: bin k is the frequency k · sample rate / samples.</returns>
    /// <exception cref="ArgumentException">The shape is another one.</exception>
    public static Tensor Magnitude(Tensor waveform)
    {
        if (waveform.dim() != 2 || waveform.size(1) < 2 || waveform.size(1) % 2 != 0)
            throw new ArgumentException($"Expected waveforms [batch, samples] with an even number of samples, got [{string.Join(", ", waveform.shape)}].", nameof(waveform));
        if (Magnitudes.Fit(waveform))
            return Magnitudes.OfSpectrum(waveform);
        using var scope = NewDisposeScope();
        return fft.rfft(waveform).narrow(1, 0, waveform.size(1) / 2).abs().MoveToOuterDisposeScope();
    }
}
