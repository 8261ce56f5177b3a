using Ssl4Asd.Presets;
using Ssl4Asd.Ssl;
using Ssl4Asd.Tests.Truth;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Ssl;

public class FeatExTests
{
    [Theory]
    [InlineData("featex4")]
    [InlineData("featex5")]
    public void AgreesWithPyTorch(string name)
    {
        using var scope = NewDisposeScope();
        var (embeddings, labels) = FeatEx.Apply(TorchTruth.Floats($"{name}/e1"), TorchTruth.Floats($"{name}/e2"), TorchTruth.Floats($"{name}/y"), TorchTruth.Mask($"{name}/apply"));
        TorchTruth.Agrees($"{name}/e_exchanged", embeddings, 1e-7);
        TorchTruth.Agrees($"{name}/y_exchanged", labels, 1e-7);
    }

    [Fact]
    public void TheOtherHalfMovesWhereAsked()
    {
        using var scope = NewDisposeScope();
        var (embeddings, labels) = FeatEx.Apply(tensor(new float[,] { { 1 }, { 2 } }), tensor(new float[,] { { 10 }, { 20 } }), eye(2), tensor(new[] { true, false }), EmbeddingHalf.Spectrum);
        Assert.Equal([2f, 10f, 2f, 20f], embeddings.data<float>().ToArray());
        Assert.Equal([0, 0, .5f, 0, 0, .5f, 0, 1, 0, 0, 0, 0], labels.data<float>().ToArray());
    }

    [Fact]
    public void LabelsGoFromTwoOverSixToEighteen()
    {
        using var scope = NewDisposeScope();
        var y = TorchTruth.Floats("labels/y");
        var (_, mixed) = Mixup.Apply(zeros(4, 1), y, TorchTruth.Floats("labels/lam"), TorchTruth.Mask("labels/mixup"));
        var (_, six) = StatEx.Apply(zeros(4, 1, 3), mixed, TorchTruth.Mask("labels/statex"));
        var (_, eighteen) = FeatEx.Apply(zeros(4, 1), zeros(4, 1), six, TorchTruth.Mask("labels/featex"));
        TorchTruth.Agrees("labels/mixed", mixed, 1e-6);
        TorchTruth.Agrees("labels/after_statex", six, 1e-6);
        TorchTruth.Agrees("labels/after_featex", eighteen, 1e-6);
        Assert.All(TorchTruth.Values(eighteen.sum(1)), sum => Assert.Equal(1, sum, 6));
    }

    [Fact]
    public void NobodyExchangedIsTheIdentity()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7);
        var (a, b) = (rand([3, 2], generator: generator), rand([3, 2], generator: generator));
        var (same, labels) = FeatEx.Apply(a, b, eye(3), Partners.Draw(3, 0, generator));
        Assert.Equal(TorchTruth.FloatValues(cat([a, b], 1)), TorchTruth.FloatValues(same));
        Assert.Equal(TorchTruth.FloatValues(cat([eye(3), zeros(3, 6)], 1)), TorchTruth.FloatValues(labels));
    }

    [Fact]
    public void WrongShapesThrow()
    {
        using var scope = NewDisposeScope();
        var mask = tensor([true, false]);
        Assert.Throws<ArgumentException>(() => FeatEx.Apply(zeros(2), zeros(2, 3), eye(2), mask));
        Assert.Throws<ArgumentException>(() => FeatEx.Apply(zeros(2, 3), zeros(3, 3), eye(2), mask));
        Assert.Throws<ArgumentException>(() => FeatEx.Apply(zeros(2, 3), zeros(2, 3), eye(3), mask));
    }
}
