namespace Ssl4Asd.Models.Fast.Stem;

/// <summary>
/// What one number of the first convolution's output is computed from, as a vector: the 7 × 7 numbers of x̂ under the kernel and,
/// for what β adds, whether each of the seven frames is no padding. It is as long as eight lines of eight, so that lines are
/// loaded at once; what is left over means nothing.
/// </summary>
internal static class Patch
{
    /// <summary>Length of the vector.</summary>
    internal const int Size = 64;

    /// <summary>Where x̂ of a frame and a bin is.</summary>
    internal static int Value(int frame, int bin) => frame * 8 + bin;

    /// <summary>Where it is whether a frame is no padding.</summary>
    internal static int Inside(int frame) => 56 + frame;
}
