using Ssl4Asd.Experiments.Bench;
using Ssl4Asd.Models;
using Ssl4Asd.Presets;
using Ssl4Asd.Tests.Truth;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Experiments.Bench;

public class NetworkCostTests
{
    private static readonly Preset Paper = PaperPresets.Dcase2023;

    [Fact]
    public void A_clip_of_18_s_takes_0_82_billion_multiply_accumulates()
    {
        // by hand: 281 × 257 positions of a 7 × 7 kernel with 16 channels; 140 × 128 after the pooling; 2250, 71 and 18 along the spectrum
        var layers = NetworkCost.Network(Paper).ToDictionary(l => l.Name, l => l.Forward / 2);
        Assert.Equal(281 * 257 * 49 * 16, layers["spectrogram.conv"]);
        Assert.Equal(140 * 128 * 9 * 16 * 16, layers["spectrogram.stage1.block2.conv1"]);
        Assert.Equal(70 * 64 * 9 * 16 * 32, layers["spectrogram.stage2.block1.conv1"]);
        Assert.Equal(18 * 16 * 9 * 128 * 128, layers["spectrogram.stage4.block2.conv2"]);
        Assert.Equal(18 * 16 * 64 * 128, layers["spectrogram.stage4.block1.skip"]);
        Assert.Equal(128 * 16 * 128, layers["spectrogram.embedding"]);
        Assert.Equal(2250 * 256 * 128, layers["spectrum.conv1"]);
        Assert.Equal(71 * 64 * 128 * 128, layers["spectrum.conv2"]);
        Assert.Equal(18 * 16 * 128 * 128, layers["spectrum.conv3"]);
        Assert.Equal(18 * 128 * 128, layers["spectrum.dense1"]);
        Assert.Equal(2 * 0.82e9, NetworkCost.Embedding(Paper), 0.005e9);
    }

    [Fact]
    public void Every_layer_agrees_with_what_hooks_in_PyTorch_see()
    {
        var truth = TorchTruth.Case("arithmetic");
        // squeeze-and-excitation is one layer here and two there
        var expected = truth.GetProperty("layers").EnumerateObject()
            .GroupBy(l => l.Name.Replace(".squeeze", "", StringComparison.Ordinal).Replace(".excite", "", StringComparison.Ordinal))
            .Select(g => (g.Key, 2.0 * g.Sum(l => l.Value.GetProperty("multiply_accumulates").GetInt64()), g.All(l => l.Value.GetProperty("input_gradient").GetBoolean())));
        Assert.Equal(expected.Order(), NetworkCost.Network(Paper).Select(l => (l.Name, l.Forward, l.InputGradient)).Order());

        foreach (var (samples, total) in truth.GetProperty("samples").EnumerateArray().Zip(truth.GetProperty("multiply_accumulates").EnumerateArray()))
            Assert.Equal(2.0 * total.GetInt64(), NetworkCost.Embedding(Paper with { ClipSeconds = samples.GetInt64() / 16_000.0 }));
    }

    [Theory]
    [InlineData("paper")]
    [InlineData("tiny")]
    public void The_layers_have_all_kernels_of_the_network(string name)
    {
        var preset = Preset.Named(name);
        using var generator = new Generator(0);
        using var network = new EmbeddingNetwork(preset, generator);
        var kernels = network.named_parameters().Where(p => p.parameter.dim() >= 2).Select(p => (Path: p.name.Split('.'), Count: p.parameter.numel()))
            .GroupBy(p => string.Join('.', p.Path[^2] is "squeeze" or "excite" ? p.Path[..^2] : p.Path[..^1]))
            .Select(g => (g.Key, g.Sum(p => p.Count)));
        Assert.Equal(kernels.Order(), NetworkCost.Network(preset).Select(l => (l.Name, l.Weights)).Order());
    }

    [Fact]
    public void Backward_is_twice_forward_but_for_kernels_that_are_fixed_and_inputs_that_nobody_trains()
    {
        var heads = NetworkCost.Heads(Paper, 167);
        Assert.Equal([2.0 * 167 * 16 * 256, 2.0 * 9 * 167 * 16 * 256], heads.Select(l => l.Forward));
        Assert.Equal(NetworkCost.Embedding(Paper) + heads.Sum(l => l.Forward), NetworkCost.Forward(Paper, 167));
        var once = 2.0 * 2250 * 256 * 128 + heads[0].Forward;
        Assert.Equal(2 * NetworkCost.Forward(Paper, 167) - once, NetworkCost.Backward(Paper, 167));
        Assert.Equal(4.8e9, NetworkCost.Forward(Paper, 167) + NetworkCost.Backward(Paper, 167), 0.05e9);
    }
}
