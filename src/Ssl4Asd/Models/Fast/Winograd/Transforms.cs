using System.Runtime.CompilerServices;

namespace Ssl4Asd.Models.Fast.Winograd;

/// <summary>
/// F(4 × 4, 3 × 3) of Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks" (2015): with d a tile of the input, g
/// the kernel and y the tile of the output, y = Aᵀ [(G g Gᵀ) ∘ (Bᵀ d B)] A. The products of four outputs with nine numbers
/// of the kernel become 36 for sixteen outputs: a quarter. Transforms of tiles work on as many channels as a vector has.
/// </summary>
/// <typeparam name="T">The register.</typeparam>
internal static unsafe class Transforms<T> where T : unmanaged, ILanes<T>
{
    private static int Width => T.Count;

    /// <summary>G g Gᵀ for some kernels.</summary>
    /// <param name="g">Number [i, j] lies at (3 i + j) · <paramref name="gPosition"/>.</param>
    /// <param name="gPosition">See g.</param>
    /// <param name="u">Number [i, j] goes to (6 i + j) · <paramref name="uPosition"/>.</param>
    /// <param name="uPosition">See u.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void OfKernel(float* g, long gPosition, float* u, long uPosition)
    {
        var between = stackalloc float[6 * 3 * Width];
        for (var j = 0; j < 3; j++)
            Kernel(g + j * gPosition, 3 * gPosition, between + j * Width, 3 * Width);
        for (var i = 0; i < 6; i++)
            Kernel(between + i * 3 * Width, Width, u + 6 * i * uPosition, uPosition);
    }

    /// <summary>The backward step of <see cref="OfKernel"/>, Gᵀ u G.</summary>
    /// <param name="u">Number [i, j] lies at (6 i + j) · <paramref name="uPosition"/>.</param>
    /// <param name="uPosition">See u.</param>
    /// <param name="g">Number [i, j] goes to (3 i + j) · <paramref name="gPosition"/>.</param>
    /// <param name="gPosition">See g.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void OfKernelGradient(float* u, long uPosition, float* g, long gPosition)
    {
        var between = stackalloc float[6 * 3 * Width];
        for (var j = 0; j < 6; j++)
            KernelGradient(u + j * uPosition, 6 * uPosition, between + j * Width, 6 * Width);
        for (var i = 0; i < 3; i++)
            KernelGradient(between + i * 6 * Width, Width, g + 3 * i * gPosition, gPosition);
    }

    /// <summary>Bᵀ d B for some channels of one tile.</summary>
    /// <param name="d">Number [i, j] lies at i · <paramref name="line"/> + j · <paramref name="pixel"/>.</param>
    /// <param name="line">See d.</param>
    /// <param name="pixel">See d.</param>
    /// <param name="v">Number [i, j] goes to (6 i + j) · <paramref name="position"/>.</param>
    /// <param name="position">See v.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void OfInput(float* d, long line, long pixel, float* v, long position)
    {
        var between = stackalloc float[TileGrid.Positions * Width];
        for (var j = 0; j < 6; j++)
            Input(d + j * pixel, line, between + j * Width, 6 * Width);
        for (var i = 0; i < 6; i++)
            Input(between + i * 6 * Width, Width, v + 6 * i * position, position);
    }

    /// <summary>A y Aᵀ for some channels of the gradient of one tile of the output: <see cref="OfProducts"/>' backward step.</summary>
    /// <param name="y">Number [i, j] lies at i · <paramref name="line"/> + j · <paramref name="pixel"/>.</param>
    /// <param name="line">See y.</param>
    /// <param name="pixel">See y.</param>
    /// <param name="m">Number [i, j] goes to (6 i + j) · <paramref name="position"/>.</param>
    /// <param name="position">See m.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void OfGradient(float* y, long line, long pixel, float* m, long position)
    {
        var between = stackalloc float[TileGrid.Inputs * TileGrid.Outputs * Width];
        for (var j = 0; j < 4; j++)
            Gradient(y + j * pixel, line, between + j * Width, 4 * Width);
        for (var i = 0; i < 6; i++)
            Gradient(between + i * 4 * Width, Width, m + 6 * i * position, position);
    }

    /// <summary>Aᵀ m A for some channels of one tile.</summary>
    /// <param name="m">Number [i, j] lies at (6 i + j) · <paramref name="position"/>.</param>
    /// <param name="position">See m.</param>
    /// <param name="y">Number [i, j] goes to i · <paramref name="line"/> + j · <paramref name="pixel"/>.</param>
    /// <param name="line">See y.</param>
    /// <param name="pixel">See y.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void OfProducts(float* m, long position, float* y, long line, long pixel)
    {
        var between = stackalloc float[TileGrid.Inputs * TileGrid.Outputs * Width];
        for (var j = 0; j < 6; j++)
            Output(m + j * position, 6 * position, between + j * Width, 6 * Width);
        for (var i = 0; i < 4; i++)
            Output(between + i * 6 * Width, Width, y + i * line, pixel);
    }

    // Bᵀ times six vectors
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Input(float* x, long step, float* y, long yStep)
    {
        var (four, minusFour, minusFive) = (T.All(4), T.All(-4), T.All(-5));
        var (d0, d1, d2) = (T.Load(x), T.Load(x + step), T.Load(x + 2 * step));
        var (d3, d4, d5) = (T.Load(x + 3 * step), T.Load(x + 4 * step), T.Load(x + 5 * step));
        T.MultiplyAdd(d0, four, T.MultiplyAdd(d2, minusFive, d4)).Store(y);
        var (even, odd) = (T.MultiplyAdd(d2, minusFour, d4), T.MultiplyAdd(d1, minusFour, d3));
        (even + odd).Store(y + yStep);
        (even - odd).Store(y + 2 * yStep);
        (even, odd) = (d4 - d2, d3 - d1);
        odd += odd;
        (even + odd).Store(y + 3 * yStep);
        (even - odd).Store(y + 4 * yStep);
        T.MultiplyAdd(d1, four, T.MultiplyAdd(d3, minusFive, d5)).Store(y + 5 * yStep);
    }

    // Aᵀ times six vectors
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Output(float* x, long step, float* y, long yStep)
    {
        var (m1, m2) = (T.Load(x + step), T.Load(x + 2 * step));
        var (m3, m4) = (T.Load(x + 3 * step), T.Load(x + 4 * step));
        var (sum, difference, sum2, difference2) = (m1 + m2, m1 - m2, m3 + m4, m3 - m4);
        (T.Load(x) + sum + sum2).Store(y);
        T.MultiplyAdd(difference2, T.All(2), difference).Store(y + yStep);
        T.MultiplyAdd(sum2, T.All(4), sum).Store(y + 2 * yStep);
        T.MultiplyAdd(difference2, T.All(8), difference + T.Load(x + 5 * step)).Store(y + 3 * yStep);
    }

    // A times four vectors
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Gradient(float* x, long step, float* y, long yStep)
    {
        var (g0, g1, g2, g3) = (T.Load(x), T.Load(x + step), T.Load(x + 2 * step), T.Load(x + 3 * step));
        g0.Store(y);
        var (even, odd) = (g0 + g2, g1 + g3);
        (even + odd).Store(y + yStep);
        (even - odd).Store(y + 2 * yStep);
        (even, odd) = (T.MultiplyAdd(g2, T.All(4), g0), T.MultiplyAdd(g3, T.All(8), g1 + g1));
        (even + odd).Store(y + 3 * yStep);
        (even - odd).Store(y + 4 * yStep);
        g3.Store(y + 5 * yStep);
    }

    // G times three vectors
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Kernel(float* x, long step, float* y, long yStep)
    {
        var (g0, g1, g2) = (T.Load(x), T.Load(x + step), T.Load(x + 2 * step));
        (g0 * (1f / 4)).Store(y);
        var (even, odd) = ((g0 + g2) * (-1f / 6), g1 * (-1f / 6));
        (even + odd).Store(y + yStep);
        (even - odd).Store(y + 2 * yStep);
        (even, odd) = (T.MultiplyAdd(g2, T.All(1f / 6), g0 * (1f / 24)), g1 * (1f / 12));
        (even + odd).Store(y + 3 * yStep);
        (even - odd).Store(y + 4 * yStep);
        g2.Store(y + 5 * yStep);
    }

    // Gᵀ times six vectors
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void KernelGradient(float* x, long step, float* y, long yStep)
    {
        var (u1, u2, u3, u4) = (T.Load(x + step), T.Load(x + 2 * step), T.Load(x + 3 * step), T.Load(x + 4 * step));
        var (near, far) = ((u1 + u2) * (-1f / 6), u3 + u4);
        (T.Load(x) * (1f / 4) + near + far * (1f / 24)).Store(y);
        ((u2 - u1) * (1f / 6) + (u3 - u4) * (1f / 12)).Store(y + yStep);
        (near + far * (1f / 6) + T.Load(x + 5 * step)).Store(y + 2 * yStep);
    }
}
