namespace Ssl4Asd.Models;

/// <summary>
/// TensorFlow's "same" padding: the output has ⌈n / stride⌉ positions, and where the padding is odd the extra one
/// goes at the end.
/// </summary>
public static class SamePadding
{
    /// <summary>Padding before and after one axis.</summary>
    /// <param name="length">Positions of the input; at least 1.</param>
    /// <param name="kernel">Positions of the kernel; at least 1.</param>
    /// <param name="stride">Step of the kernel; at least 1.</param>
    public static (long Before, long After) Of(long length, long kernel, long stride)
    {
        var total = Math.Max((OutputLength(length, stride) - 1) * stride + kernel - length, 0);
        return (total / 2, total - total / 2);
    }

    /// <summary>Positions of the output: ⌈<paramref name="length"/> / <paramref name="stride"/>⌉.</summary>
    public static long OutputLength(long length, long stride) => (length + stride - 1) / stride;
}
