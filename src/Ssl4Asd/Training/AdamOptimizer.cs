using Ssl4Asd.Models;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ssl4Asd.Training;

/// <summary>
/// Adam (Kingma and Ba, ICLR 2015) with the penalty of the published implementation: λ·Σw² on the kernels of both branches,
/// whose gradient is 2λ·w. Squeeze-and-excitation, batch normalisation and centres have no penalty. A system may have it PyTorch's
/// way instead: one weight decay, on all that is trained (<see cref="Presets.SystemDefinition.WeightDecay"/>).
/// With g the gradient of loss and penalty in step t:
/// m ← m + (1 − β₁)·(g − m), v ← β₂·v + (1 − β₂)·g², w ← w − lr / (1 − β₁ᵗ) · m / (√(v / (1 − β₂ᵗ)) + ε).
/// </summary>
/// <remarks>ε stands outside the root, as in PyTorch and in Keras; its value is Keras's (<see cref="Presets.TrainingOptions.AdamEpsilon"/>).</remarks>
public sealed class AdamOptimizer : IDisposable
{
    private readonly double _learningRate;
    private readonly double _epsilon;
    private readonly double _beta1;
    private readonly double _beta2;

    /// <summary>Prepares the training of parameters, which stay on their device and keep their type.</summary>
    /// <param name="parameters">What is trained, and λ of the penalty on it.</param>
    /// <param name="learningRate">Step size lr.</param>
    /// <param name="epsilon">ε.</param>
    /// <param name="beta1">β₁: how much of the mean gradient m outlives a step.</param>
    /// <param name="beta2">β₂: how much of the mean squared gradient v outlives a step.</param>
    public AdamOptimizer(IEnumerable<(Parameter Parameter, double Penalty)> parameters, double learningRate, double epsilon, double beta1 = 0.9, double beta2 = 0.999)
    {
        (_learningRate, _epsilon, _beta1, _beta2) = (learningRate, epsilon, beta1, beta2);
        States = [.. parameters.Select(p => new AdamState(p.Parameter, p.Penalty))];
    }

    /// <summary>An optimizer of a model's trainable parameters, with the preset's numbers.</summary>
    public static AdamOptimizer For(AsdModel model)
    {
        var options = model.Preset.Training;
        if (model.Definition.WeightDecay is { } decay)
            return new AdamOptimizer(model.parameters().Where(p => p.requires_grad).Select(p => (p, decay / 2)), options.LearningRate, options.AdamEpsilon);
        var exempt = Set(model.modules().OfType<SqueezeExcitation>().SelectMany(m => m.parameters()));
        var kernels = Set(model.Network.parameters().Where(p => p.dim() >= 2 && !exempt.Contains(p)));
        var trainable = model.parameters().Where(p => p.requires_grad).ToLookup(kernels.Contains);
        return new AdamOptimizer(
            [.. trainable[true].Select(p => (p, options.WeightPenalty)), .. trainable[false].Select(p => (p, 0.0))],
            options.LearningRate, options.AdamEpsilon);
    }

    /// <summary>What each parameter's steps leave behind.</summary>
    internal IReadOnlyList<AdamState> States { get; }

    /// <summary>Forgets the gradients of the parameters.</summary>
    public void zero_grad()
    {
        foreach (var state in States)
            state.Parameter.grad = null;
    }

    /// <summary>Moves all parameters that have a gradient.</summary>
    public void step()
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        var onCpu = new AdamPass();
        foreach (var state in States)
        {
            if (state.Parameter.grad is not { } gradient)
                continue;
            state.Step++;
            var numbers = new AdamNumbers(
                2 * state.Penalty, _beta1, _beta2, _learningRate / (1 - Math.Pow(_beta1, state.Step)), 1 / Math.Sqrt(1 - Math.Pow(_beta2, state.Step)), _epsilon);
            if (AdamPass.Fits(state.Parameter))
                onCpu.Add(state, gradient.contiguous(), numbers);
            else
                Move(state, gradient, numbers);
        }
        onCpu.Run();
    }

    // by libtorch's operators, for every device and type
    private static void Move(AdamState state, Tensor gradient, AdamNumbers numbers)
    {
        using Scalar decay = numbers.Decay.ToScalar(), keep1 = numbers.Beta1.ToScalar(), new1 = (1 - numbers.Beta1).ToScalar(),
            keep2 = numbers.Beta2.ToScalar(), new2 = (1 - numbers.Beta2).ToScalar(),
            correction = numbers.Correction.ToScalar(), epsilon = numbers.Epsilon.ToScalar(), rate = (-numbers.Rate).ToScalar();
        var g = numbers.Decay == 0 ? gradient : gradient.add(state.Parameter, decay);
        state.Mean.mul_(keep1).add_(g, new1);
        state.MeanSquare.mul_(keep2).addcmul_(g, g, new2);
        state.Parameter.addcdiv_(state.Mean, state.MeanSquare.sqrt().mul_(correction).add_(epsilon, Scalars.One), rate);
    }

    /// <summary>Frees the moments; the parameters stay.</summary>
    public void Dispose()
    {
        foreach (var state in States)
            state.Dispose();
    }

    private static HashSet<Tensor> Set(IEnumerable<Tensor> tensors) => new(tensors, ReferenceEqualityComparer.Instance);
}
