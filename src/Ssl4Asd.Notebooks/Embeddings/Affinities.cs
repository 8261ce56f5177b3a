namespace Ssl4Asd.Notebooks.Embeddings;

/// <summary>How near points are to each other, as probabilities that t-SNE wants to keep (van der Maaten and Hinton, 2008, sections 2 and 3.1).</summary>
internal static class Affinities
{
    private const int Steps = 200;
    private const double Tolerance = 1e-9;

    /// <summary>p_ij = (p_j|i + p_i|j) / 2n.</summary>
    /// <returns><c>[points][points]</c>, symmetric, of sum 1.</returns>
    public static double[][] Joint(double[,] rows, double perplexity)
    {
        var conditional = Conditional(rows, perplexity);
        var n = conditional.Length;
        return [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => (conditional[i][j] + conditional[j][i]) / (2 * n)).ToArray())];
    }

    /// <summary>p_j|i ∝ exp(−β_i · squared distance), with β_i such that the perplexity of each row is the one that is wanted.</summary>
    /// <returns><c>[points][points]</c>, 0 on the diagonal, each row of sum 1.</returns>
    public static double[][] Conditional(double[,] rows, double perplexity)
    {
        var n = rows.GetLength(0);
        var conditional = new double[n][];
        Parallel.For(0, n, i => conditional[i] = Row(SquaredDistances(rows, i), i, Math.Log(perplexity)));
        return conditional;
    }

    // Bisection: the entropy of the row, in nats, falls as β grows.
    private static double[] Row(double[] squared, int self, double entropy)
    {
        var nearest = squared.Where((_, j) => j != self).Min();
        var (beta, low, high) = (1.0, 0.0, double.PositiveInfinity);
        var row = new double[squared.Length];
        for (var step = 0; step < Steps; step++)
        {
            double sum = 0, weighted = 0;
            for (var j = 0; j < row.Length; j++)
            {
                row[j] = j == self ? 0 : Math.Exp(-beta * (squared[j] - nearest)); // the largest is 1, so nothing vanishes
                sum += row[j];
                weighted += row[j] * (squared[j] - nearest);
            }
            for (var j = 0; j < row.Length; j++)
                row[j] /= sum;
            var difference = Math.Log(sum) + beta * weighted / sum - entropy;
            if (Math.Abs(difference) < Tolerance)
                break;
            if (difference > 0)
                (low, beta) = (beta, double.IsInfinity(high) ? beta * 2 : (beta + high) / 2);
            else
                (high, beta) = (beta, (beta + low) / 2);
            if (!double.IsFinite(beta))
                break; // all others equally near: every β gives the same row
        }
        return row;
    }

    private static double[] SquaredDistances(double[,] rows, int i)
    {
        var (n, dim) = (rows.GetLength(0), rows.GetLength(1));
        var squared = new double[n];
        for (var j = 0; j < n; j++)
        {
            for (var d = 0; d < dim; d++)
            {
                var difference = rows[i, d] - rows[j, d];
                squared[j] += difference * difference;
            }
        }
        return squared;
    }
}
