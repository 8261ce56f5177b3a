using Ssl4Asd.Models.Fast.Stem;

namespace Ssl4Asd.Tests.Models.Fast.Stem;

/// <summary>The stem's pooling finds what looking at every number of every window finds, the first one of several.</summary>
public class StemPoolingTests
{
    [Theory]
    [InlineData(3, 8, false)]
    [InlineData(40, 16, false)] // the last bin is in no window
    [InlineData(257, 16, false)]
    [InlineData(33, 24, true)]
    public void ALineOfWindows(int bins, int channels, bool manyAreEqual)
    {
        var random = new Random(4);
        float[] x = [.. Enumerable.Range(0, 3 * bins * channels).Select(_ => manyAreEqual ? random.Next(3) : random.NextSingle() - 0.5f)];
        float[] signs = [.. Enumerable.Range(0, channels).Select(c => c % 3 == 1 ? -1f : 1f)];
        var windows = (bins - 3) / 2 + 1;
        var (y, places) = (new float[windows * channels], new byte[windows * channels]);
        StemPooling.MaxLine(x, signs, y, places);
        for (var j = 0; j < windows; j++)
        {
            for (var c = 0; c < channels; c++)
            {
                float[] window = [.. Enumerable.Range(0, 9).Select(k => x[(k / 3 * bins + 2 * j + k % 3) * channels + c])];
                var expected = signs[c] > 0 ? window.Max() : window.Min();
                Assert.Equal(expected, y[j * channels + c]);
                Assert.Equal(Array.IndexOf(window, expected), places[j * channels + c]);
            }
        }
    }
}
