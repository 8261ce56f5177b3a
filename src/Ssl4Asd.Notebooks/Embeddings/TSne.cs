namespace Ssl4Asd.Notebooks.Embeddings;

/// <summary>
/// t-SNE (van der Maaten and Hinton, "Visualizing Data using t-SNE", JMLR 9, 2008) over all pairs. Rows are computed in
/// parallel and summed in their order, so that the same input gives the same picture.
/// </summary>
internal static class TSne
{
    private const int Iterations = 1000;
    private const int EarlyIterations = 250;
    private const double EarlyExaggeration = 12;
    private const double SmallestGain = 0.01;

    /// <summary>Finds the map.</summary>
    /// <param name="rows"><c>[points, dim]</c></param>
    /// <param name="start"><c>[points, 2]</c>, of any size: it is shrunk, and noise of a tenth of it is added.</param>
    /// <param name="perplexity">At least 1, below the number of points.</param>
    /// <param name="seed">Of the noise.</param>
    /// <returns><c>[points, 2]</c></returns>
    public static double[,] Embed(double[,] rows, double[,] start, double perplexity, int seed)
    {
        var n = rows.GetLength(0);
        var (x, y) = Start(start, seed);
        if (n < 3)
            return Joined(x, y);
        var p = Affinities.Joint(rows, perplexity);
        var (stepX, stepY, gainX, gainY) = (new double[n], new double[n], new double[n], new double[n]);
        Array.Fill(gainX, 1);
        Array.Fill(gainY, 1);
        // Belkina et al., Nature Communications 10, 2019
        var rate = Math.Max(n / EarlyExaggeration / 4, 50);
        for (var i = 0; i < Iterations; i++)
        {
            var early = i < EarlyIterations;
            var (dx, dy) = Gradient(p, x, y, early ? EarlyExaggeration : 1);
            Move(x, dx, stepX, gainX, rate, early ? 0.5 : 0.8);
            Move(y, dy, stepY, gainY, rate, early ? 0.5 : 0.8);
        }
        return Joined(x, y);
    }

    /// <summary>Kullback-Leibler divergence of the map's neighbourhoods from those of the data, in nats: what is minimised.</summary>
    public static double Divergence(double[,] rows, double[,] map, double perplexity)
    {
        var n = rows.GetLength(0);
        var p = Affinities.Joint(rows, perplexity);
        double sum = 0, divergence = 0;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                sum += i == j ? 0 : Closeness(i, j);
        }
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                divergence += p[i][j] > 0 ? p[i][j] * Math.Log(p[i][j] * sum / Closeness(i, j)) : 0;
        }
        return divergence;

        double Closeness(int i, int j) => 1 / (1 + Math.Pow(map[i, 0] - map[j, 0], 2) + Math.Pow(map[i, 1] - map[j, 1], 2));
    }

    // dC/dy_i = 4 Σ_j (p_ij − q_ij)(y_i − y_j)/(1 + |y_i − y_j|²), with q_ij = closeness / sum of all
    private static (double[] X, double[] Y) Gradient(double[][] p, double[] x, double[] y, double exaggeration)
    {
        var n = x.Length;
        var (attractX, attractY, repelX, repelY, sums) = (new double[n], new double[n], new double[n], new double[n], new double[n]);
        Parallel.For(0, n, i =>
        {
            var (row, xi, yi) = (p[i], x[i], y[i]);
            double ax = 0, ay = 0, rx = 0, ry = 0, sum = 0;
            for (var j = 0; j < n; j++)
            {
                var (dx, dy) = (xi - x[j], yi - y[j]);
                var closeness = 1 / (1 + dx * dx + dy * dy);
                var (pull, push) = (row[j] * closeness, closeness * closeness);
                ax += pull * dx;
                ay += pull * dy;
                rx += push * dx;
                ry += push * dy;
                sum += closeness;
            }
            (attractX[i], attractY[i], repelX[i], repelY[i], sums[i]) = (ax, ay, rx, ry, sum - 1); // without itself
        });
        var total = sums.Sum();
        for (var i = 0; i < n; i++)
        {
            attractX[i] = 4 * (exaggeration * attractX[i] - repelX[i] / total);
            attractY[i] = 4 * (exaggeration * attractY[i] - repelY[i] / total);
        }
        return (attractX, attractY);
    }

    // Momentum, and a gain for each coordinate that grows while its direction lasts (Jacobs, 1988).
    private static void Move(double[] position, double[] gradient, double[] step, double[] gain, double rate, double momentum)
    {
        for (var i = 0; i < position.Length; i++)
        {
            gain[i] = Math.Max(SmallestGain, step[i] * gradient[i] < 0 ? gain[i] + 0.2 : gain[i] * 0.8);
            step[i] = momentum * step[i] - rate * gain[i] * gradient[i];
            position[i] += step[i];
        }
    }

    // So small that all points are neighbours at first; Kobak and Berens, Nature Communications 10, 2019.
    private static (double[] X, double[] Y) Start(double[,] start, int seed)
    {
        const double Spread = 1e-4;
        var n = start.GetLength(0);
        var random = new Random(seed);
        var squares = Enumerable.Range(0, n).Sum(i => start[i, 0] * start[i, 0]);
        var factor = squares > 0 ? Spread / Math.Sqrt(squares / n) : 0;
        var (x, y) = (new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            x[i] = factor * start[i, 0] + Spread / 10 * (2 * random.NextDouble() - 1);
            y[i] = factor * start[i, 1] + Spread / 10 * (2 * random.NextDouble() - 1);
        }
        return (x, y);
    }

    private static double[,] Joined(double[] x, double[] y)
    {
        var points = new double[x.Length, 2];
        for (var i = 0; i < x.Length; i++)
            (points[i, 0], points[i, 1]) = (x[i], y[i]);
        return points;
    }
}
