using Ssl4Asd.Models;
using Ssl4Asd.Presets;
using Ssl4Asd.Tests.Truth;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Models;

public class EmbeddingNetworkTests
{
    [Theory]
    [InlineData("embedding_2s", 2)]
    [InlineData("embedding_18s", 18)]
    public void EmbeddingsAgreeWithPyTorch(string name, double seconds)
    {
        using var scope = NewDisposeScope();
        using var model = TorchTruth.Model(SystemDefinition.Baseline, seconds, classes: 2);
        var samples = model.Preset.ClipSamples;
        var waves = seconds == 2 ? TruthRandom.Machine(name, 2, samples) : TruthRandom.Noise(name, 2, samples, 0.3);
        Assert.Equal(Npy.Truth($"{name}/wave_samples").Floats(), TruthRandom.Sample<float>(waves)); // the same input, bit for bit
        model.eval();
        using var noGradients = no_grad();
        var embedding = model.Network.call(tensor(waves, [2, samples]));
        var truth = Npy.Truth($"{name}/embedding").Doubles();
        var given = TorchTruth.Values(embedding);
        for (var half = 0; half < 4; half++) // each half of each embedding on its own: their sizes differ
            TorchTruth.Agrees($"{name} half {half}", truth[(128 * half)..(128 * half + 128)], given[(128 * half)..(128 * half + 128)], 1e-4);
    }

    [Theory]
    [InlineData(3072)]
    [InlineData(4000)]
    [InlineData(8000)]
    [InlineData(50_002)]
    public void AnyClipLengthGives256Numbers(int samples)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var preset = (TinyPreset.Value with { ClipSeconds = samples / 16_000.0 }).Validate();
        Assert.Equal(samples, preset.ClipSamples);
        using var network = new EmbeddingNetwork(preset, generator);
        network.train();
        var embedding = network.call(rand([3, samples], generator: generator));
        Assert.Equal([3, 256], embedding.shape);
        Assert.True(embedding.isfinite().all().item<bool>());
    }

    [Fact]
    public void ParametersAreNamedByModulePathAndHaveNoBias()
    {
        using var generator = new Generator(1);
        using var network = new EmbeddingNetwork(TinyPreset.Value, generator);
        var names = network.named_parameters().Select(p => p.name).ToList();
        Assert.Contains("spectrum.conv1.weight", names);
        Assert.Contains("spectrogram.stage2.block1.skip.weight", names);
        Assert.DoesNotContain("spectrogram.stage2.block2.skip.weight", names);
        Assert.All(names.Where(n => n.EndsWith(".bias", StringComparison.Ordinal)), n => Assert.Contains("norm", n)); // "no bias terms", section 2; BN keeps its shift
    }

    [Fact]
    public void SeedDecidesTheWeights()
    {
        float[] First(ulong seed)
        {
            using var generator = new Generator(seed);
            using var network = new EmbeddingNetwork(TinyPreset.Value, generator);
            return TorchTruth.FloatValues(network.parameters().First());
        }
        Assert.Equal(First(5), First(5));
        Assert.NotEqual(First(5), First(6));
    }

    [Fact]
    public void GlorotLimitIsReachedAndKept()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var kernel = Initialisation.GlorotUniform([128, 1, 256], generator);
        var limit = Math.Sqrt(6.0 / (256 + 128 * 256));
        Assert.InRange(kernel.abs().max().item<float>(), 0.999 * limit, limit);
        Assert.InRange(kernel.mean().item<float>(), -0.01 * limit, 0.01 * limit);
    }

    [Theory]
    [InlineData(32, 3, 2, 0, 1)]  // an even length with stride 2: the extra one at the end
    [InlineData(31, 3, 2, 1, 1)]
    [InlineData(32, 3, 1, 1, 1)]
    [InlineData(561, 7, 2, 3, 3)]
    [InlineData(144_000, 256, 64, 96, 96)]
    [InlineData(1, 16, 4, 7, 8)]
    [InlineData(7, 1, 2, 0, 0)]
    public void SamePaddingIsTensorFlows(long length, long kernel, long stride, long before, long after)
    {
        Assert.Equal((before, after), SamePadding.Of(length, kernel, stride));
        Assert.Equal(SamePadding.OutputLength(length, stride), (length + before + after - kernel) / stride + 1);
    }

    [Fact]
    public void WrongShapesThrow()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        using var network = new EmbeddingNetwork(TinyPreset.Value, generator);
        Assert.Throws<ArgumentException>(() => network.call(zeros(2, 8002)));
        Assert.Throws<ArgumentException>(() => network.SpectrumBranch.call(zeros(2, 3999)));
        Assert.Throws<ArgumentException>(() => network.SpectrogramBranch.call(zeros(2, 4, 513)));
        Assert.Throws<ArgumentException>(() => network.SpectrogramBranch.call(zeros(2, 9, 512)));
    }
}
