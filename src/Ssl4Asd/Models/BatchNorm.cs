using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ssl4Asd.Models;

/// <summary>
/// Batch normalisation of the second axis with Keras's constants, which the published implementation uses. TorchSharp's layers
/// are the same, but count batches by a number that may be freed before libtorch reads it (<see cref="Scalars"/>).
/// </summary>
internal sealed class BatchNorm : nn.Module<Tensor, Tensor>
{
    private readonly Parameter? weight;
    private readonly Parameter? bias;
    private readonly Tensor running_mean;
    private readonly Tensor running_var;
    private readonly Tensor num_batches_tracked;

    /// <summary>Creates a layer that leaves what it normalises at mean 0 and deviation 1.</summary>
    /// <param name="channels">Length of the second axis.</param>
    /// <param name="epsilon">Added to variances; torch's default is 1e-5.</param>
    /// <param name="isAffine">Whether what is normalised is then scaled and shifted by trained numbers.</param>
    internal BatchNorm(long channels, double epsilon = 1e-3, bool isAffine = true) : base(nameof(BatchNorm))
    {
        Epsilon = epsilon;
        weight = isAffine ? Detached.Parameter(ones(channels)) : null;
        bias = isAffine ? Detached.Parameter(zeros(channels)) : null;
        running_mean = Detached.Buffer(zeros(channels));
        running_var = Detached.Buffer(ones(channels));
        num_batches_tracked = Detached.Buffer(tensor(0L));
        RegisterComponents();
    }

    /// <summary>The share of a batch in the running statistics. Keras's momentum 0.99 is torch's 1 − 0.99; torch's default is 0.1.</summary>
    internal static double Momentum => 0.01;

    /// <summary>What is added to variances.</summary>
    internal double Epsilon { get; }

    /// <summary>γ; null where it is 1.</summary>
    internal Parameter? Weight => weight;

    /// <summary>β; null where it is 0.</summary>
    internal Parameter? Bias => bias;

    internal Tensor RunningMean => running_mean;

    internal Tensor RunningVariance => running_var;

    /// <summary>Counts a batch of training.</summary>
    internal void CountBatch()
    {
        using var noGradients = no_grad();
        num_batches_tracked.add_(Scalars.One, Scalars.One);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (training)
            CountBatch();
        return nn.functional.batch_norm(input, running_mean, running_var, weight, bias, training, Momentum, Epsilon);
    }
}
