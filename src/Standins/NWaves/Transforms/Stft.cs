using System.Numerics;
using NWaves.Signals;
using NWaves.Windows;

namespace NWaves.Transforms;

/// <summary>
/// Short-time Fourier transform with a symmetric window and no padding in front; behind the last whole frame it
/// always adds one more, of what is left, zero-padded.
/// </summary>
public class Stft
{
    private readonly int _windowSize;
    private readonly int _hopSize;
    private readonly float[] _window;
    private readonly RealFft _fft;

    public Stft(int windowSize = 1024, int hopSize = 256, WindowType window = WindowType.Hann, int fftSize = 0)
    {
        _fft = new RealFft(fftSize >= windowSize ? fftSize : (int)BitOperations.RoundUpToPowerOf2((uint)windowSize));
        _windowSize = windowSize;
        _hopSize = hopSize;
        _window = Window.OfType(window, windowSize);
    }

    /// <summary>FFT size.</summary>
    public int Size => _fft.Size;

    /// <summary>Power spectra, [frames][size/2 + 1], divided by size/2 if normalized.</summary>
    public List<float[]> Spectrogram(float[] input, bool normalize = true)
    {
        var frames = input.Length < _windowSize ? 0 : (input.Length - _windowSize) / _hopSize + 1;
        var spectrogram = new List<float[]>(frames + 1);
        var buffer = new float[Size];
        for (var frame = 0; frame <= frames; frame++)
        {
            var rest = input.AsSpan(frame * _hopSize);
            Array.Clear(buffer);
            for (var i = 0; i < Math.Min(rest.Length, _windowSize); i++)
            {
                buffer[i] = rest[i] * _window[i];
            }
            spectrogram.Add(new float[Size / 2 + 1]);
            _fft.PowerSpectrum(buffer, spectrogram[^1], normalize);
        }
        return spectrogram;
    }

    public List<float[]> Spectrogram(DiscreteSignal signal, bool normalize = true) =>
        Spectrogram(signal.Samples, normalize);
}
