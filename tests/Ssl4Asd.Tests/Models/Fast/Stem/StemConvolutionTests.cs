using Ssl4Asd.Models;
using Ssl4Asd.Models.Fast;
using Ssl4Asd.Models.Fast.Stem;
using Ssl4Asd.Models.Fast.Winograd;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Models.Fast.Stem;

/// <summary>The first convolution against libtorch's, with registers of each width.</summary>
public class StemConvolutionTests
{
    [Theory]
    [InlineData(31, 65, 3)] // 16 frames: the last is of no window
    [InlineData(30, 64, 2)] // 15 frames
    [InlineData(142, 33, 2)] // several tasks a clip
    [InlineData(140, 40, 1)]
    [InlineData(5, 15, 4)]
    public void NumbersAreThoseOfTheLayer(int frames, int bins, int clips)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(7);
        var layer = new SameConv2d(1, 16, 7, 2);
        using (no_grad())
            layer.Weight.copy_(randn(layer.Weight.shape, generator: generator));
        var branch = new SpectrogramBranch(bins);
        var x = rand([clips, frames, bins], generator: generator);
        var norm = new InputNorm(branch.InputNorm, x, subtractTemporalMean: true, isTraining: false);
        var deviations = (branch.InputNorm.RunningVariance + branch.InputNorm.Epsilon).sqrt();
        var expected = layer.call(((x - x.mean([1], keepdim: true)) / deviations).unsqueeze(1)).permute(0, 2, 3, 1).contiguous(); // [clips, frames, bins, channels]
        var (convolvedFrames, convolvedBins) = ((int)expected.size(1), (int)expected.size(2));
        var whole = expected.data<float>().ToArray();
        var largest = whole.Max(Math.Abs);
        foreach (var arithmetic in new TileArithmetic[] { new TileArithmetic<UsualLanes>(), new TileArithmetic<WideLanes>() })
        {
            var seen = new int[clips, convolvedFrames];
            new StemConvolution(layer, arithmetic).Each(norm, x, (clip, line, convolved, frameLength) =>
            {
                for (var i = 0; i < convolved.Length / frameLength; i++)
                {
                    Interlocked.Increment(ref seen[clip, 2 * line + i]);
                    var frame = whole.AsSpan((clip * convolvedFrames + 2 * line + i) * convolvedBins * 16, convolvedBins * 16);
                    for (var k = 0; k < frame.Length; k++)
                        Assert.Equal(frame[k], convolved[i * frameLength + k], 2e-6f * largest);
                }
            });
            // every second frame, but the first and the last, is in two lines of windows
            Assert.Equal(from clip in Enumerable.Range(0, clips) from i in Enumerable.Range(0, convolvedFrames) select i % 2 == 0 && i > 0 && i < (convolvedFrames - 1) / 2 * 2 ? 2 : 1, seen.Cast<int>());
        }
    }
}
