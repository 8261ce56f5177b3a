using Ssl4Asd.Presets;
using Ssl4Asd.Ssl;
using static TorchSharp.torch;

namespace Ssl4Asd.Training;

/// <summary>
/// All that is random in one training step of a given batch, drawn beforehand so that a step is a plain function:
/// who is mixed and how much, who takes part in StatEx and FeatEx.
/// </summary>
/// <param name="Lambda">λ of mixup, <c>[batch]</c> in [0, 1].</param>
/// <param name="Mixed">Booleans <c>[batch]</c>.</param>
/// <param name="StatEx">Booleans <c>[batch]</c>; all false where the system has no StatEx.</param>
/// <param name="FeatEx">Booleans <c>[batch]</c>; all false where the system has no FeatEx.</param>
/// <param name="StatExFrequency">Who exchanges along the frequency axis, booleans <c>[batch]</c>; null where all StatEx is temporal.</param>
public sealed record ExchangeDraws(Tensor Lambda, Tensor Mixed, Tensor StatEx, Tensor FeatEx, Tensor? StatExFrequency = null)
{
    /// <summary>Draws on the CPU, so that all devices see the same numbers, and moves the result to <paramref name="device"/>.</summary>
    public static ExchangeDraws Draw(SystemDefinition system, long batch, Generator generator, Device device)
    {
        using var scope = NewDisposeScope();
        Tensor To(Tensor drawn) => drawn.to(device).MoveToOuterDisposeScope();
        return new ExchangeDraws(
            To(Mixup.DrawLambda(batch, generator)),
            To(Partners.Draw(batch, system.MixupProbability, generator)),
            To(Partners.Draw(batch, system.StatExProbability ?? 0, generator)),
            To(Partners.Draw(batch, system.FeatExProbability ?? 0, generator)),
            system.FullStatEx ? To(Partners.Draw(batch, 0.5, generator)) : null);
    }
}
