using Ssl4Asd.Features.Fast;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast.Winograd;

/// <summary>
/// Convolutions of 3 × 3 with stride 1 and "same" padding, channels last, with a quarter of the multiplications
/// (<see cref="Transforms{T}"/>). Inputs are read frame by frame from a function, so that what comes before a convolution needs no
/// pass and no memory of its own.
/// </summary>
internal static unsafe class Convolution
{
    private const int Numbers = 768; // of a transformed position: 36 times as many and their products fit into the second cache

    /// <summary>Convolves.</summary>
    /// <param name="grid">Sizes of input and output.</param>
    /// <param name="input">The input, <c>[clips, frames, bins, in channels]</c>.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="output"><c>[clips, frames, bins, out channels]</c>, contiguous.</param>
    /// <param name="done">Gets clip · frames + frame and that frame of the output, while it is in the cache; in any order, by any thread.</param>
    internal static void Apply(TileGrid grid, FrameSource input, Kernel kernel, Tensor output, FrameAction? done = null)
    {
        var (count, part) = Applied(grid, input, kernel, output, done);
        Work.Each(count, part);
    }

    /// <summary>The backward step: the gradient of a kernel, and that of its input.</summary>
    /// <param name="grid">Sizes of input and output.</param>
    /// <param name="input">The input.</param>
    /// <param name="gradient">The gradient of the output.</param>
    /// <param name="sums">Added to: <see cref="KernelGradient"/>.</param>
    /// <param name="kernel">The kernel of the backward step.</param>
    /// <param name="output">Receives the gradient of the input.</param>
    /// <param name="done">As of <see cref="Apply"/>.</param>
    internal static void Backward(TileGrid grid, FrameSource input, FrameSource gradient, KernelGradient sums, Kernel kernel, Tensor output, FrameAction done)
    {
        var (count, part) = Applied(grid, gradient, kernel, output, done);
        Work.SplitThenEach(grid.Strips, Summed(grid, input, gradient, sums), count, part);
    }

    // how many parts a convolution has, and one of them
    private static (int Count, Action<int> Part) Applied(TileGrid grid, FrameSource input, Kernel kernel, Tensor output, FrameAction? done)
    {
        var (inputs, outputs, weights, target) = (kernel.InChannels, kernel.OutChannels, kernel.Values, Floats.Of(output));
        var arithmetic = kernel.Arithmetic;
        var strips = StripsAtOnce(grid, Math.Max(inputs, outputs), 20);
        var tiles = ProductRows.Of(strips * grid.Wide);
        var (inStep, outStep) = (Memory.OddLines((long)tiles * inputs), Memory.OddLines((long)tiles * outputs));
        return ((grid.Strips + strips - 1) / strips, Part);

        void Part(int part)
        {
            var v = Memory.Of(TileGrid.Positions * (inStep + outStep) + Strip.Length(grid, inputs) + TileGrid.Outputs * TileGrid.Outputs * arithmetic.Lanes);
            var m = v + TileGrid.Positions * inStep;
            var rest = m + TileGrid.Positions * outStep;
            var strip = new Strip(grid, input, inputs, hasMargin: true, rest);
            var (first, end) = (part * strips, Math.Min(grid.Strips, (part + 1) * strips));
            for (var row = first; row < end; row++)
                arithmetic.Input(strip.Read(row), strip.LineLength, grid.Wide, inputs, v + (long)(row - first) * grid.Wide * inputs, inStep);
            fixed (float* u = weights[0, 1])
                for (var p = 0; p < TileGrid.Positions; p++)
                    arithmetic.Multiply(v + p * inStep, inputs, 1, u + (long)p * inputs * outputs, m + p * outStep, outputs, ProductRows.Of((end - first) * grid.Wide), outputs, inputs, isSum: false);
            for (var row = first; row < end; row++)
            {
                arithmetic.Output(grid, row, m + (long)(row - first) * grid.Wide * outputs, outStep, outputs, target, rest + Strip.Length(grid, inputs));
                if (done is not null)
                    Report(grid, row, target, grid.Bins * outputs, done);
            }
        }
    }

    // adds the gradient of the kernel over a range of strips to the sums of a part
    private static Action<int, int, int> Summed(TileGrid grid, FrameSource input, FrameSource gradient, KernelGradient sums)
    {
        var (inputs, outputs) = (sums.InChannels, sums.OutChannels);
        var arithmetic = sums.Arithmetic;
        var strips = StripsAtOnce(grid, Math.Max(inputs, outputs), 40);
        var tiles = strips * grid.Wide;
        var (inStep, outStep) = (Memory.OddLines((long)tiles * inputs), Memory.OddLines((long)tiles * outputs));
        return (part, from, to) =>
        {
            var v = Memory.Of(TileGrid.Positions * (inStep + outStep) + Strip.Length(grid, inputs) + Strip.Length(grid, outputs));
            var d = v + TileGrid.Positions * inStep;
            var rest = d + TileGrid.Positions * outStep;
            var (inStrip, outStrip) = (new Strip(grid, input, inputs, hasMargin: true, rest), new Strip(grid, gradient, outputs, hasMargin: false, rest + Strip.Length(grid, inputs)));
            fixed (float* u = sums.Of(part)[0, 1])
            {
                for (var first = from; first < to; first += strips)
                {
                    var end = Math.Min(to, first + strips);
                    var count = (end - first) * grid.Wide;
                    for (var row = first; row < end; row++)
                    {
                        arithmetic.Input(inStrip.Read(row), inStrip.LineLength, grid.Wide, inputs, v + (long)(row - first) * grid.Wide * inputs, inStep);
                        arithmetic.Gradient(outStrip.Read(row), outStrip.LineLength, grid.Wide, outputs, d, outStep, (row - first) * grid.Wide, count);
                    }
                    for (var p = 0; p < TileGrid.Positions; p++)
                        arithmetic.Multiply(v + p * inStep, 1, inputs, d + p * outStep, u + (long)p * inputs * outputs, outputs, inputs, outputs, count, isSum: true);
                }
            }
        };
    }

    private static void Report(TileGrid grid, int row, Floats output, int length, FrameAction done)
    {
        var (clip, first) = (row / grid.High, row % grid.High * TileGrid.Outputs);
        for (var frame = first; frame < Math.Min(first + TileGrid.Outputs, grid.Frames); frame++)
            done(clip * grid.Frames + frame, output[((long)clip * grid.Frames + frame) * length, length]);
    }

    private static int StripsAtOnce(TileGrid grid, int channels, int leastTiles)
        => Math.Clamp((Math.Max(Numbers / channels, leastTiles) + grid.Wide - 1) / grid.Wide, 1, grid.Strips);
}
