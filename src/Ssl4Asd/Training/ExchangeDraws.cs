using Ssl4Asd.Presets;
using Ssl4Asd.Ssl;
using Ssl4Asd.Training.Loading;
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
/// <param name="StatExParts">Which part of the axis the original StatEx exchanges, <c>[batch, 2]</c>; null elsewhere.</param>
public sealed record ExchangeDraws(Tensor Lambda, Tensor Mixed, Tensor StatEx, Tensor FeatEx, Tensor? StatExFrequency = null, Tensor? StatExParts = null)
{
    /// <summary>
    /// Draws on the CPU, so that all devices see the same numbers, and brings all of it to <paramref name="device"/> at once,
    /// without waiting for it.
    /// </summary>
    public static ExchangeDraws Draw(SystemDefinition system, long batch, Generator generator, Device device)
    {
        using var scope = NewDisposeScope();
        List<Tensor> drawn =
        [
            Mixup.DrawLambda(batch, generator),
            Partners.Draw(batch, system.MixupProbability, generator),
            Partners.Draw(batch, system.StatExProbability ?? 0, generator),
            Partners.Draw(batch, system.FeatExProbability ?? 0, generator),
        ];
        if (system.DrawsStatExAxis)
            drawn.Add(Partners.Draw(batch, 0.5, generator));
        if (system.OriginalStatEx)
            drawn.AddRange(OriginalStatEx.DrawParts(batch, generator).unbind(1));
        var there = stack(drawn.Select(d => d.@float())).ToDevice(device); // [4 to 7, batch]
        Tensor Chosen(int row) => there[row].@bool().MoveToOuterDisposeScope();
        return new ExchangeDraws(
            there[0].MoveToOuterDisposeScope(), Chosen(1), Chosen(2), Chosen(3), system.DrawsStatExAxis ? Chosen(4) : null,
            system.OriginalStatEx ? stack([there[5], there[6]], dim: 1).MoveToOuterDisposeScope() : null);
    }
}
