using NWaves.Filters.Fda;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Features;

/// <summary>
/// Logarithms of mel energies, the input of the challenge's baseline: power spectrogram (periodic Hann window, centred frames, mirrored
/// at both ends) → bands after Slaney, each of area 1 → 10·log₁₀. As <c>librosa.feature.melspectrogram</c> of version 0.9 computes it.
/// </summary>
public sealed class LogMel : IDisposable
{
    private const double Smallest = 2.220446049250313e-16; // Python's sys.float_info.epsilon
    private readonly int _windowLength;
    private readonly int _hopLength;
    private readonly Tensor _bank; // [bins, bands]
    private readonly Tensor _window;

    /// <summary>Prepares the bank of filters.</summary>
    /// <param name="bands">Mel bands, from 0 Hz to half the sample rate.</param>
    /// <param name="sampleRate">In Hz.</param>
    /// <param name="windowLength">Samples of a frame.</param>
    /// <param name="hopLength">Samples from frame to frame.</param>
    public LogMel(int bands, int sampleRate, int windowLength = 1024, int hopLength = 512)
    {
        (_windowLength, _hopLength) = (windowLength, hopLength);
        var filters = FilterBanks.MelBankSlaney(bands, windowLength, sampleRate, 0, sampleRate / 2.0);
        var values = new float[filters[0].Length, bands];
        for (var band = 0; band < bands; band++)
            for (var bin = 0; bin < filters[0].Length; bin++)
                values[bin, band] = filters[band][bin];
        (_bank, _window) = (tensor(values).DetachFromDisposeScope(), hann_window(windowLength).DetachFromDisposeScope());
    }

    /// <summary>Samples that are needed for so many frames.</summary>
    public int SamplesOf(int frames) => Math.Max((frames - 1) * _hopLength, _windowLength / 2 + 1);

    /// <summary>The features of one recording.</summary>
    /// <param name="waveform">Samples in [−1, 1], <c>[samples]</c>, more than half a window.</param>
    /// <returns><c>[1 + samples / hop, bands]</c>, in dB.</returns>
    public Tensor Of(Tensor waveform)
    {
        using Scalar smallest = Smallest.ToScalar(), two = 2.ToScalar(), ten = 10.ToScalar();
        using var scope = NewDisposeScope();
        var spectra = stft(waveform, _windowLength, _hopLength, window: _window, center: true, return_complex: true); // [bins, frames]
        return spectra.abs().pow(two).t().matmul(_bank).clamp_min(smallest).log10().mul(ten).MoveToOuterDisposeScope();
    }

    /// <summary>Frees the bank.</summary>
    public void Dispose()
    {
        _bank.Dispose();
        _window.Dispose();
    }
}
