using TorchSharp;

namespace Ssl4Asd.Training;

/// <summary>
/// All randomness of a run comes from its seed, by purpose and epoch rather than by the order of calls. So a resumed
/// run draws what an undisturbed one would have drawn.
/// </summary>
/// <param name="seed">The seed of the run.</param>
public sealed class SeedStream(int seed)
{
    /// <summary>Initial weights and centres.</summary>
    public torch.Generator Weights() => Torch("weights", 0);

    /// <summary>Mixup and exchanges of one epoch.</summary>
    public torch.Generator Exchanges(int epoch) => Torch("exchanges", epoch);

    /// <summary>Order of the clips in one epoch.</summary>
    public Random Order(int epoch) => new((int)Mix("order", epoch));

    /// <summary>Where recordings are cut in one epoch.</summary>
    public Random Crops(int epoch) => new((int)Mix("crops", epoch));

    private torch.Generator Torch(string purpose, int epoch) => new(Mix(purpose, epoch));

    // FNV-1a over the purpose, then the finalizer of splitmix64: neighbouring seeds give unrelated streams
    private ulong Mix(string purpose, int epoch)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in FormattableString.Invariant($"{seed}/{epoch}/{purpose}"))
            hash = (hash ^ character) * 1099511628211UL;
        hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9UL;
        hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBUL;
        return hash ^ (hash >> 31);
    }
}
