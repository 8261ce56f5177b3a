using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Ssl;

/// <summary>
/// Who is mixed or exchanged with whom: the first clip of a batch with the last one, the second with the last but one …
/// (the published implementation reverses the batch). Batches are shuffled, so partners are random; in an odd batch the
/// middle clip is its own partner.
/// </summary>
public static class Partners
{
    /// <summary>The partner of each clip, along the first axis.</summary>
    public static Tensor Of(Tensor batch) => batch.flip(0);

    /// <summary>The partner of one clip, both counted from 0.</summary>
    internal static int Of(int clip, int clips) => clips - 1 - clip;

    /// <summary>Draws which clips are changed: booleans <c>[batch]</c>, true with the given probability.</summary>
    /// <param name="batch">Number of clips.</param>
    /// <param name="probability">0 … 1.</param>
    /// <param name="generator">The source of randomness.</param>
    public static Tensor Draw(long batch, double probability, Generator generator)
    {
        using var limit = probability.ToScalar();
        using var scope = NewDisposeScope();
        return rand(batch, generator: generator).lt(limit).MoveToOuterDisposeScope();
    }
}
