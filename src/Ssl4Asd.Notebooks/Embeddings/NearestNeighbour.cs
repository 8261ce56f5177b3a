using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Notebooks.Embeddings;

/// <summary>Leave-one-out nearest neighbours by cosine: how far embeddings keep classes together.</summary>
public static class NearestNeighbour
{
    /// <summary>The share of the rows whose nearest other row has the same label.</summary>
    /// <param name="embeddings"><c>[rows, dim]</c></param>
    /// <param name="from">First column to compare by.</param>
    /// <param name="to">The column after the last one.</param>
    /// <param name="labels">One for each row.</param>
    /// <returns>In [0, 1]; NaN for fewer than two rows.</returns>
    /// <exception cref="ArgumentException">There are more or fewer labels than rows.</exception>
    public static double Agreement(float[,] embeddings, int from, int to, IReadOnlyList<string> labels)
    {
        if (labels.Count != embeddings.GetLength(0))
            throw new ArgumentException($"Expected one label for each of {embeddings.GetLength(0)} rows, got {labels.Count}.", nameof(labels));
        if (labels.Count < 2)
            return double.NaN;
        using var more = 3.ToScalar();
        using var scope = NewDisposeScope();
        var rows = nn.functional.normalize(tensor(embeddings).narrow(1, from, to - from), dim: 1);
        var cosines = rows.matmul(rows.t()) - eye(labels.Count).mul(more); // nobody is his own neighbour
        var nearest = cosines.argmax(1).data<long>().ToArray();
        return nearest.Index().Average(n => labels[(int)n.Item] == labels[n.Index] ? 1.0 : 0.0);
    }
}
