using NWaves.Windows;

namespace Standins.Tests.NWaves;

public class WindowTests
{
    [Theory]
    [InlineData(WindowType.Hamming, "hamming", 8)]
    [InlineData(WindowType.Hamming, "hamming", 9)]
    [InlineData(WindowType.Blackman, "blackman", 8)]
    [InlineData(WindowType.Blackman, "blackman", 9)]
    [InlineData(WindowType.Hann, "hann", 8)]
    [InlineData(WindowType.Hann, "hann", 9)]
    public void Agrees_with_SciPys_symmetric_window(WindowType type, string name, int length) =>
        NWavesTruth.AssertClose(NWavesTruth.Load($"window_{name}_{length}"), Window.OfType(type, length), 1e-7);

    [Fact]
    public void Rectangular_is_one() => Assert.Equal([1f, 1f, 1f], Window.OfType(WindowType.Rectangular, 3));

    [Fact]
    public void Each_type_has_its_own_function()
    {
        Assert.Equal(Window.OfType(WindowType.Hann, 16), Window.Hann(16));
        Assert.Equal(Window.OfType(WindowType.Hamming, 16), Window.Hamming(16));
        Assert.Equal(Window.OfType(WindowType.Blackman, 16), Window.Blackman(16));
        Assert.Equal(Window.OfType(WindowType.Rectangular, 16), Window.Rectangular(16));
    }
}
