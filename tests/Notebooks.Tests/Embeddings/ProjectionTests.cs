using System.Text.Json;
using Ssl4Asd.Notebooks.Embeddings;

namespace Notebooks.Tests.Embeddings;

public class ProjectionTests
{
    // scikit-learn's, made by Truth/projection.py
    private static readonly JsonElement Truth = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Truth", "projection.json"))).RootElement;
    private static readonly float[,] Embeddings = Matrix("embeddings");

    [Fact]
    public void PrincipalComponentsAreThoseOfScikitLearnUpToTheirSign()
    {
        var projection = Projection.Pca(Embeddings);
        var expected = Rows("pca");
        for (var d = 0; d < 2; d++)
        {
            var sign = Math.Sign(expected[0][d] * projection.Points[0, d]);
            for (var i = 0; i < expected.Length; i++)
                Assert.Equal(expected[i][d], sign * projection.Points[i, d], 1e-6);
        }
        var shares = Truth.Numbers("shares");
        Assert.Equal([FormattableString.Invariant($"component 1 ({100 * shares[0]:0.#} % of variance)"), FormattableString.Invariant($"component 2 ({100 * shares[1]:0.#} % of variance)")], [projection.XTitle, projection.YTitle]);
    }

    [Fact]
    public void NeighbourhoodsHaveTheWantedPerplexity()
    {
        var conditional = Affinities.Conditional(Normalised(), Truth.GetProperty("perplexity").GetDouble());
        foreach (var (i, expected) in Rows("conditional").Index())
        {
            for (var j = 0; j < expected.Length; j++)
                Assert.Equal(expected[j], conditional[i][j], 1e-6);
        }
        Assert.Equal(1, Affinities.Joint(Normalised(), 10).Sum(row => row.Sum()), 9);
    }

    [Fact]
    public void TheMapIsAsFaithfulAsThatOfScikitLearn()
    {
        var map = Projection.TSne(Embeddings, 10).Points;
        var divergence = TSne.Divergence(Normalised(), map, 10);
        Assert.InRange(divergence, 0, 1.1 * Truth.Numbers("divergences").Max());
    }

    [Fact]
    public void GroupsStayTogether()
    {
        var map = Projection.TSne(Embeddings, 10).Points;
        for (var i = 0; i < 90; i++)
        {
            var nearest = Enumerable.Range(0, 90).Where(j => j != i).OrderBy(j => Math.Pow(map[i, 0] - map[j, 0], 2) + Math.Pow(map[i, 1] - map[j, 1], 2)).Take(5);
            Assert.All(nearest, j => Assert.Equal(i / 30, j / 30));
        }
    }

    [Fact]
    public void TheSameSeedGivesTheSameMap()
    {
        Assert.Equal(Projection.TSne(Embeddings, 10, seed: 4).Points, Projection.TSne(Embeddings, 10, seed: 4).Points);
        Assert.NotEqual(Projection.TSne(Embeddings, 10, seed: 4).Points, Projection.TSne(Embeddings, 10, seed: 5).Points);
    }

    [Fact]
    public void TheLengthOfAnEmbeddingDoesNotMatter()
    {
        var longer = (float[,])Embeddings.Clone();
        for (var d = 0; d < longer.GetLength(1); d++)
            longer[7, d] *= 8;
        Assert.Equal(Projection.Pca(Embeddings).Points.Cast<double>(), Projection.Pca(longer).Points.Cast<double>(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void FewOrEqualEmbeddingsAreProjectedToo(int count)
    {
        var few = new float[count, 3];
        for (var i = 0; i < count; i++)
            few[i, 0] = 2;
        Assert.All(Projection.TSne(few).Points.Cast<double>(), value => Assert.True(double.IsFinite(value)));
        Assert.All(Projection.Pca(few).Points.Cast<double>(), value => Assert.Equal(0, value, 6));
    }

    [Fact]
    public void WhatIsNoEmbeddingIsRefused()
    {
        Assert.Throws<ArgumentException>(() => Projection.Pca(new float[0, 5]));
        Assert.Throws<ArgumentException>(() => Projection.Pca(new float[5, 1]));
        Assert.Contains("Embedding 0", Assert.Throws<ArgumentException>(() => Projection.TSne(new float[,] { { float.NaN, 1 } })).Message, StringComparison.Ordinal);
    }

    private static double[,] Normalised()
    {
        var rows = new double[Embeddings.GetLength(0), Embeddings.GetLength(1)];
        for (var i = 0; i < rows.GetLength(0); i++)
        {
            var length = Math.Sqrt(Enumerable.Range(0, rows.GetLength(1)).Sum(d => (double)Embeddings[i, d] * Embeddings[i, d]));
            for (var d = 0; d < rows.GetLength(1); d++)
                rows[i, d] = Embeddings[i, d] / length;
        }
        return rows;
    }

    private static double[][] Rows(string name) => [.. Truth.GetProperty(name).EnumerateArray().Select(row => row.EnumerateArray().Select(v => v.GetDouble()).ToArray())];

    private static float[,] Matrix(string name)
    {
        var rows = Rows(name);
        var matrix = new float[rows.Length, rows[0].Length];
        for (var i = 0; i < rows.Length; i++)
        {
            for (var d = 0; d < rows[0].Length; d++)
                matrix[i, d] = (float)rows[i][d];
        }
        return matrix;
    }
}
