namespace Ssl4Asd.Models.Fast;

/// <summary>
/// Mean and variance of each channel over a batch, from those of the rows (one channel of one clip each). The rows are joined
/// in their order and in double precision, so that threads change nothing (Chan, Golub and LeVeque 1983).
/// </summary>
internal sealed class Moments(int clips, int channels)
{
    private readonly double[] _means = new double[clips * channels];
    private readonly double[] _squares = new double[clips * channels];

    /// <summary>Sets those of one row.</summary>
    /// <param name="row">Clip · channels + channel.</param>
    /// <param name="moments">Mean, and sum of squared differences from it.</param>
    internal void Set(int row, (double Mean, double Squares) moments) => (_means[row], _squares[row]) = moments;

    /// <summary>Joins the rows of each channel.</summary>
    /// <param name="rowLength">Numbers in a row.</param>
    /// <returns>Means, sums of squared differences from them, and how many numbers each is of.</returns>
    internal (double[] Means, double[] Squares, double Count) Join(double rowLength)
    {
        var (means, squares) = (new double[channels], new double[channels]);
        for (var c = 0; c < channels; c++)
        {
            for (var b = 0; b < clips; b++)
                means[c] += _means[b * channels + c] / clips;
            for (var b = 0; b < clips; b++)
            {
                var difference = _means[b * channels + c] - means[c];
                squares[c] += _squares[b * channels + c] + rowLength * difference * difference;
            }
        }
        return (means, squares, clips * rowLength);
    }
}
