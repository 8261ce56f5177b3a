using static TorchSharp.torch;

namespace Ssl4Asd.Metrics;

/// <summary>
/// How well labels can be read from embeddings by a linear classifier: ridge regression from embeddings of length 1 to one-hot
/// labels (the ridge classifier of scikit-learn). What it can read, a distance between embeddings can see.
/// </summary>
public static class LinearProbe
{
    /// <summary>How many parts <see cref="CrossValidate"/> makes.</summary>
    public const int Folds = 5;

    /// <summary>Learns from some embeddings and predicts the labels of others.</summary>
    /// <param name="train"><c>[clips, dim]</c>, of any length.</param>
    /// <param name="labels">0 … classes − 1 for each of them.</param>
    /// <param name="test"><c>[clips, dim]</c></param>
    /// <param name="penalty">Of the squared weights, above 0.</param>
    /// <returns>A label for each of <paramref name="test"/>.</returns>
    /// <exception cref="ArgumentException">There are no clips to learn from, or counts or sizes differ.</exception>
    public static int[] Predict(float[,] train, IReadOnlyList<int> labels, float[,] test, double penalty = 1)
    {
        ArgumentNullException.ThrowIfNull(train);
        ArgumentNullException.ThrowIfNull(test);
        if (labels.Count == 0 || labels.Count != train.GetLength(0) || train.GetLength(1) != test.GetLength(1))
            throw new ArgumentException($"Expected a label for each of [clips, dim] and others of the same dim, got {labels.Count} labels, [{train.GetLength(0)}, {train.GetLength(1)}] and [{test.GetLength(0)}, {test.GetLength(1)}].");
        if (test.GetLength(0) == 0)
            return [];
        using var scope = NewDisposeScope();
        var (x, others) = (Units(train), Units(test));
        var (y, ridge) = (new double[labels.Count, labels.Max() + 1], new double[labels.Count]);
        foreach (var (i, label) in labels.Index())
            (y[i, label], ridge[i]) = (1, penalty);
        var targets = tensor(y);
        var (centre, share) = (x.mean([0], keepdim: true), targets.mean([0], keepdim: true));
        // with fewer clips than dimensions the dual problem is the small one
        var centred = x - centre;
        var weights = linalg.solve(centred.mm(centred.t()).add(tensor(ridge).diag(), Scalars.One), targets - share);
        var read = (others - centre).mm(centred.t()).mm(weights).add(share, Scalars.One);
        return [.. read.argmax(1).data<long>().Select(i => (int)i)];
    }

    /// <summary>Predicts each embedding's label from those of the other folds; the i-th clip of a label is in fold i mod <see cref="Folds"/>.</summary>
    /// <param name="embeddings"><c>[clips, dim]</c></param>
    /// <param name="labels">0 … classes − 1, each at least twice.</param>
    /// <param name="penalty">Of the squared weights, above 0.</param>
    /// <returns>A label for each.</returns>
    public static int[] CrossValidate(float[,] embeddings, IReadOnlyList<int> labels, double penalty = 1)
    {
        var seen = new Dictionary<int, int>();
        var folds = labels.Select(label => (seen[label] = seen.GetValueOrDefault(label) + 1) % Folds).ToList();
        var predicted = new int[labels.Count];
        for (var fold = 0; fold < Folds; fold++)
        {
            int[] inside = [.. Enumerable.Range(0, labels.Count).Where(i => folds[i] == fold)], outside = [.. Enumerable.Range(0, labels.Count).Where(i => folds[i] != fold)];
            foreach (var (i, label) in Predict(Rows(embeddings, outside), [.. outside.Select(i => labels[i])], Rows(embeddings, inside), penalty).Index())
                predicted[inside[i]] = label;
        }
        return predicted;
    }

    /// <summary>The share of right predictions of each label, averaged over the labels: 1 / labels by chance, however many clips each has.</summary>
    public static double BalancedAccuracy(IReadOnlyList<int> labels, IReadOnlyList<int> predicted) =>
        labels.Zip(predicted).GroupBy(p => p.First).Average(label => label.Average(p => p.First == p.Second ? 1.0 : 0));

    /// <summary>Some rows of a matrix.</summary>
    public static float[,] Rows(float[,] matrix, IReadOnlyList<int> rows)
    {
        var chosen = new float[rows.Count, matrix.GetLength(1)];
        foreach (var (to, from) in rows.Index())
            Buffer.BlockCopy(matrix, from * matrix.GetLength(1) * sizeof(float), chosen, to * matrix.GetLength(1) * sizeof(float), matrix.GetLength(1) * sizeof(float));
        return chosen;
    }

    private static Tensor Units(float[,] embeddings) => nn.functional.normalize(tensor(embeddings).to_type(ScalarType.Float64), dim: 1);
}
