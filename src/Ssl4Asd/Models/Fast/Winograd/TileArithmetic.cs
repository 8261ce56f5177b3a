using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Ssl4Asd.Features.Fast;

namespace Ssl4Asd.Models.Fast.Winograd;

/// <summary>What is computed of rows of tiles, with registers of one width.</summary>
internal abstract unsafe class TileArithmetic
{
    /// <summary>With the widest registers that this processor has.</summary>
    internal static TileArithmetic Best { get; } = Vector512.IsHardwareAccelerated ? new TileArithmetic<WideLanes>() : new TileArithmetic<UsualLanes>();

    /// <summary>Numbers in a register: channels are a multiple of it.</summary>
    internal abstract int Lanes { get; }

    /// <summary>How many of these channels are computed at a time, as columns of a product: those of two registers, or of one.</summary>
    internal int Columns(int channels) => channels % (2 * Lanes) == 0 ? 2 * Lanes : Lanes;

    /// <summary>Transforms the kernels of one input channel.</summary>
    /// <param name="g">Number [i, j] of an output channel lies at (3 i + j) · <paramref name="gPosition"/>.</param>
    /// <param name="gPosition">See g.</param>
    /// <param name="u"><c>[positions, outputs / columns, inputs, columns]</c>, from this input on.</param>
    /// <param name="inputs">Input channels.</param>
    /// <param name="outputs">Output channels.</param>
    internal abstract void Kernel(float* g, long gPosition, float* u, int inputs, int outputs);

    /// <summary>The backward step of <see cref="Kernel"/>, for <c>[positions, inputs, outputs]</c>.</summary>
    /// <param name="u">From this input on.</param>
    /// <param name="uPosition">From one position to the next.</param>
    /// <param name="g">As in <see cref="Kernel"/>.</param>
    /// <param name="gPosition">See g.</param>
    /// <param name="outputs">Output channels.</param>
    internal abstract void KernelGradient(float* u, long uPosition, float* g, long gPosition, int outputs);

    /// <summary>One row of tiles of the input: <paramref name="v"/> is <c>[positions, tiles, channels]</c>.</summary>
    internal abstract void Input(float* lines, int lineLength, int wide, int channels, float* v, long position);

    /// <summary>One row of tiles of the gradient: <paramref name="d"/> is <c>[positions, channels / columns, tiles, columns]</c>.</summary>
    internal abstract void Gradient(float* lines, int lineLength, int wide, int channels, float* d, long position, int firstTile, int tiles);

    /// <summary>One row of tiles of the output, without what hangs over the end.</summary>
    internal abstract void Output(TileGrid grid, int row, float* m, long position, int channels, Floats output, float* whole);

    /// <summary>A product; <see cref="Products{T}.Multiply"/>.</summary>
    internal abstract void Multiply(float* a, long aRow, long aColumn, float* b, float* c, long cRow, int rows, int columns, int inner, bool isSum);

    /// <summary>A product whose rows are patches; <see cref="Products{T}.Patches"/>.</summary>
    internal abstract void Patches(float* a, long aRow, long aLine, float* b, float* c, int rows, int columns, int numbers, int lines);

    /// <summary>Columns of two registers of a product; <see cref="Products{T}.Panel"/>.</summary>
    internal abstract void Panel(float* a, long aRow, long aColumn, float* b, float* c, long cRow, int rows, int inner, bool isSum);
}

/// <inheritdoc/>
/// <typeparam name="T">The register.</typeparam>
internal sealed unsafe class TileArithmetic<T> : TileArithmetic where T : unmanaged, ILanes<T>
{
    internal override int Lanes => T.Count;

    internal override void Kernel(float* g, long gPosition, float* u, int inputs, int outputs)
    {
        var columns = Columns(outputs);
        for (var output = 0; output < outputs; output += T.Count)
            Transforms<T>.OfKernel(g + output, gPosition, u + (long)(output / columns) * inputs * columns + output % columns, (long)inputs * outputs);
    }

    internal override void KernelGradient(float* u, long uPosition, float* g, long gPosition, int outputs)
    {
        for (var output = 0; output < outputs; output += T.Count)
            Transforms<T>.OfKernelGradient(u + output, uPosition, g + output, gPosition);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Input(float* lines, int lineLength, int wide, int channels, float* v, long position)
    {
        for (var tile = 0; tile < wide; tile++)
            for (var c = 0; c < channels; c += T.Count)
                Transforms<T>.OfInput(lines + (long)tile * TileGrid.Outputs * channels + c, lineLength, channels, v + (long)tile * channels + c, position);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Gradient(float* lines, int lineLength, int wide, int channels, float* d, long position, int firstTile, int tiles)
    {
        var columns = Columns(channels);
        for (var tile = 0; tile < wide; tile++)
            for (var c = 0; c < channels; c += T.Count)
                Transforms<T>.OfGradient(
                    lines + (long)tile * TileGrid.Outputs * channels + c, lineLength, channels,
                    d + ((long)(c / columns) * tiles + firstTile + tile) * columns + c % columns, position);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Output(TileGrid grid, int row, float* m, long position, int channels, Floats output, float* whole)
    {
        var (clip, firstFrame) = (row / grid.High, row % grid.High * TileGrid.Outputs);
        var (frames, line) = (Math.Min(TileGrid.Outputs, grid.Frames - firstFrame), (long)grid.Bins * channels);
        fixed (float* to = output[((long)clip * grid.Frames + firstFrame) * line, 1])
        {
            for (var tile = 0; tile < grid.Wide; tile++)
            {
                var bins = Math.Min(TileGrid.Outputs, grid.Bins - tile * TileGrid.Outputs);
                var isWhole = frames == TileGrid.Outputs && bins == TileGrid.Outputs;
                for (var c = 0; c < channels; c += T.Count)
                {
                    var from = m + (long)tile * channels + c;
                    var target = to + (long)tile * TileGrid.Outputs * channels + c;
                    if (isWhole)
                    {
                        Transforms<T>.OfProducts(from, position, target, line, channels);
                        continue;
                    }
                    Transforms<T>.OfProducts(from, position, whole, TileGrid.Outputs * T.Count, T.Count);
                    for (var i = 0; i < frames; i++)
                        for (var j = 0; j < bins; j++)
                            T.Load(whole + (i * TileGrid.Outputs + j) * T.Count).Store(target + i * line + j * channels);
                }
            }
        }
    }

    internal override void Multiply(float* a, long aRow, long aColumn, float* b, float* c, long cRow, int rows, int columns, int inner, bool isSum)
        => Products<T>.Multiply(a, aRow, aColumn, b, c, cRow, rows, columns, Columns(columns), inner, isSum);

    internal override void Patches(float* a, long aRow, long aLine, float* b, float* c, int rows, int columns, int numbers, int lines)
        => Products<T>.Patches(a, aRow, aLine, b, c, rows, columns, Columns(columns), numbers, lines);

    internal override void Panel(float* a, long aRow, long aColumn, float* b, float* c, long cRow, int rows, int inner, bool isSum)
        => Products<T>.Panel(a, aRow, aColumn, b, c, cRow, rows, inner, isSum);
}
