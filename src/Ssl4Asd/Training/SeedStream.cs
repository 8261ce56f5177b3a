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

    /// <summary>How recordings are shifted and stretched in one epoch.</summary>
    public Random Combinations(int epoch) => new((int)Mix("combinations", epoch));

    private torch.Generator Torch(string purpose, int epoch) => new(Mix(purpose, epoch));

    private ulong Mix(string purpose, int epoch) => StableHash.Of(FormattableString.Invariant($"{seed}/{epoch}/{purpose}"));
}
