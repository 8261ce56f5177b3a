using System.Numerics.Tensors;

namespace Ssl4Asd.Scoring;

/// <summary>
/// k-means clustering: greedy k-means++ start, Lloyd iterations until no assignment changes, best of several restarts.
/// The reference system scores with the means of 16 clusters of source-domain training embeddings (paper, section 2).
/// </summary>
public static class KMeans
{
    /// <summary>Clusters points by Euclidean distance.</summary>
    /// <param name="points">[count, dim], count and dim at least 1; finite values.</param>
    /// <param name="clusters">How many means, at least 1; with fewer distinct points, each of those becomes a mean.</param>
    /// <param name="random">The randomness of the starts: the same state gives the same result.</param>
    /// <param name="restarts">How many starts, at least 1; the one with the least inertia is kept.</param>
    /// <param name="maxIterations">A bound on the Lloyd iterations of a start, at least 1.</param>
    /// <returns>Means, assignments and inertia.</returns>
    /// <exception cref="ArgumentException">No points, a value that is NaN or infinite, or a number out of its range.</exception>
    public static KMeansResult Fit(float[,] points, int clusters, Random random, int restarts = 10, int maxIterations = 300)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(clusters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(restarts, 1);
        Check(points, maxIterations);

        KMeansResult? best = null;
        for (var restart = 0; restart < restarts; restart++)
        {
            var result = Lloyd(points, KMeansSeeding.Draw(points, clusters, random), maxIterations);
            if (best is null || result.Inertia < best.Inertia) best = result;
        }
        return best!;
    }

    /// <summary>Lloyd iterations from a given start, without any randomness.</summary>
    /// <param name="points">[count, dim], count and dim at least 1; finite values.</param>
    /// <param name="centres">
    /// The start, [clusters, dim], clusters at least 1; finite values. A centre that no point is nearest to is moved to the
    /// point farthest from its own centre; with fewer distinct points than centres, those left over stay where they are.
    /// </param>
    /// <param name="maxIterations">A bound on the iterations, at least 1.</param>
    /// <returns>Means, assignments and inertia.</returns>
    /// <exception cref="ArgumentException">No points or centres, different dims, a value that is NaN or infinite, or a number out of its range.</exception>
    public static KMeansResult Refine(float[,] points, float[,] centres, int maxIterations = 300)
    {
        ArgumentNullException.ThrowIfNull(centres);
        Check(points, maxIterations);
        if (centres.GetLength(0) == 0 || centres.GetLength(1) != points.GetLength(1))
            throw new ArgumentException($"expected centres [clusters, {points.GetLength(1)}], got [{centres.GetLength(0)}, {centres.GetLength(1)}]", nameof(centres));
        for (var c = 0; c < centres.GetLength(0); c++) Matrix.CheckFinite(centres.Row(c), $"centre {c}");
        return Lloyd(points, (float[,])centres.Clone(), maxIterations);
    }

    private static void Check(float[,] points, int maxIterations)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxIterations, 1);
        if (points.Length == 0) throw new ArgumentException($"expected points [count, dim], got [{points.GetLength(0)}, {points.GetLength(1)}]", nameof(points));
        for (var i = 0; i < points.GetLength(0); i++) Matrix.CheckFinite(points.Row(i), $"point {i}");
    }

    private static KMeansResult Lloyd(float[,] points, float[,] centres, int maxIterations)
    {
        var assignments = new int[points.GetLength(0)];
        Array.Fill(assignments, -1);
        var distances = new float[assignments.Length];
        var iteration = 0;
        while (iteration < maxIterations)
        {
            iteration++;
            var changed = Assign(points, centres, assignments, distances);
            changed |= FillEmptyClusters(points, centres.GetLength(0), assignments, distances);
            if (!changed) break;
            MoveToMeans(points, centres, assignments);
        }
        return new KMeansResult(centres, assignments, Inertia(points, centres, assignments), iteration);
    }

    // A point moves only to a centre that is strictly nearer, so equal distances cannot swing for ever.
    private static bool Assign(float[,] points, float[,] centres, int[] assignments, float[] distances)
    {
        var changed = false;
        for (var i = 0; i < assignments.Length; i++)
        {
            ReadOnlySpan<float> point = points.Row(i);
            var nearest = assignments[i];
            var distance = nearest < 0 ? float.PositiveInfinity : TensorPrimitives.Distance<float>(point, centres.Row(nearest));
            for (var c = 0; c < centres.GetLength(0); c++)
            {
                if (c == assignments[i]) continue;
                var other = TensorPrimitives.Distance<float>(point, centres.Row(c));
                if (other < distance) (nearest, distance) = (c, other);
            }
            changed |= nearest != assignments[i];
            (assignments[i], distances[i]) = (nearest, distance);
        }
        return changed;
    }

    // An empty cluster takes the point that is farthest from its centre, out of a cluster that keeps others, and all points
    // equal to it, so that these do not use up another empty cluster.
    private static bool FillEmptyClusters(float[,] points, int clusters, int[] assignments, float[] distances)
    {
        var sizes = new int[clusters];
        foreach (var cluster in assignments) sizes[cluster]++;
        var changed = false;
        for (var c = 0; c < clusters; c++)
        {
            if (sizes[c] > 0) continue;
            var farthest = -1;
            for (var i = 0; i < assignments.Length; i++)
            {
                if (distances[i] > 0 && sizes[assignments[i]] > 1 && (farthest < 0 || distances[i] > distances[farthest])) farthest = i;
            }
            if (farthest < 0) return changed;
            for (var i = 0; i < assignments.Length; i++)
            {
                if (!points.Row(i).SequenceEqual(points.Row(farthest))) continue;
                sizes[assignments[i]]--;
                sizes[c]++;
                (assignments[i], distances[i]) = (c, 0);
            }
            changed = true;
        }
        return changed;
    }

    private static void MoveToMeans(float[,] points, float[,] centres, int[] assignments)
    {
        var (clusters, dim) = (centres.GetLength(0), centres.GetLength(1));
        var sums = new double[clusters * dim];
        var sizes = new int[clusters];
        for (var i = 0; i < assignments.Length; i++)
        {
            sizes[assignments[i]]++;
            var point = points.Row(i);
            var sum = sums.AsSpan(assignments[i] * dim, dim);
            for (var d = 0; d < dim; d++) sum[d] += point[d];
        }
        for (var c = 0; c < clusters; c++)
        {
            if (sizes[c] == 0) continue;
            var centre = centres.Row(c);
            for (var d = 0; d < dim; d++) centre[d] = (float)(sums[c * dim + d] / sizes[c]);
        }
    }

    private static double Inertia(float[,] points, float[,] centres, int[] assignments)
    {
        double inertia = 0;
        for (var i = 0; i < assignments.Length; i++)
        {
            var point = points.Row(i);
            var centre = centres.Row(assignments[i]);
            for (var d = 0; d < point.Length; d++)
            {
                var difference = (double)point[d] - centre[d];
                inertia += difference * difference;
            }
        }
        return inertia;
    }
}
