using System.Runtime.InteropServices;

namespace Ssl4Asd.Scoring;

/// <summary>Rows of a row-major matrix without copying.</summary>
internal static class Matrix
{
    public static Span<float> Row(this float[,] matrix, int row) =>
        matrix.GetLength(1) == 0 ? [] : MemoryMarshal.CreateSpan(ref matrix[row, 0], matrix.GetLength(1));

    /// <summary>Throws when a value is NaN or infinite, as embeddings are after a training that diverged.</summary>
    public static void CheckFinite(ReadOnlySpan<float> row, string what)
    {
        foreach (var value in row)
        {
            if (!float.IsFinite(value)) throw new ArgumentException($"{what} holds NaN or infinity");
        }
    }
}
