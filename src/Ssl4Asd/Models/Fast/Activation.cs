using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// What one part of the network hands to the next: numbers that are still to be normalised, in chunks of a few clips each, so
/// that a chunk stays in the processor's cache from one step to the next.
/// </summary>
/// <param name="Chunks"><c>[clips, frames, bins, channels]</c> each.</param>
/// <param name="Norm">What is to be applied to them.</param>
/// <param name="IsRectified">Whether ReLU follows that.</param>
internal sealed record Activation(Tensor[] Chunks, ChannelNorm Norm, bool IsRectified)
{
    /// <summary>Clips in a chunk. More were slower, fewer too.</summary>
    internal const int ChunkSize = 8;

    internal int Channels => (int)Chunks[0].size(3);

    internal int Frames => (int)Chunks[0].size(1);

    internal int Bins => (int)Chunks[0].size(2);

    /// <summary>First clip and number of clips of each chunk.</summary>
    /// <param name="clips">Clips of a batch.</param>
    /// <param name="size">Clips in a chunk.</param>
    internal static IReadOnlyList<(int First, int Count)> Split(int clips, int size = ChunkSize)
        => [.. Enumerable.Range(0, (clips + size - 1) / size).Select(i => (i * size, Math.Min(size, clips - i * size)))];

    /// <summary>A tensor that outlives dispose scopes.</summary>
    internal static Tensor New(params long[] shape) => empty(shape).DetachFromDisposeScope();
}
