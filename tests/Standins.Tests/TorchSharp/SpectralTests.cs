using TorchSharp;
using static TorchSharp.torch;

namespace Standins.Tests.Torch;

[Collection("torch")]
public class SpectralTests
{
    private readonly TorchTruth _truth = new("spectral");

    [Fact]
    public void Stft_and_its_gradient_agree_with_PyTorch()
    {
        var x = _truth["x"].requires_grad_();
        var window = hann_window(16);
        _truth.Check("window", window);
        var spectrum = stft(x, 16, 4, 16, window, center: true, pad_mode: PaddingModes.Reflect, return_complex: true);
        Assert.True(spectrum.is_complex());
        _truth.Check("stft", spectrum, 1e-5);
        (spectrum.abs().square() * arange(17, dtype: float32)).sum().backward();
        _truth.Check("stft_grad", x.grad, 1e-4);
        _truth.Check("bare", x.stft(16, 8, 12, hann_window(12), center: false, return_complex: true), 1e-5);
    }

    [Fact]
    public void Rfft_and_its_gradient_agree_with_PyTorch()
    {
        var x = _truth["x"].requires_grad_();
        var spectrum = fft.rfft(x);
        _truth.Check("rfft", spectrum, 1e-5);
        spectrum.abs().sum().backward();
        _truth.Check("rfft_grad", x.grad, 1e-5);
        _truth.Check("ortho", fft.rfft(x, norm: FFTNormType.Ortho), 1e-5);
    }

    [Fact]
    public void Irfft_inverts_rfft()
    {
        var x = _truth["x"];
        Assert.True(fft.irfft(fft.rfft(x)).allclose(x, atol: 1e-5));
        Assert.Equal([2, 6], fft.rfft(x, n: 10).shape);
    }

    [Fact]
    public void Parts_of_complex_numbers()
    {
        var z = complex(tensor(new[] { 3f }), tensor(new[] { 4f }));
        Assert.Equal(5f, z.abs().item<float>());
        Assert.Equal(3f, z.real.item<float>());
        Assert.Equal(4f, z.imag.item<float>());
        Assert.Equal([3f, 4f], view_as_real(z).data<float>().ToArray());
    }
}
