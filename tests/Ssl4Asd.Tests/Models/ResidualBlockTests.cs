using Ssl4Asd.Models;
using Ssl4Asd.Presets;
using Ssl4Asd.Tests.Truth;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Models;

public class ResidualBlockTests
{
    [Theory]
    [InlineData("residual_after_relu", InnerNorm.AfterReLU, false)]
    [InlineData("residual_skip_path", InnerNorm.OnSkipPath, true)]
    public void ThePublishedBlocksAgreeWithPyTorch(string name, InnerNorm innerNorm, bool outerNorm)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var block = new ResidualBlock(16, 16, strided: false, new(), innerNorm, outerNorm);
        foreach (var (key, target) in block.state_dict())
            if (!key.EndsWith("num_batches_tracked", StringComparison.Ordinal))
                target.copy_(tensor(TruthRandom.Weight(key, target.shape), target.shape));
        var x = TorchTruth.Floats($"{name}/x");
        block.eval();
        TorchTruth.Agrees($"{name}/eval", block.call(x), 1e-5);
        block.train();
        TorchTruth.Agrees($"{name}/train", block.call(x), 1e-5);
        block.Dispose();
    }

    [Theory]
    [InlineData(ResidualVersion.Uniform)]
    [InlineData(ResidualVersion.Published)]
    [InlineData(ResidualVersion.Before2024)]
    public void EveryWeightOfEveryVersionIsTrained(ResidualVersion version)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        using var network = new EmbeddingNetwork(TinyPreset.Value with { Residual = version }, generator);
        network.call(rand([4, TinyPreset.Value.ClipSamples], generator: generator) - 0.5).pow(2).sum().backward();
        // but those behind a squeeze whose one or two ReLUs may all be off
        Assert.All(network.named_parameters().Where(p => !p.name.Contains(".se.", StringComparison.Ordinal)), p => Assert.True(p.parameter.grad is { } g && g.abs().sum().ToDouble() > 0, p.name));
    }

    [Fact]
    public void TheVersionsDifferWhereTheyShould()
    {
        using var generator = new Generator(1);
        using var uniform = new EmbeddingNetwork(TinyPreset.Value, generator);
        using var published = new EmbeddingNetwork(TinyPreset.Value with { Residual = ResidualVersion.Published }, generator);
        var missing = uniform.state_dict().Keys.Except(published.state_dict().Keys).ToList();
        Assert.All(missing, key => Assert.StartsWith("spectrogram.stage4.block2.norm.", key, StringComparison.Ordinal));
        Assert.Equal(5, missing.Count);
    }
}
