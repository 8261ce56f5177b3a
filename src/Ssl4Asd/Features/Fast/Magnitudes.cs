using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TorchSharp;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Ssl4Asd.Features.Fast;

/// <summary>
/// Magnitudes of Fourier transforms on a CPU, clip by clip on all cores: libtorch's own transform uses one core where it was
/// built without MKL, and a clip stays in the cache from one step to the next.
/// </summary>
internal static class Magnitudes
{
    private const int Together = 4; // clips whose long transforms share the processor's vectors

    /// <summary>Whether features can be computed from these numbers so: on a CPU, in single precision, without gradients.</summary>
    internal static bool Fit(Tensor numbers) => numbers.device_type == DeviceType.CPU && numbers.dtype == ScalarType.Float32 && !numbers.requires_grad;

    /// <summary>See <see cref="Spectrum.Magnitude"/>.</summary>
    internal static Tensor OfSpectrum(Tensor waveforms)
    {
        using var given = waveforms.contiguous();
        var (clips, samples) = ((int)given.size(0), (int)given.size(1));
        var result = empty(clips, samples / 2);
        var to = Floats.Of(result);
        Work.Each((clips + Together - 1) / Together, group =>
        {
            using var scope = NewDisposeScope();
            using var noGradients = no_grad();
            var (first, count) = (group * Together, Math.Min(Together, clips - group * Together));
            var spectra = Floats.Of(fft.rfft(given.narrow(0, first, count)).view_as_real()); // [count, samples / 2 + 1, 2]
            for (var b = 0; b < count; b++)
                Of(spectra[(long)b * (samples + 2), samples], to[(long)(first + b) * (samples / 2), samples / 2]);
        });
        return result;
    }

    /// <summary>See <see cref="Spectrogram.Magnitude"/>.</summary>
    internal static Tensor OfSpectrogram(Tensor waveforms, int window, int hop)
    {
        using var given = waveforms.contiguous();
        var (clips, samples) = ((int)given.size(0), (int)given.size(1));
        var (frames, bins) = ((samples - window) / hop + 1, window / 2 + 1);
        using var weights = hann_window(window);
        var result = empty(clips, frames, bins);
        var (from, hann, to) = (Floats.Of(given), Floats.Of(weights), Floats.Of(result));
        Work.Each(clips, b =>
        {
            using var scope = NewDisposeScope();
            using var noGradients = no_grad();
            var windowed = empty(frames, window);
            var target = Floats.Of(windowed);
            for (var t = 0; t < frames; t++)
                TensorPrimitives.Multiply(from[(long)b * samples + t * hop, window], hann[0, window], target[(long)t * window, window]);
            using var spectra = fft.rfft(windowed).view_as_real(); // [frames, bins, 2]
            Of(Floats.Of(spectra)[0, 2 * frames * bins], to[(long)b * frames * bins, frames * bins]);
        });
        return result;
    }

    // √(re² + im²) of pairs
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Of(ReadOnlySpan<float> pairs, Span<float> magnitudes)
    {
        var i = 0;
        for (; i <= magnitudes.Length - 8; i += 8)
        {
            var (real, imaginary) = Neighbours.EvenAndOdd(pairs, 2 * i);
            var squares = Vector256.FusedMultiplyAdd(real, real, imaginary * imaginary);
            Vector256.Sqrt(squares).StoreUnsafe(ref MemoryMarshal.GetReference(magnitudes), (nuint)i);
        }
        for (; i < magnitudes.Length; i++)
            magnitudes[i] = (float)Complex.Abs(new Complex(pairs[2 * i], pairs[2 * i + 1]));
    }
}
