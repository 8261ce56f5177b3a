using Ssl4Asd.Losses;
using Ssl4Asd.Presets;
using Ssl4Asd.Tests.Truth;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Losses;

public class SubclusterAdaCosTests
{
    [Theory]
    [InlineData("adacos_eval", false)]
    [InlineData("adacos_train", true)]
    [InlineData("adacos_eval_large", false)]
    public void LossScaleAndGradientsAgreeWithPyTorch(string name, bool training)
    {
        using var scope = NewDisposeScope();
        var about = TorchTruth.Case(name);
        using var head = Head(classes: 3, subclusters: 4, dim: 8, TorchTruth.Floats($"{name}/centres"), about.GetProperty("start").GetDouble(), 1000);
        head.train(training);
        var embedding = TorchTruth.Floats($"{name}/embedding").requires_grad_();
        var loss = head.call(embedding, TorchTruth.Floats($"{name}/y"));
        loss.backward();
        TorchTruth.Agrees($"{name}/loss", Npy.Truth($"{name}/loss").Doubles(), TorchTruth.Values(loss), 1e-5);
        TorchTruth.Agrees($"{name}/scale", Npy.Truth($"{name}/scale").Doubles(), [head.Scale], 1e-5);
        TorchTruth.Agrees($"{name}/gradient_embedding", embedding.grad!, 1e-4);
        TorchTruth.Agrees($"{name}/gradient_centres", head.get_parameter("centres")!.grad!, 1e-4);
    }

    [Theory]
    [InlineData("scale_ordinary")]
    [InlineData("scale_bound")]
    [InlineData("scale_overflow")]
    [InlineData("scale_own_bound")]
    [InlineData("scale_small_angle")]
    public void ScaleAgreesWithPyTorchOverFiveSteps(string name)
    {
        using var scope = NewDisposeScope();
        var about = TorchTruth.Case(name);
        int Number(string key) => about.GetProperty(key).GetInt32();
        using var head = Head(Number("classes"), Number("subclusters"), Number("dim"), TorchTruth.Floats($"{name}/centres"),
            about.GetProperty("start").GetDouble(), about.GetProperty("bound").GetDouble());
        head.train();
        var given = Enumerable.Range(0, 5).Select(_ =>
        {
            Assert.True(double.IsFinite(head.call(TorchTruth.Floats($"{name}/embedding"), TorchTruth.Floats($"{name}/y")).item<float>()));
            return head.Scale;
        }).ToList();
        TorchTruth.Agrees(name, Npy.Truth($"{name}/scale").Doubles(), given, 1e-5);
    }

    [Fact]
    public void ScaleStaysFiniteWhereThePublishedUpdateBlowsUp()
    {
        // One clip on its centre: every step multiplies s by up to √2, for ever.
        using var scope = NewDisposeScope();
        var centres = eye(4);
        using var head = Head(classes: 4, subclusters: 1, dim: 4, centres, start: 5, bound: 1000);
        head.train();
        for (var step = 0; step < 200; step++)
        {
            using var inner = NewDisposeScope();
            var embedding = (eye(4) + 0.5f).requires_grad_();
            var loss = head.call(embedding, eye(4));
            loss.backward();
            Assert.True(embedding.grad!.isfinite().all().item<bool>());
        }
        Assert.InRange(head.Scale, AdaptiveScale.MinScale, 1000);
    }

    [Fact]
    public void LossIgnoresTheLengthOfEmbeddings()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        using var head = new SubclusterAdaCos(5, new() { Subclusters = 3 }, trainable: true, generator, dim: 8);
        head.eval();
        var embedding = rand([6, 8], generator: generator) - 0.5;
        var labels = nn.functional.one_hot(tensor([0L, 1, 2, 3, 4, 0]), 5).to_type(ScalarType.Float32);
        Assert.Equal(head.call(embedding, labels).item<float>(), head.call(embedding * 100, labels).item<float>(), 1e-4);
    }

    [Fact]
    public void ScaleMovesInTrainingOnly()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        using var head = new SubclusterAdaCos(5, new() { Subclusters = 16 }, trainable: false, generator, dim: 8);
        var start = head.Scale;
        Assert.Equal(Math.Sqrt(2) * Math.Log(5 * 16 - 1), start, 1e-5);
        var (embedding, labels) = (rand([6, 8], generator: generator), ones(6, 5) / 5);
        head.eval();
        head.call(embedding, labels);
        Assert.Equal(start, head.Scale);
        head.train();
        head.call(embedding, labels);
        Assert.NotEqual(start, head.Scale);
    }

    [Fact]
    public void FixedCentresTakeNoGradient()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        using var head = new SubclusterAdaCos(2, new(), trainable: false, generator, dim: 4);
        var embedding = rand([2, 4], generator: generator).requires_grad_();
        head.call(embedding, eye(2)).backward();
        Assert.False(head.get_parameter("centres")!.requires_grad);
        Assert.True(embedding.grad!.abs().sum().item<float>() > 0);
    }

    [Fact]
    public void WrongShapesThrow()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);
        using var head = new SubclusterAdaCos(3, new(), trainable: false, generator, dim: 4);
        Assert.Throws<ArgumentException>(() => head.call(zeros(2, 5), zeros(2, 3)));
        Assert.Throws<ArgumentException>(() => head.call(zeros(2, 4), zeros(2, 4)));
        Assert.Throws<ArgumentException>(() => head.call(zeros(2, 4), zeros(3, 3)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SubclusterAdaCos(1, new(), trainable: false, generator));
    }

    private static SubclusterAdaCos Head(int classes, int subclusters, int dim, Tensor centres, double start, double bound)
    {
        using var generator = new Generator(1);
        var head = new SubclusterAdaCos(classes, new HeadOptions { Subclusters = subclusters, MaxScale = bound }, trainable: true, generator, dim);
        using var noGradients = no_grad();
        head.get_parameter("centres")!.copy_(centres);
        head.get_buffer("scale")!.fill_(start);
        return head;
    }
}
