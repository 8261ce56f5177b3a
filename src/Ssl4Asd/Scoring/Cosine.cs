using System.Numerics.Tensors;

namespace Ssl4Asd.Scoring;

/// <summary>Cosine distance of embeddings, in double: 0 for the same direction, 1 for right angles, 2 for opposite ones.</summary>
internal static class Cosine
{
    /// <summary>The embedding divided by its Euclidean length; a zero embedding stays zero.</summary>
    public static double[] Normalise(ReadOnlySpan<float> embedding)
    {
        var unit = new double[embedding.Length];
        TensorPrimitives.ConvertChecked(embedding, unit);
        var length = TensorPrimitives.Norm<double>(unit);
        if (length > 0) TensorPrimitives.Divide(unit, length, unit);
        return unit;
    }

    /// <summary>The same for each row.</summary>
    public static IEnumerable<double[]> NormaliseRows(float[,] embeddings)
    {
        for (var i = 0; i < embeddings.GetLength(0); i++) yield return Normalise(embeddings.Row(i));
    }

    /// <summary>1 − cos of two vectors of length 1, in [0, 2]; 1 where one of them is zero and so has no direction.</summary>
    public static double Distance(ReadOnlySpan<double> a, ReadOnlySpan<double> b) =>
        Math.Clamp(1 - TensorPrimitives.Dot(a, b), 0, 2);

    /// <summary>½·(1 − cos), in [0, 1], as back ends take it; twice it is <see cref="Distance"/> to the bit.</summary>
    public static double HalfDistance(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => 0.5 * Distance(a, b);
}
