using static TorchSharp.torch;

namespace Ssl4Asd.Experiments.Bench;

/// <summary>What a device can do at best: the product of two large matrices, the arithmetic that libraries are tuned for most.</summary>
internal static class MatrixRate
{
    /// <summary>Rows and columns of both matrices.</summary>
    internal const int Size = 2048;

    private const int Tries = 10;

    /// <summary>Floating-point operations a second of a product of single-precision numbers, the best of several.</summary>
    internal static double Measure(Device device)
    {
        using var scope = NewDisposeScope();
        var (a, b) = (randn([Size, Size], device: device), randn([Size, Size], device: device));
        var clock = new StageClock(device);
        return 2.0 * Size * Size * Size / Enumerable.Range(0, Tries).Min(_ => clock.Seconds(() => a.matmul(b).Dispose()));
    }
}
