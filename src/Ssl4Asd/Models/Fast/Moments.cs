using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// Mean and variance of each channel over a batch, from those of the rows (a clip, or one of its frames,
/// each). The rows are joined in their order and in double precision, so that threads change nothing (Chan, Golub and LeVeque 1983).
/// </summary>
internal sealed class Moments(int rows, int channels)
{
    private readonly double[] _means = new double[rows * channels];
    private readonly double[] _squares = new double[rows * channels];

    /// <summary>Sets those of one row and channel.</summary>
    /// <param name="place">Row · channels + channel.</param>
    /// <param name="moments">Mean, and sum of squared differences from it.</param>
    internal void Set(int place, (double Mean, double Squares) moments) => (_means[place], _squares[place]) = moments;

    /// <summary>Joins the rows of each channel.</summary>
    /// <param name="rowLength">Numbers in a row.</param>
    /// <returns>Means, sums of squared differences from them, and how many numbers each is of.</returns>
    internal (double[] Means, double[] Squares, double Count) Join(double rowLength)
    {
        var (means, squares) = (new double[channels], new double[channels]);
        for (var row = 0; row < rows; row++)
            TensorPrimitives.Add(means, _means.AsSpan(row * channels, channels), means);
        TensorPrimitives.Divide(means, rows, means);
        var differences = new double[channels];
        for (var row = 0; row < rows; row++)
        {
            TensorPrimitives.Subtract(_means.AsSpan(row * channels, channels), means, differences);
            TensorPrimitives.Multiply(differences, differences, differences);
            TensorPrimitives.MultiplyAdd(differences, rowLength, squares, squares);
            TensorPrimitives.Add(squares, _squares.AsSpan(row * channels, channels), squares);
        }
        return (means, squares, rows * rowLength);
    }
}
