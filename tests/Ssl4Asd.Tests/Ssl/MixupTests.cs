using Ssl4Asd.Ssl;
using Ssl4Asd.Tests.Truth;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Ssl;

public class MixupTests
{
    [Theory]
    [InlineData("mixup4")]
    [InlineData("mixup5")]
    public void AgreesWithPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var (waves, labels) = Mixup.Apply(TorchTruth.Floats($"{name}/x"), TorchTruth.Floats($"{name}/y"), TorchTruth.Floats($"{name}/lam"), TorchTruth.Mask($"{name}/apply"));
        TorchTruth.Agrees($"{name}/x_mixed", waves, 1e-6);
        TorchTruth.Agrees($"{name}/y_mixed", labels, 1e-6);
    }

    [Fact]
    public void TheExampleOfTheDocumentationHolds()
    {
        using var scope = NewDisposeScope();
        var (waves, labels) = Mixup.Apply(tensor(new float[,] { { 1, 2, 3 }, { 5, 6, 7 } }), eye(2), tensor([0.75f, 1f]), tensor([true, false]));
        Assert.Equal([2, 3, 4, 5, 6, 7], TorchTruth.FloatValues(waves));
        Assert.Equal([0.75f, 0.25f, 0, 1], TorchTruth.FloatValues(labels));
    }

    [Fact]
    public void NobodyMixedIsTheIdentityAndLabelsSumToOne()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7);
        var waves = rand([6, 9], generator: generator);
        var labels = eye(6);
        var lambda = Mixup.DrawLambda(6, generator);
        var (same, sameLabels) = Mixup.Apply(waves, labels, lambda, Partners.Draw(6, 0, generator));
        Assert.Equal(TorchTruth.FloatValues(waves), TorchTruth.FloatValues(same));
        Assert.Equal(TorchTruth.FloatValues(labels), TorchTruth.FloatValues(sameLabels));
        var (_, mixedLabels) = Mixup.Apply(waves, labels, lambda, Partners.Draw(6, 1, generator));
        Assert.All(TorchTruth.Values(mixedLabels.sum(1)), sum => Assert.Equal(1, sum, 6));
        Assert.NotEqual(TorchTruth.FloatValues(labels), TorchTruth.FloatValues(mixedLabels));
    }

    [Fact]
    public void WrongShapesThrow()
    {
        using var scope = NewDisposeScope();
        var mask = tensor([true, false]);
        Assert.Throws<ArgumentException>(() => Mixup.Apply(zeros(2, 3, 1), eye(2), zeros(2), mask));
        Assert.Throws<ArgumentException>(() => Mixup.Apply(zeros(2, 3), eye(3), zeros(2), mask));
        Assert.Throws<ArgumentException>(() => Mixup.Apply(zeros(2, 3), eye(2), zeros(3), mask));
        Assert.Throws<ArgumentException>(() => Mixup.Apply(zeros(2, 3), eye(2), zeros(2), zeros(2)));
    }
}
