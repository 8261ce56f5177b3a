using Ssl4Asd.Losses;
using Ssl4Asd.Presets;
using Ssl4Asd.Tests.Truth;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Losses;

public class AdaProjTests
{
    [Theory]
    [InlineData("adaproj_eval", false)]
    [InlineData("adaproj_train", true)]
    [InlineData("adaproj_near", true)]
    public void LossGradientsAndFiveScalesAgreeWithPyTorchInDoublePrecision(string name, bool training)
    {
        using var scope = NewDisposeScope();
        var about = TorchTruth.Case(name);
        int Number(string key) => about.GetProperty(key).GetInt32();
        using var head = Head(Number("classes"), Number("dimension"), Number("dim"), TorchTruth.Floats($"{name}/subspaces"), about.GetProperty("start").GetDouble());
        head.train(training);
        var embedding = TorchTruth.Floats($"{name}/embedding").to_type(ScalarType.Float64).requires_grad_();
        var labels = TorchTruth.Floats($"{name}/y").to_type(ScalarType.Float64);
        var loss = head.call(embedding, labels);
        loss.backward();
        TorchTruth.Agrees($"{name}/loss", loss.reshape(1), 1e-9);
        TorchTruth.Agrees($"{name}/gradient_embedding", embedding.grad!, 1e-6);
        TorchTruth.Agrees($"{name}/gradient_subspaces", head.get_parameter("subspaces")!.grad!, 1e-6);
        var scales = new List<double>();
        for (var step = 0; step < 5; step++)
        {
            scales.Add(head.Scale);
            head.call(embedding, labels);
        }
        TorchTruth.Agrees($"{name}/scale", Npy.Truth($"{name}/scale").Doubles(), scales, 1e-6);
    }

    // three classes of one vector each, e₁ e₂ e₃, and x = (.6, .8, 0)
    [Theory]
    [InlineData(1.0, 2.0263702509, null)]
    [InlineData(0.5, 2.2736348061, 0.8133841567)] // θ = π/4, on a knife's edge
    public void KnownAnswers(double firstLabel, double scale, double? loss)
    {
        using var scope = NewDisposeScope();
        using var head = Head(classes: 3, dimension: 1, dim: 3, eye(3), AdaptiveScale.StartOfProjections(3));
        Assert.Equal(0.9802581434, head.Scale, 9);
        head.train();
        var given = head.call(tensor(new[] { .6, .8, 0 }, [1, 3]), tensor(new[] { firstLabel, 1 - firstLabel, 0 }, [1, 3])).item<double>();
        Assert.Equal(scale, head.Scale, 9);
        if (loss is { } expected)
            Assert.Equal(expected, given, 9);
    }

    [Fact]
    public void CosineIsThatOfTheAngleToTheSubspace()
    {
        // the plane of e₁ and e₂; the axis e₃, twice
        using var scope = NewDisposeScope();
        using var head = Head(classes: 2, dimension: 2, dim: 3, tensor(new float[,] { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 }, { 0, 0, 1 } }), start: 1);
        head.eval();
        var logits = head.LogProbabilities(tensor(new[] { .6, 0, .8 }, [1, 3])).exp().log();
        Assert.Equal(.6 - .8, (logits[0, 0] - logits[0, 1]).item<double>(), 9);
    }

    [Fact]
    public void WhatLiesAtRightAnglesOrHasNoLengthIsFinite()
    {
        using var scope = NewDisposeScope();
        using var head = Head(classes: 2, dimension: 1, dim: 3, tensor(new float[,] { { 1, 0, 0 }, { 0, 1, 0 } }), start: 1);
        head.train();
        var embedding = tensor(new[] { 0, 0, 1.0, 0, 0, 0 }, [2, 3]).requires_grad_();
        var loss = head.call(embedding, eye(2, dtype: ScalarType.Float64));
        loss.backward();
        Assert.Equal(Math.Log(2), loss.item<double>(), 9);
        Assert.True(embedding.grad!.isfinite().all().item<bool>());
        Assert.True(head.get_parameter("subspaces")!.grad!.isfinite().all().item<bool>());
    }

    [Fact]
    public void WrongShapesAreRefused()
    {
        using var scope = NewDisposeScope();
        using var head = Head(classes: 3, dimension: 2, dim: 4, zeros(6, 4), start: 1);
        Assert.Contains("[batch, 4]", Assert.Throws<ArgumentException>(() => head.call(zeros(2, 5), zeros(2, 3))).Message, StringComparison.Ordinal);
        Assert.Contains("[2, 3]", Assert.Throws<ArgumentException>(() => head.call(zeros(2, 4), zeros(2, 2))).Message, StringComparison.Ordinal);
    }

    private static AdaProj Head(int classes, int dimension, int dim, Tensor subspaces, double start)
    {
        using var generator = new Generator(1);
        var head = new AdaProj(classes, new HeadOptions { SubspaceDimension = dimension }, trainable: true, generator, dim);
        head.to(ScalarType.Float64);
        using var noGradients = no_grad();
        head.get_parameter("subspaces")!.copy_(subspaces);
        head.get_buffer("scale")!.fill_(start);
        return head;
    }
}
