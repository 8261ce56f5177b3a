using Ssl4Asd.Models;
using Ssl4Asd.Models.Fast;
using Ssl4Asd.Models.Fast.Stem;
using Ssl4Asd.Tests.Truth;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Models.Fast.Stem;

/// <summary>Output and gradients of the stem are those of the same layers in double precision, differentiated by autograd.</summary>
public class StemPassTests
{
    [Theory]
    [InlineData(31, 65, 9, true)]  // padding 3 and 3 on both axes; chunks of 8 and 1 clips
    [InlineData(31, 65, 9, false)]
    [InlineData(14, 40, 17, true)] // 2 and 3
    [InlineData(14, 40, 3, false)]
    [InlineData(73, 38, 4, true)]  // frames in more than one block
    [InlineData(142, 33, 2, false)]
    [InlineData(5, 15, 6, false)]  // nearly all frames are at an end
    [InlineData(6, 16, 5, true)]
    public void GradientsAreExact(int frames, int bins, int clips, bool subtractTemporalMean)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        var branch = Branch(bins, generator);
        var x = rand([clips, frames, bins], generator: generator) + arange(bins, dtype: ScalarType.Float32) / bins;
        using var pass = new StemPass(branch, x, subtractTemporalMean);
        var (leaves, expected) = Exact(branch, x, subtractTemporalMean);
        var output = cat(pass.Output.Chunks, 0).permute(0, 3, 1, 2);
        Assert.Equal(expected.shape, output.shape);
        var rectified = (output * Column(pass.Output.Norm.Scale) + Column(pass.Output.Norm.Shift)).relu();
        AssertClose(expected, rectified, 2e-6);

        var gradient = randn(expected.shape, generator: generator);
        expected.backward([gradient.to_type(ScalarType.Float64)]);
        Tensor[] chunks = [.. Activation.Split(clips).Select(part => gradient.narrow(0, part.First, part.Count).permute(0, 2, 3, 1).contiguous())];
        pass.Backward(chunks);
        foreach (var (leaf, parameter) in leaves.Zip(Parameters(branch)))
            AssertClose(leaf.grad!, parameter.grad!, 1e-5);
    }

    private static SpectrogramBranch Branch(int bins, Generator generator)
    {
        var branch = new SpectrogramBranch(bins);
        using var noGradients = no_grad();
        foreach (var parameter in Parameters(branch))
            parameter.copy_(randn(parameter.shape, generator: generator)); // scales of both signs
        return branch;
    }

    private static Parameter[] Parameters(SpectrogramBranch branch)
        => [branch.Conv.Weight, branch.InputNorm.Weight!, branch.InputNorm.Bias!, branch.Norm.Weight!, branch.Norm.Bias!];

    private static (Tensor[] Leaves, Tensor Output) Exact(SpectrogramBranch branch, Tensor frames, bool subtractTemporalMean)
    {
        Tensor[] leaves = [.. Parameters(branch).Select(p => p.detach().to_type(ScalarType.Float64).requires_grad_())];
        var x = frames.to_type(ScalarType.Float64);
        if (subtractTemporalMean)
            x -= x.mean([1], keepdim: true);
        x = Normalised(x, [0, 1], branch.InputNorm.Epsilon) * leaves[1] + leaves[2];
        var (ofFrames, ofBins) = (SamePadding.Of(x.size(1), 7, 2), SamePadding.Of(x.size(2), 7, 2));
        var padded = nn.functional.pad(x.unsqueeze(1), [ofBins.Before, ofBins.After, ofFrames.Before, ofFrames.After]);
        var y = Normalised(nn.functional.conv2d(padded, leaves[0], strides: [2, 2]), [0, 2, 3], branch.Norm.Epsilon);
        y = (y * leaves[3].view(1, -1, 1, 1) + leaves[4].view(1, -1, 1, 1)).relu();
        return (leaves, nn.functional.max_pool2d(y, [3L, 3L], strides: [2L, 2L]));
    }

    private static Tensor Normalised(Tensor x, long[] axes, double eps)
        => (x - x.mean(axes, keepdim: true)) / (x.var(axes, unbiased: false, keepdim: true) + eps).sqrt();

    private static Tensor Column(float[] values) => tensor(values).view(1, -1, 1, 1);

    private static void AssertClose(Tensor expected, Tensor actual, double tolerance)
    {
        var (e, a) = (TorchTruth.Values(expected), TorchTruth.Values(actual));
        Assert.InRange(e.Zip(a, (x, y) => Math.Abs(x - y)).Max() / e.Max(Math.Abs), 0, tolerance);
    }
}
