using Ssl4Asd.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ssl4Asd.Training;

/// <summary>
/// Adam as the published implementation has it: the penalty λ·Σw² on the kernels of both branches, whose gradient is
/// 2λ·w, is a weight decay of 2λ. Squeeze-and-excitation, batch normalisation and centres have no penalty.
/// </summary>
public static class AdamOptimizer
{
    /// <summary>Creates the optimizer of a model's trainable parameters, with the preset's numbers.</summary>
    public static Adam For(AsdModel model)
    {
        var options = model.Preset.Training;
        var exempt = Set(model.modules().OfType<SqueezeExcitation>().SelectMany(m => m.parameters()));
        var kernels = Set(model.Network.parameters().Where(p => p.dim() >= 2 && !exempt.Contains(p)));
        var trainable = model.parameters().Where(p => p.requires_grad).ToList();
        Adam.ParamGroup Group(IEnumerable<Parameter> parameters, double decay)
            => new([.. parameters], options.LearningRate, eps: options.AdamEpsilon, weight_decay: decay);
        return optim.Adam(
        [
            Group(trainable.Where(kernels.Contains), 2 * options.WeightPenalty),
            Group(trainable.Where(p => !kernels.Contains(p)), 0),
        ]);
    }

    private static HashSet<Tensor> Set(IEnumerable<Tensor> tensors) => new(tensors, ReferenceEqualityComparer.Instance);
}
