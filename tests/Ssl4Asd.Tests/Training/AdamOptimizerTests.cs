using System.Text.Json;
using Ssl4Asd.Tests.Truth;
using Ssl4Asd.Training;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Training;

public class AdamOptimizerTests
{
    private static readonly JsonElement Truth = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Truth", "torch", "adam.json"))).RootElement;

    [Theory]
    [InlineData("adam", 0, 0.9, 0.999, 1e-8, ScalarType.Float32)]
    [InlineData("adam", 0, 0.9, 0.999, 1e-8, ScalarType.Float64)]
    [InlineData("adam_decay", 0.05, 0.8, 0.99, 1e-6, ScalarType.Float32)]
    [InlineData("adam_decay", 0.05, 0.8, 0.99, 1e-6, ScalarType.Float64)]
    public void StepsAgreeWithPyTorch(string name, double penalty, double beta1, double beta2, double epsilon, ScalarType type)
    {
        using var scope = NewDisposeScope();
        const int Copies = 5; // whole vectors and a rest
        Tensor Read(string part) => tensor([.. Enumerable.Repeat(Numbers(part), Copies).SelectMany(v => v)], dtype: type);
        var parameter = nn.Parameter(Read("start"));
        var target = Read("target");
        using var adam = new AdamOptimizer([(parameter, penalty)], 0.05, epsilon, beta1, beta2);
        foreach (var expected in Numbers(name).Chunk(Numbers("start").Length))
        {
            adam.zero_grad();
            ((parameter - target).pow(4) + parameter.abs()).sum().backward();
            adam.step();
            Assert.All(TorchTruth.Values(parameter).Index(), p => Assert.Equal(expected[p.Index % expected.Length], p.Item, 2e-6));
        }
    }

    [Fact]
    public void OnePassOverMemoryAgreesWithTheOperators()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var start = rand([41, 1001], generator: generator) - 0.5; // several pieces, the last one odd
        var (fast, exact) = (nn.Parameter(start.clone()), nn.Parameter(start.to_type(ScalarType.Float64)));
        using var adam = new AdamOptimizer([(fast, 1e-2), (exact, 1e-2)], 1e-3, 1e-7);
        for (var step = 0; step < 5; step++)
        {
            // the same numbers in another order of memory
            fast.grad = (rand([1001, 41], generator: generator) - 0.5).t();
            exact.grad = fast.grad.to_type(ScalarType.Float64);
            adam.step();
        }
        Assert.True((fast.detach().to_type(ScalarType.Float64) - exact).abs().max().item<double>() < 1e-6);
        Assert.InRange((fast.detach() - start).abs().max().item<float>(), 2e-3f, 6e-3f);
    }

    [Fact]
    public void AParameterWithoutAGradientStays()
    {
        using var parameter = nn.Parameter(ones(3));
        using var adam = new AdamOptimizer([(parameter, 1e-5)], 1e-3, 1e-7);
        adam.zero_grad();
        adam.step();
        Assert.Equal([1f, 1f, 1f], TorchTruth.FloatValues(parameter));
        Assert.Equal(0, adam.States[0].Step);
    }

    private static double[] Numbers(string name) => [.. Truth.GetProperty(name).GetProperty("data").EnumerateArray().Select(v => v.GetDouble())];
}
