using TorchSharp.Interop;

namespace TorchSharp;

public enum FFTNormType
{
    Backward = 0,
    Forward = 1,
    Ortho = 2,
}

public static partial class torch
{
    public static Tensor stft(Tensor input, long n_fft, long hop_length = -1, long win_length = -1, Tensor? window = null, bool center = true, PaddingModes pad_mode = PaddingModes.Reflect, bool normalized = false, bool? onesided = null, bool? return_complex = null) =>
        input.stft(n_fft, hop_length, win_length, window, center, pad_mode, normalized, onesided, return_complex);

    public static Tensor hann_window(long len, bool periodic = true, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Aten.hann_window_periodic.One(len, periodic, Type(dtype), Arg.None, InitializeDevice(device)).with_requires_grad(requires_grad);

    public partial class Tensor
    {
        public Tensor stft(long n_fft, long hop_length = -1, long win_length = -1, Tensor? window = null, bool center = true, PaddingModes pad_mode = PaddingModes.Reflect, bool normalized = false, bool? onesided = null, bool? return_complex = null)
        {
            var input = this;
            if (center)
            {
                // The padding works on [batch, channel, time].
                var ones = Enumerable.Repeat(1L, (int)(3 - dim()));
                using var extended = view([.. ones, .. shape]);
                using var padded = nn.functional.pad(extended, (n_fft / 2, n_fft / 2), pad_mode);
                input = padded.view([.. shape[..^1], padded.shape[^1]]);
            }
            var result = Aten.stft.One(input, n_fft, Positive(hop_length), Positive(win_length), window, normalized, onesided, return_complex ?? is_complex());
            if (center)
                input.Dispose();
            return result;
        }

        private static long? Positive(long value) => value == -1 ? null : value;
    }

    public static partial class fft
    {
        public static Tensor rfft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) => Aten.fft_rfft.One(input, Length(n), dim, Name(norm));
        public static Tensor irfft(Tensor input, long n = -1, long dim = -1, FFTNormType norm = FFTNormType.Backward) => Aten.fft_irfft.One(input, Length(n), dim, Name(norm));

        private static long? Length(long n) => n == -1 ? null : n;

        private static string Name(FFTNormType norm) => norm switch
        {
            FFTNormType.Forward => "forward",
            FFTNormType.Ortho => "ortho",
            _ => "backward",
        };
    }
}
