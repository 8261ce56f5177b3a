using Ssl4Asd.Models;
using Ssl4Asd.Models.Fast;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Models.Fast;

/// <summary>Convolution, ReLU and squeeze-and-excitation of the spectrum branch, a few clips at a time, against autograd.</summary>
public class SpectrumStageTests
{
    private const int Clips = 7, Channels = 32, Positions = 50;

    [Theory]
    [InlineData(7)]
    [InlineData(3)] // 3, 3 and 1
    public void NumbersAreThoseOfAutograd(int together)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7);
        var layer = new SameConv1d(Channels, Channels, 8, 4);
        var squeezeExcitation = new SqueezeExcitation(Channels);
        using (no_grad())
            foreach (var parameter in layer.parameters().Concat(squeezeExcitation.parameters()))
                parameter.copy_(randn(parameter.shape, generator: generator) / 4);
        var x = randn([Clips, Positions, Channels], generator: generator);
        var leaf = x.permute(0, 2, 1).detach().requires_grad_();
        var expected = squeezeExcitation.call(layer.call(leaf).relu());
        var g = randn([Clips, expected.size(2), Channels], generator: generator);
        expected.backward([g.permute(0, 2, 1)]);
        var parameters = layer.parameters().Concat(squeezeExcitation.parameters()).ToList();
        var gradients = parameters.Select(p => p.grad!.clone()).ToList();
        parameters.ForEach(p => p.grad = null);

        var layout = new PatchLayout(layer, Clips, Positions);
        Tensor Rows(Tensor padded) => padded.narrow(0, 0, Clips * layout.ClipLength).view(Clips, -1).narrow(1, layout.Before * Channels, Positions * Channels).view(x.shape);
        var input = layout.NewInput();
        Rows(input).copy_(x);
        using var stage = new SpectrumStage(layer, squeezeExcitation, layout, input, together);
        var (output, stride) = (empty(g.shape), g.size(1) * Channels);
        stage.Apply(output, 0, stride);
        Same(expected.permute(0, 2, 1), output);
        using var ofInput = stage.Backward(g, output, 0, stride, ofInput: true)!;
        Same(leaf.grad!.permute(0, 2, 1), Rows(ofInput));
        foreach (var (gradient, parameter) in gradients.Zip(parameters))
            Same(gradient, parameter.grad!);
    }

    private static void Same(Tensor expected, Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        Assert.InRange((expected - actual).abs().max().item<float>() / expected.abs().max().item<float>(), 0, 5e-6);
    }
}
