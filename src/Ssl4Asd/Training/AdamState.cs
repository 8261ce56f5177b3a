using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ssl4Asd.Training;

/// <summary>What the steps of <see cref="AdamOptimizer"/> leave behind for one parameter; checkpoints keep it.</summary>
/// <param name="parameter">What is trained.</param>
/// <param name="penalty">λ of the penalty λ·Σw² on it.</param>
internal sealed class AdamState(Parameter parameter, double penalty) : IDisposable
{
    internal Parameter Parameter => parameter;

    internal double Penalty => penalty;

    /// <summary>The running mean of the gradient, m; shaped like the parameter.</summary>
    internal Tensor Mean { get; } = zeros_like(parameter).DetachFromDisposeScope();

    /// <summary>The running mean of its square, v; shaped like the parameter.</summary>
    internal Tensor MeanSquare { get; } = zeros_like(parameter).DetachFromDisposeScope();

    /// <summary>Steps done.</summary>
    internal long Step { get; set; }

    public void Dispose()
    {
        Mean.Dispose();
        MeanSquare.Dispose();
    }
}

/// <summary>The numbers of one step (<see cref="AdamOptimizer"/>).</summary>
/// <param name="Decay">2λ.</param>
/// <param name="Beta1">β₁.</param>
/// <param name="Beta2">β₂.</param>
/// <param name="Rate">lr / (1 − β₁ᵗ).</param>
/// <param name="Correction">1 / √(1 − β₂ᵗ).</param>
/// <param name="Epsilon">ε.</param>
internal sealed record AdamNumbers(double Decay, double Beta1, double Beta2, double Rate, double Correction, double Epsilon);
