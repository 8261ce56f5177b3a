using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Ssl4Asd.Models.Fast;

/// <summary>For each channel Σ g and Σ g · (x − mean) over a batch, from the sums of the rows, joined in their order.</summary>
internal sealed class GradientSums(int rows, int channels)
{
    private readonly double[] _sums = new double[rows * channels];
    private readonly double[] _dots = new double[rows * channels];

    /// <summary>Sets those of one row and channel, at row · channels + channel.</summary>
    internal void Set(int place, (double Sum, double Dot) sums) => (_sums[place], _dots[place]) = sums;

    /// <summary>The sums of each channel.</summary>
    internal (double[] Sums, double[] Dots) Join()
    {
        var (sums, dots) = (new double[channels], new double[channels]);
        for (var row = 0; row < rows; row++)
        {
            TensorPrimitives.Add(sums, _sums.AsSpan(row * channels, channels), sums);
            TensorPrimitives.Add(dots, _dots.AsSpan(row * channels, channels), dots);
        }
        return (sums, dots);
    }
}
