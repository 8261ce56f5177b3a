using Ssl4Asd.Features.Fast;
using Ssl4Asd.Models;
using Ssl4Asd.Models.Fast;
using Ssl4Asd.Models.Fast.Winograd;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Models.Fast;

/// <summary>A strided convolution after normalisation and ReLU, and its gradients, against libtorch's autograd, with registers of each width.</summary>
public class StridedConvolutionTests
{
    [Theory]
    [InlineData(16, 32, 37, 21, 3)] // odd sizes: a frame and a bin before
    [InlineData(32, 64, 18, 16, 2)] // even ones: none
    [InlineData(16, 64, 5, 3, 11)]  // two chunks; fewer bins than rows of a product
    [InlineData(64, 128, 1, 6, 1)]
    [InlineData(16, 32, 19, 11, 9, 1, 1)] // that of the other path
    [InlineData(64, 128, 2, 3, 1, 1, 1)]
    public void NumbersAreThoseOfAutograd(int inputs, int outputs, int frames, int bins, int clips, int kernel = 3, int stride = 2)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var layer = new SameConv2d(inputs, outputs, kernel, stride);
        using (no_grad())
            layer.Weight.copy_(randn(layer.Weight.shape, generator: generator));
        var batchNorm = new BatchNorm(inputs);
        using (no_grad())
            batchNorm.RunningMean.copy_(randn([inputs], generator: generator));
        batchNorm.eval();
        var x = randn([clips, frames, bins, inputs], generator: generator);
        var normalised = batchNorm.call(x.permute(0, 3, 1, 2)).detach().requires_grad_();
        var expected = layer.call(normalised.relu());
        var g = randn(expected.shape, generator: generator);
        expected.backward([g]);
        var (ofWeight, ofInput) = (layer.Weight.grad!.clone(), normalised.grad!.permute(0, 2, 3, 1));
        foreach (var arithmetic in new TileArithmetic[] { new TileArithmetic<UsualLanes>(), new TileArithmetic<WideLanes>() })
        {
            layer.Weight.grad = null;
            var parts = Activation.Split(clips);
            var input = new Activation([.. parts.Select(p => x.narrow(0, p.First, p.Count).contiguous())], ChannelNorm.OfRunning(batchNorm), IsRectified: false);
            using var convolution = new StridedConvolution(layer, (frames, bins), k => PixelLines.Scaled(input.Chunks[k], input.Norm, 0), arithmetic);
            var outputsOf = parts.Select((part, k) => convolution.Apply(k, part.Count)).ToList();
            Same(expected.permute(0, 2, 3, 1), cat(outputsOf, 0));
            var results = input.Chunks.Select(chunk => empty_like(chunk)).ToList();
            for (var k = 0; k < parts.Count; k++)
            {
                var chunk = k;
                convolution.Backward(k, g.permute(0, 2, 3, 1).narrow(0, parts[k].First, parts[k].Count).contiguous(), (line, values) => PixelLines.Mask(
                    values, Floats.Of(input.Chunks[chunk])[(long)line * bins * inputs, bins * inputs], input.Norm, Floats.Of(results[chunk])[(long)line * bins * inputs, bins * inputs], isSum: false));
            }
            convolution.Finish();
            Same(ofInput, cat(results, 0));
            Same(ofWeight, layer.Weight.grad!);
        }

        static void Same(Tensor expected, Tensor actual)
        {
            Assert.Equal(expected.shape, actual.shape);
            var off = (expected - actual).abs().max().item<float>() / expected.abs().max().item<float>();
            Assert.True(off < 5e-6, $"{off}");
        }
    }
}
