using TorchSharp;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Ssl4Asd.Audio;

/// <summary>
/// Takes out of a microphone near the machine what another one, far from it, hears too: N − H·F, with
/// H[f] = Σ_t N·conj(F) / (Σ_t |F|² + 1e-12) for each frequency, the least-squares estimate over the whole clip.
/// </summary>
/// <remarks>N and F are short-time Fourier transforms: periodic Hann windows of 1024 samples, every 512, zeros around the clip.</remarks>
public static class FarChannel
{
    private const int Window = 1024, Hop = 512;
    private const double Trace = 1e-12;

    /// <summary>Subtracts the estimate in place.</summary>
    /// <param name="near">The near channel, at least one sample.</param>
    /// <param name="far">The far channel, as long. Where it is silent nothing changes.</param>
    /// <exception cref="ArgumentException">They differ in length, or are empty.</exception>
    public static void Subtract(Span<float> near, ReadOnlySpan<float> far)
    {
        if (near.Length != far.Length || near.Length == 0)
            throw new ArgumentException($"expected two channels of the same length, given {near.Length} and {far.Length} samples", nameof(far));
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var trace = Trace.ToScalar();
        var whole = (near.Length + Hop - 1) / Hop * Hop; // the last window ends with zeros
        var window = hann_window(Window, periodic: true);
        Tensor Transform(ReadOnlySpan<float> samples) => stft(
            nn.functional.pad(tensor(samples.ToArray()), [0, whole - samples.Length]), Window, Hop, Window, window, center: true, pad_mode: PaddingModes.Constant, onesided: true, return_complex: true);
        var (n, f) = (Transform(near), Transform(far)); // [bins, frames]
        var h = (n * f.conj()).sum(1, keepdim: true) / (f * f.conj()).real.sum(1, keepdim: true).add(trace, Scalars.One);
        var heard = istft(h * f, Window, Hop, Window, window, center: true, length: whole).data<float>().ToArray();
        TensorPrimitives.Subtract(near, heard.AsSpan(0, near.Length), near);
    }
}
