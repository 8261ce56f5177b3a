namespace Ssl4Asd.Models.Fast.Stem;

/// <summary>Sizes on the way through the first convolution and the pooling after it.</summary>
internal readonly record struct StemShape
{
    internal int FramesBefore { get; private init; }

    internal int FramesAfter { get; private init; }

    internal int BinsBefore { get; private init; }

    internal int ConvolvedFrames { get; private init; }

    internal int ConvolvedBins { get; private init; }

    internal int PooledFrames => (ConvolvedFrames - 3) / 2 + 1;

    internal int PooledBins => (ConvolvedBins - 3) / 2 + 1;

    internal static StemShape Of(int frames, int bins, SameConv2d convolution)
    {
        var (framePadding, binPadding) = (SamePadding.Of(frames, convolution.Kernel, convolution.Stride), SamePadding.Of(bins, convolution.Kernel, convolution.Stride));
        return new()
        {
            FramesBefore = (int)framePadding.Before,
            FramesAfter = (int)framePadding.After,
            BinsBefore = (int)binPadding.Before,
            ConvolvedFrames = (int)SamePadding.OutputLength(frames, convolution.Stride),
            ConvolvedBins = (int)SamePadding.OutputLength(bins, convolution.Stride),
        };
    }
}
