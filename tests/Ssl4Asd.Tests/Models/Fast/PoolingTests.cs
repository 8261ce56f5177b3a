using Ssl4Asd.Models.Fast;
using Ssl4Asd.Tests.Truth;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Models.Fast;

/// <summary>Values and gradients of the pooling loops are those of torch's pooling, where several numbers are the largest too.</summary>
public class PoolingTests
{
    [Theory]
    [InlineData(6, 40, false)]
    [InlineData(7, 37, false)] // windows that hang over both ends
    [InlineData(5, 17, true)]
    [InlineData(1, 1, false)]
    public void TwoByTwo(int frames, int bins, bool manyAreEqual)
    {
        using var scope = NewDisposeScope();
        var x = Numbers(frames, bins, manyAreEqual);
        var expected = nn.functional.max_pool2d(x * -1.5 + 0.25, [2L, 2L], ceil_mode: true);
        var (y, places) = (new float[expected.numel()], new byte[expected.numel()]);
        Pooling.Max2x2(TorchTruth.FloatValues(x), bins, -1.5f, 0.25f, y, places);
        Assert.Equal(TorchTruth.FloatValues(expected), y, (a, b) => Math.Abs(a - b) < 1e-6);

        var gradient = arange(expected.numel(), dtype: ScalarType.Float32) + 1;
        var leaf = (x * -1.5 + 0.25).detach().requires_grad_();
        nn.functional.max_pool2d(leaf, [2L, 2L], ceil_mode: true).backward([gradient.view(expected.shape)]);
        var sum = new float[frames * bins];
        Pooling.AddGradient(TorchTruth.FloatValues(gradient), places, bins, sum);
        Assert.Equal(TorchTruth.FloatValues(leaf.grad!), sum);
    }

    private static Tensor Numbers(int frames, int bins, bool manyAreEqual)
    {
        using var generator = new Generator(4);
        var x = randn([1, 1, frames, bins], generator: generator);
        return manyAreEqual ? x.gt(0).to_type(ScalarType.Float32) : x;
    }
}
