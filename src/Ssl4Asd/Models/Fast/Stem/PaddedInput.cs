using System.Runtime.CompilerServices;
using Ssl4Asd.Features.Fast;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Ssl4Asd.Models.Fast.Stem;

/// <summary>
/// x̂, the input of the first convolution normalised to mean 0 and deviation 1, of one clip at a time: between frames of zeros
/// as the convolution wants them, and bins of zeros enough for loops that step by <see cref="Lanes"/>.
/// </summary>
internal sealed class PaddedInput
{
    /// <summary>Neighbouring bins that are computed at a time; as many zeros are before and after a line.</summary>
    internal const int Lanes = 8;

    private readonly int _framesBefore;

    internal PaddedInput(StemShape shape, int frames, int bins)
    {
        (_framesBefore, Frames, Bins) = (shape.FramesBefore, frames, bins);
        LineLength = (bins + Lanes - 1) / Lanes * Lanes + 2 * Lanes;
        Values = new float[(shape.FramesBefore + frames + Math.Max(shape.FramesAfter, StemGradient.Kernel)) * LineLength];
    }

    /// <summary><c>[padded frames, line]</c>, and behind the last frame seven of zeros at least.</summary>
    internal float[] Values { get; }

    internal int LineLength { get; }

    internal int Frames { get; }

    internal int Bins { get; }

    /// <summary>Where a frame's bin 0 is; frame 0 is the first that is not padding.</summary>
    internal int Start(int frame) => (_framesBefore + frame) * LineLength + Lanes;

    /// <summary>The bins of a frame.</summary>
    internal Span<float> Line(int frame) => Values.AsSpan(Start(frame), Bins);

    /// <summary>Sets all frames to x · factor + offset.</summary>
    /// <param name="frames">Spectrograms <c>[clips, frames, bins]</c>.</param>
    /// <param name="clip">Which clip.</param>
    /// <param name="normalisation">Factor and offset of each bin.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Set(Floats frames, int clip, (float[] Factors, float[] Offsets) normalisation)
    {
        for (var t = 0; t < Frames; t++)
            TensorPrimitives.MultiplyAdd(frames[((long)clip * Frames + t) * Bins, Bins], normalisation.Factors, normalisation.Offsets, Line(t));
    }
}
