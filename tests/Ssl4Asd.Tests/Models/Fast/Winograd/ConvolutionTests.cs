using Ssl4Asd.Features.Fast;
using Ssl4Asd.Models.Fast;
using Ssl4Asd.Models.Fast.Winograd;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Models.Fast.Winograd;

/// <summary>Fast convolutions against libtorch's in double precision: outputs and both gradients.</summary>
public class ConvolutionTests
{
    private const double Tolerance = 2e-5; // of the largest number

    [Theory]
    [InlineData(1, 1, 1, 16, 16)]
    [InlineData(2, 3, 5, 16, 32)]
    [InlineData(3, 8, 8, 32, 16)]
    [InlineData(2, 9, 7, 64, 64)]
    [InlineData(5, 18, 16, 128, 128)] // the last stage of 18 s
    [InlineData(2, 70, 64, 32, 32)]
    [InlineData(2, 41, 128, 16, 16)]
    public void NumbersAreThoseOfTheDirectOne(int clips, int frames, int bins, int inputs, int outputs)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        Tensor Random(params long[] shape) => randn(shape, generator: generator);
        var (x, weight, g) = (Random(clips, frames, bins, inputs), Random(outputs, inputs, 3, 3), Random(clips, frames, bins, outputs));
        var (exactX, exactWeight) = (x.to(ScalarType.Float64).requires_grad_(), weight.to(ScalarType.Float64).requires_grad_());
        var expected = nn.functional.conv2d(exactX.permute(0, 3, 1, 2), exactWeight, padding: [1, 1]).permute(0, 2, 3, 1);
        (expected * g.to(ScalarType.Float64)).sum().backward();

        var grid = new TileGrid(clips, frames, bins);
        using var noGradients = no_grad();
        // sixteen numbers at a time are computed eight by eight where there is no AVX-512
        foreach (var arithmetic in new TileArithmetic[] { new TileArithmetic<UsualLanes>(), new TileArithmetic<WideLanes>() })
        {
            var seen = new int[clips * frames];
            var (y, ofX) = (empty(clips, frames, bins, outputs), empty(clips, frames, bins, inputs));
            using var forward = Kernel.Forward(weight, arithmetic);
            using var backward = Kernel.Backward(weight, arithmetic);
            using var sums = new KernelGradient(inputs, outputs, arithmetic);
            Convolution.Apply(grid, Lines(x), forward, y);
            Convolution.Backward(grid, Lines(x), Lines(g), sums, backward, ofX, (line, _) => seen[line]++);
            Check(expected.detach(), y);
            Check(exactX.grad!, ofX);
            Check(exactWeight.grad!, sums.Finish());
            Assert.All(seen, times => Assert.Equal(1, times));
        }
    }

    [Fact]
    public void GradientsOfAKernelAddUp()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var (x, g) = (randn([2, 6, 10, 16], generator: generator), randn([2, 6, 10, 16], generator: generator));
        using var once = new KernelGradient(16, 16);
        using var twice = new KernelGradient(16, 16);
        using var kernel = Kernel.Backward(randn([16, 16, 3, 3], generator: generator));
        using var ofX = empty(2, 6, 10, 16);
        void Add(KernelGradient sums) => Convolution.Backward(new TileGrid(2, 6, 10), Lines(x), Lines(g), sums, kernel, ofX, (_, _) => { });
        Add(once);
        Add(twice);
        Add(twice);
        Check(once.Finish().to(ScalarType.Float64) * 2, twice.Finish());
    }

    private static FrameSource Lines(Tensor x)
    {
        var (values, frames, length) = (Floats.Of(x), x.size(1), (int)(x.size(2) * x.size(3)));
        return (clip, frame, line) => values[(clip * frames + frame) * length, length].CopyTo(line);
    }

    private static void Check(Tensor expected, Tensor actual)
    {
        var worst = (actual.to(ScalarType.Float64) - expected).abs().max().item<double>() / expected.abs().max().item<double>();
        Assert.InRange(worst, 0, Tolerance);
    }
}
