namespace Ssl4Asd.Experiments.Bench;

/// <summary>The arithmetic of one layer: each of its weights is multiplied and added once at each position of its output.</summary>
/// <param name="Name">Its module path within the network.</param>
/// <param name="Weights">Numbers of its kernel.</param>
/// <param name="Positions">Positions of its output for one clip: frames × bins of a convolution, 1 of a dense layer.</param>
/// <param name="WeightGradient">Whether its kernel is trained.</param>
/// <param name="InputGradient">Whether anything before it is trained.</param>
public sealed record LayerCost(string Name, long Weights, long Positions, bool WeightGradient = true, bool InputGradient = true)
{
    /// <summary>Floating-point operations of the forward pass of one clip: two for each multiply-accumulate.</summary>
    public double Forward => 2.0 * Weights * Positions;

    /// <summary>The same of the backward pass: as many for the gradient of the kernel as for that of the input.</summary>
    public double Backward => Forward * ((WeightGradient ? 1 : 0) + (InputGradient ? 1 : 0));
}
