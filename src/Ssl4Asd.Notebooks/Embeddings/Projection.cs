using static TorchSharp.torch;

namespace Ssl4Asd.Notebooks.Embeddings;

/// <summary>
/// Embeddings in two dimensions. They are brought to length 1 first, since anomaly scores depend on their direction only; an
/// embedding of zeros has none and stays zero.
/// </summary>
public sealed class Projection
{
    private Projection(double[,] points, string x, string y) => (Points, XTitle, YTitle) = (points, x, y);

    /// <summary><c>[embeddings, 2]</c></summary>
    public double[,] Points { get; }

    /// <summary>What the first coordinate is.</summary>
    public string XTitle { get; }

    /// <summary>What the second coordinate is.</summary>
    public string YTitle { get; }

    /// <summary>Number of embeddings.</summary>
    public int Count => Points.GetLength(0);

    /// <summary>The two directions of largest variance (principal component analysis).</summary>
    /// <param name="embeddings"><c>[embeddings, dim]</c>, at least one embedding and two dimensions, of any length.</param>
    /// <exception cref="ArgumentException">The shape is another one, or a value is not finite.</exception>
    public static Projection Pca(float[,] embeddings)
    {
        var (points, shares) = Components(Normalised(embeddings));
        return new Projection(points, Title(1, shares[0]), Title(2, shares[1]));

        static string Title(int i, double share) => FormattableString.Invariant($"component {i} ({100 * share:0.#} % of variance)");
    }

    /// <summary>
    /// t-SNE (van der Maaten and Hinton, JMLR 2008), exact: neighbours stay neighbours, while distances between groups mean
    /// little. Starts from the principal components; takes seconds for a thousand embeddings.
    /// </summary>
    /// <param name="embeddings"><c>[embeddings, dim]</c>, at least one embedding and two dimensions, of any length.</param>
    /// <param name="perplexity">About how many neighbours count; above 1, and lowered to a third of the embeddings where it is larger.</param>
    /// <param name="seed">Of the small noise on the start; the same seed gives the same picture.</param>
    /// <exception cref="ArgumentException">The shape is another one, or a value is not finite.</exception>
    public static Projection TSne(float[,] embeddings, double perplexity = 30, int seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perplexity, 1);
        var normalised = Normalised(embeddings);
        var points = Embeddings.TSne.Embed(normalised, Components(normalised).Points, Math.Min(perplexity, Math.Max(1, (embeddings.GetLength(0) - 1) / 3.0)), seed);
        return new Projection(points, "t-SNE 1 (no unit)", "t-SNE 2 (no unit)");
    }

    // Eigenvectors of the covariance matrix, the largest first, with their shares of the variance.
    private static (double[,] Points, double[] Shares) Components(double[,] rows)
    {
        using var scope = NewDisposeScope();
        var (count, dim) = (rows.GetLength(0), rows.GetLength(1));
        var data = tensor(rows.Cast<double>().ToArray(), [count, dim]);
        var centred = data - data.mean([0L], keepdim: true);
        var (values, vectors) = linalg.eigh(centred.t().matmul(centred)); // ascending
        var largest = vectors.narrow(1, dim - 2, 2).flip(1);              // [dim, 2]
        var coordinates = centred.matmul(largest).contiguous().data<double>().ToArray();
        var variances = values.data<double>().ToArray();
        var total = variances.Sum(v => Math.Max(0, v));
        var points = new double[count, 2];
        Buffer.BlockCopy(coordinates, 0, points, 0, points.Length * sizeof(double));
        return (points, [.. new[] { variances[^1], variances[^2] }.Select(v => total > 0 ? Math.Max(0, v) / total : 0)]);
    }

    private static double[,] Normalised(float[,] embeddings)
    {
        var (count, dim) = (embeddings.GetLength(0), embeddings.GetLength(1));
        if (count < 1 || dim < 2)
            throw new ArgumentException($"Expected embeddings [at least 1, at least 2], got [{count}, {dim}].", nameof(embeddings));
        var rows = new double[count, dim];
        for (var i = 0; i < count; i++)
        {
            double squares = 0;
            for (var d = 0; d < dim; d++)
                squares += (double)embeddings[i, d] * embeddings[i, d];
            if (!double.IsFinite(squares))
                throw new ArgumentException($"Embedding {i} holds values that are not finite.", nameof(embeddings));
            for (var d = 0; d < dim && squares > 0; d++)
                rows[i, d] = embeddings[i, d] / Math.Sqrt(squares);
        }
        return rows;
    }
}
