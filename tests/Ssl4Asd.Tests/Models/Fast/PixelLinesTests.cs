using Ssl4Asd.Features.Fast;
using Ssl4Asd.Models;
using Ssl4Asd.Models.Fast;
using Ssl4Asd.Tests.Truth;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Models.Fast;

/// <summary>Max-pooling of 2 × 2, channels last, and its backward step are torch's, where several numbers are the largest too.</summary>
public class PixelLinesTests
{
    private const int Channels = 16;

    [Theory]
    [InlineData(6, 40, false)]
    [InlineData(7, 37, false)] // windows that hang over both ends
    [InlineData(5, 17, true)]
    [InlineData(1, 1, false)]
    public void PoolingIsTorchs(int frames, int bins, bool manyAreEqual)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(4);
        var x = randn([2, frames, bins, Channels], generator: generator);
        x = manyAreEqual ? x.gt(0).to_type(ScalarType.Float32) : x;
        var leaf = x.permute(0, 3, 1, 2).contiguous().requires_grad_();
        var expected = nn.functional.max_pool2d(leaf, [2L, 2L], ceil_mode: true);
        var pooled = empty(2, (frames + 1) / 2, (bins + 1) / 2, Channels);
        Pixels.Write(Pixels.Pooled(x, null, float.NegativeInfinity), pooled);
        Assert.Equal(TorchTruth.FloatValues(expected.detach().permute(0, 2, 3, 1).contiguous()), TorchTruth.FloatValues(pooled));

        var gradient = arange(pooled.numel(), dtype: ScalarType.Float32).view(pooled.shape) + 1;
        expected.backward([gradient.permute(0, 3, 1, 2)]);
        var sum = zeros_like(x);
        var (rows, line, half) = ((frames + 1) / 2, bins * Channels, (bins + 1) / 2 * Channels);
        for (var row = 0; row < 2 * rows; row++)
        {
            var (clip, i) = Math.DivRem(row, rows);
            var (start, length) = ((clip * frames + 2 * i) * line, Math.Min(2, frames - 2 * i) * line);
            PixelLines.AddPooled(Floats.Of(x)[start, length], bins, Identity(), Floats.Of(gradient)[row * half, half], Floats.Of(sum)[start, length]);
        }
        Assert.Equal(TorchTruth.FloatValues(leaf.grad!.permute(0, 2, 3, 1).contiguous()), TorchTruth.FloatValues(sum));
    }

    private static ChannelNorm Identity()
    {
        using var layer = new BatchNorm(Channels, epsilon: 0);
        return ChannelNorm.OfRunning(layer);
    }
}
