using System.Text.Json;
using Ssl4Asd.Scoring;

namespace Ssl4Asd.Tests.Scoring;

public class KMeansTests
{
    public static TheoryData<string> Names => [.. SklearnTruth.Cases("kmeans.json").Select(c => c.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Inertia_is_no_worse_than_that_of_scikit_learn(string name)
    {
        var truth = SklearnTruth.Cases("kmeans.json").Single(c => c.GetProperty("name").GetString() == name);
        var points = Points(truth);
        var sklearn = truth.Numbers("inertias");
        var ours = Enumerable.Range(0, sklearn.Length).Select(seed => KMeans.Fit(points, Clusters(truth), new Random(seed)).Inertia).ToList();
        var ratio = ours.Average() / sklearn.Average();
        Assert.True(ratio <= 1.01, $"{name}: mean inertia {ratio} times scikit-learn's");
        Assert.True(ours.Min() <= 1.01 * sklearn.Average(), $"{name}: best inertia {ours.Min()}, scikit-learn's mean {sklearn.Average()}");
    }

    [Fact]
    public void Means_assignments_and_inertia_fit_together()
    {
        foreach (var truth in SklearnTruth.Cases("kmeans.json"))
        {
            var points = Points(truth);
            var result = KMeans.Fit(points, Clusters(truth), new Random(1), restarts: 2);
            var sums = new double[result.Centres.GetLength(0), points.GetLength(1)];
            var sizes = new int[result.Centres.GetLength(0)];
            double inertia = 0;
            for (var i = 0; i < points.GetLength(0); i++)
            {
                var own = Squared(points, i, result.Centres, result.Assignments[i]);
                var nearest = Enumerable.Range(0, sizes.Length).Min(c => Squared(points, i, result.Centres, c));
                Assert.True(own <= nearest * (1 + 1e-5) + 1e-9);
                inertia += own;
                sizes[result.Assignments[i]]++;
                for (var d = 0; d < points.GetLength(1); d++) sums[result.Assignments[i], d] += points[i, d];
            }
            Assert.Equal(inertia, result.Inertia, 1e-9 * (1 + inertia));
            Assert.DoesNotContain(0, sizes);
            for (var c = 0; c < sizes.Length; c++)
            {
                for (var d = 0; d < points.GetLength(1); d++) Assert.Equal(sums[c, d] / sizes[c], result.Centres[c, d], 1e-6);
            }
        }
    }

    [Fact]
    public void The_same_seed_gives_the_same_means()
    {
        var points = Points(SklearnTruth.Cases("kmeans.json").First());
        Assert.Equal(KMeans.Fit(points, 5, new Random(3)).Centres, KMeans.Fit(points, 5, new Random(3)).Centres);
        Assert.NotEqual(KMeans.Fit(points, 5, new Random(3), 1, 1).Centres, KMeans.Fit(points, 5, new Random(4), 1, 1).Centres);
    }

    [Fact]
    public void More_restarts_are_never_worse()
    {
        var points = Points(SklearnTruth.Cases("kmeans.json").Single(c => c.GetProperty("name").GetString() == "many copies"));
        for (var seed = 0; seed < 5; seed++)
        {
            var inertias = new[] { 1, 3, 10 }.Select(r => KMeans.Fit(points, 16, new Random(seed), r).Inertia).ToList();
            Assert.Equal(inertias.OrderDescending(), inertias);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(16)]
    public void Each_distinct_point_is_a_mean_when_there_are_no_more_than_clusters(int distinct)
    {
        var points = new float[100, 2];
        for (var i = 0; i < 100; i++) (points[i, 0], points[i, 1]) = (i % distinct, -0.3f * (i % distinct));
        var result = KMeans.Fit(points, 16, new Random(1));
        Assert.Equal(0, result.Inertia);
        Assert.Equal(Enumerable.Range(0, distinct).Select(i => (float)i), Enumerable.Range(0, result.Centres.GetLength(0)).Select(c => result.Centres[c, 0]).Order());
    }

    [Fact]
    public void From_the_same_start_the_means_are_those_of_scikit_learn()
    {
        // Not "many copies": its first points are equal in part, and which centre such points go to is nobody's rule.
        foreach (var truth in SklearnTruth.Cases("kmeans.json").Where(c => c.GetProperty("name").GetString() != "many copies"))
        {
            var points = Points(truth);
            var start = new float[Clusters(truth), points.GetLength(1)];
            Array.Copy(points, start, start.Length);
            var result = KMeans.Refine(points, start, maxIterations: 1000);
            Assert.Equal(1, result.Inertia / truth.GetProperty("refined").GetDouble(), 1e-6);
            if (truth.GetProperty("means").ValueKind == JsonValueKind.Null) continue;
            var means = truth.Matrix("means", points.GetLength(1));
            Assert.All(means.Cast<float>().Zip(result.Centres.Cast<float>()), m => Assert.Equal(m.First, m.Second, 1e-5f));
        }
    }

    [Fact]
    public void Clusters_that_are_empty_are_filled_again()
    {
        // Starts far from all points: every point goes to one centre, and the others have to be filled.
        var random = new Random(5);
        for (var round = 0; round < 300; round++)
        {
            var points = new float[12, 1];
            for (var i = 0; i < 12; i++) points[i, 0] = random.Next(8) * (i % 3 == 0 ? 100 : 1);
            var distinct = points.Cast<float>().Distinct().Count();
            var start = new float[1 + random.Next(12), 1];
            for (var c = 0; c < start.Length; c++) start[c, 0] = 1000 + c;
            var result = KMeans.Refine(points, start);
            Assert.Equal(Math.Min(start.Length, distinct), result.Assignments.Distinct().Count());
            if (start.Length >= distinct) Assert.Equal(0, result.Inertia);
            Assert.Equal(1000, start[0, 0]);
        }
    }

    [Fact]
    public void A_thousand_embeddings_take_well_under_two_seconds()
    {
        var points = Points(SklearnTruth.Cases("kmeans.json").Single(c => c.GetProperty("name").GetString() == "embeddings without structure"));
        KMeans.Fit(points, 16, new Random(0), 1);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        KMeans.Fit(points, 16, new Random(1));
        // Loose, for busy machines; the usual time is a fraction of it.
        Assert.True(clock.Elapsed.TotalSeconds < 10, $"{clock.Elapsed.TotalSeconds} s");
    }

    [Fact]
    public void Wrong_arguments_throw()
    {
        var random = new Random(1);
        Assert.Contains("[0, 3]", Assert.Throws<ArgumentException>(() => KMeans.Fit(new float[0, 3], 2, random)).Message);
        Assert.Contains("[3, 0]", Assert.Throws<ArgumentException>(() => KMeans.Fit(new float[3, 0], 2, random)).Message);
        Assert.Contains("point 1 ", Assert.Throws<ArgumentException>(() => KMeans.Fit(new[,] { { 1f }, { float.NaN } }, 2, random)).Message);
        Assert.Contains("expected centres [clusters, 3], got [1, 2]", Assert.Throws<ArgumentException>(() => KMeans.Refine(new float[2, 3], new float[1, 2])).Message);
        Assert.Throws<ArgumentException>(() => KMeans.Refine(new float[2, 3], new float[0, 3]));
        Assert.Throws<ArgumentException>(() => KMeans.Refine(new float[1, 1], new[,] { { float.NaN } }));
        Assert.Throws<ArgumentOutOfRangeException>(() => KMeans.Fit(new float[1, 1], 0, random));
        Assert.Throws<ArgumentOutOfRangeException>(() => KMeans.Fit(new float[1, 1], 1, random, restarts: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => KMeans.Fit(new float[1, 1], 1, random, maxIterations: 0));
    }

    private static int Clusters(JsonElement truth) => truth.GetProperty("clusters").GetInt32();

    /// <summary>The points of make_truth.py's "cloud", checked against what it recorded of them.</summary>
    private static float[,] Points(JsonElement truth)
    {
        int Int(string name) => truth.GetProperty(name).GetInt32();
        var state = (ulong)Int("seed");
        double Uniform() => ((state = unchecked(state * 6364136223846793005 + 1442695040888963407)) >> 11) / 9007199254740992.0;
        var (count, dim, groups, spread) = (Int("count"), Int("dim"), Int("groups"), truth.GetProperty("spread").GetDouble());
        var middle = new double[groups, dim];
        for (var g = 0; g < groups; g++)
        {
            for (var d = 0; d < dim; d++) middle[g, d] = 2 * Uniform() - 1;
        }
        var points = new float[count, dim];
        var row = new double[dim];
        for (var i = 0; i < count; i++)
        {
            var group = (int)(Uniform() * groups);
            for (var d = 0; d < dim; d++) row[d] = middle[group, d] + spread * (Uniform() + Uniform() + Uniform() + Uniform() - 2);
            double squares = 0;
            foreach (var value in row) squares += value * value;
            var length = truth.GetProperty("normalise").GetBoolean() ? Math.Sqrt(squares) : 1;
            for (var d = 0; d < dim; d++) points[i, d] = (float)(row[d] / length);
        }
        Assert.Equal(truth.Numbers("last"), Enumerable.Range(0, Math.Min(3, dim)).Select(d => (double)points[count - 1, d]));
        Assert.Equal(truth.GetProperty("sum").GetDouble(), points.Cast<float>().Sum(p => (double)p), 1e-6);
        return points;
    }

    private static double Squared(float[,] points, int point, float[,] centres, int centre)
    {
        double sum = 0;
        for (var d = 0; d < points.GetLength(1); d++)
        {
            var difference = (double)points[point, d] - centres[centre, d];
            sum += difference * difference;
        }
        return sum;
    }
}
