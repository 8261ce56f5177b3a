using Ssl4Asd.Metrics;

namespace Ssl4Asd.Tests.Metrics;

public class LinearProbeTests
{
    [Fact]
    public void PredictionsAreThoseOfTheRidgeClassifierOfScikitLearn()
    {
        foreach (var truth in SklearnTruth.Cases("probe.json"))
        {
            var dim = truth.GetProperty("train")[0].GetArrayLength();
            int[] Labels(string name) => [.. truth.Numbers(name).Select(x => (int)x)];
            var predicted = LinearProbe.Predict(truth.Matrix("train", dim), Labels("labels"), truth.Matrix("test", dim), truth.GetProperty("penalty").GetDouble());
            Assert.Equal(Labels("predicted"), predicted);
            Assert.Equal(truth.GetProperty("accuracy").GetDouble(), LinearProbe.BalancedAccuracy(Labels("true"), predicted), 12);
        }
    }

    [Fact]
    public void WhatIsThereIsReadAndNoiseIsChance()
    {
        var random = new Random(1);
        int[] labels = [.. Enumerable.Range(0, 200).Select(i => i % 4)];
        var (telling, noise) = (new float[200, 16], new float[200, 16]);
        foreach (var (i, label) in labels.Index())
        {
            for (var d = 0; d < 16; d++)
                telling[i, d] = noise[i, d] = (float)(random.NextDouble() - 0.5);
            telling[i, label] += 1;
        }
        Assert.InRange(LinearProbe.BalancedAccuracy(labels, LinearProbe.CrossValidate(telling, labels)), 0.95, 1);
        Assert.InRange(LinearProbe.BalancedAccuracy(labels, LinearProbe.CrossValidate(noise, labels)), 0.1, 0.4);
    }

    [Fact]
    public void NoClipIsPredictedFromItself()
    {
        // each clip alone has its direction: only itself could tell its label
        var embeddings = new float[10, 10];
        for (var i = 0; i < 10; i++)
            embeddings[i, i] = 1;
        int[] labels = [0, 1, 0, 1, 0, 1, 0, 1, 0, 1];
        Assert.InRange(LinearProbe.BalancedAccuracy(labels, LinearProbe.Predict(embeddings, labels, embeddings)), 1, 1);
        Assert.InRange(LinearProbe.BalancedAccuracy(labels, LinearProbe.CrossValidate(embeddings, labels)), 0, 0.6);
    }

    [Fact]
    public void EachLabelCountsTheSame()
    {
        Assert.Equal((1 + 0.5 + 0) / 3, LinearProbe.BalancedAccuracy([0, 0, 0, 0, 1, 1, 2], [0, 0, 0, 0, 1, 0, 1]), 12);
        Assert.Throws<ArgumentException>(() => LinearProbe.Predict(new float[2, 3], [0], new float[1, 3]));
        Assert.Throws<ArgumentException>(() => LinearProbe.Predict(new float[1, 3], [0], new float[1, 4]));
        Assert.Empty(LinearProbe.Predict(new float[1, 3], [0], new float[0, 3]));
    }
}
