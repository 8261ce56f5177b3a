using System.Numerics.Tensors;

namespace Ssl4Asd.Scoring;

/// <summary>
/// The greedy k-means++ start (Arthur and Vassilvitskii 2007, section 5; what scikit-learn does): each next centre is the
/// best of a few points drawn with probability proportional to their squared distance to the centres so far.
/// </summary>
internal static class KMeansSeeding
{
    /// <summary>Draws up to <paramref name="clusters"/> points as centres, fewer when there are fewer distinct points.</summary>
    public static float[,] Draw(float[,] points, int clusters, Random random)
    {
        var (count, dim) = (points.GetLength(0), points.GetLength(1));
        var trials = 2 + (int)Math.Log(clusters);
        var chosen = new List<int> { random.Next(count) };
        var squared = new double[count];
        var total = SquaredDistances(points, chosen[0], squared);
        var (trial, best) = (new double[count], new double[count]);
        while (chosen.Count < clusters && total > 0)
        {
            var (bestTotal, bestIndex) = (double.PositiveInfinity, -1);
            for (var t = 0; t < trials; t++)
            {
                var candidate = Pick(squared, total, random);
                SquaredDistances(points, candidate, trial);
                TensorPrimitives.Min(trial, squared, trial);
                var sum = Sum(trial);
                if (sum >= bestTotal) continue;
                (bestTotal, bestIndex) = (sum, candidate);
                (best, trial) = (trial, best);
            }
            chosen.Add(bestIndex);
            (squared, best) = (best, squared);
            total = bestTotal;
        }
        var centres = new float[chosen.Count, dim];
        for (var c = 0; c < chosen.Count; c++) points.Row(chosen[c]).CopyTo(centres.Row(c));
        return centres;
    }

    private static double SquaredDistances(float[,] points, int centre, double[] squared)
    {
        var row = points.Row(centre);
        for (var i = 0; i < squared.Length; i++)
        {
            double distance = TensorPrimitives.Distance<float>(points.Row(i), row);
            squared[i] = distance * distance;
        }
        return Sum(squared);
    }

    // Never a point of weight 0: that would be a centre again.
    private static int Pick(double[] weights, double total, Random random)
    {
        var rest = random.NextDouble() * total;
        var last = -1;
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] <= 0) continue;
            last = i;
            rest -= weights[i];
            if (rest < 0) break;
        }
        return last;
    }

    private static double Sum(double[] values)
    {
        double sum = 0;
        foreach (var value in values) sum += value;
        return sum;
    }
}
