using Ssl4Asd.Models;
using Ssl4Asd.Models.Fast;
using Ssl4Asd.Models.Fast.Winograd;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Models.Fast;

/// <summary>Strided convolutions as products of patches against libtorch's, with registers of each width.</summary>
public class PatchConvolutionTests
{
    [Theory]
    [InlineData(16, 32, 3, 2, 37, 21, 2)] // several tasks a clip, odd sizes
    [InlineData(32, 64, 3, 2, 18, 16, 3)]
    [InlineData(64, 64, 3, 2, 1, 5, 1)]
    [InlineData(32, 64, 1, 1, 9, 7, 2)]
    [InlineData(16, 96, 3, 1, 4, 1, 1)] // an odd number of registers
    public void NumbersAreThoseOfTheLayer(int inputs, int outputs, int kernel, int stride, int frames, int bins, int clips)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var layer = new SameConv2d(inputs, outputs, kernel, stride);
        using (no_grad())
            layer.Weight.copy_(randn(layer.Weight.shape, generator: generator));
        var x = randn([clips, frames, bins, inputs], generator: generator);
        var expected = layer.call(x.permute(0, 3, 1, 2)).permute(0, 2, 3, 1);
        foreach (var arithmetic in new TileArithmetic[] { new TileArithmetic<UsualLanes>(), new TileArithmetic<WideLanes>() })
        {
            var y = new PatchConvolution(layer, arithmetic).Apply(PixelLines.Scaled(x, null, float.NegativeInfinity), clips, (frames, bins));
            Assert.Equal(expected.shape, y.shape);
            Assert.True(allclose(expected, y, rtol: 1e-5, atol: 2e-6 * expected.abs().max().item<float>()), $"{(expected - y).abs().max().item<float>()}");
        }
    }
}
