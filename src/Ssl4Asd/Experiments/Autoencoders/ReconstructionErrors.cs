using Ssl4Asd.Models;
using Ssl4Asd.Presets;
using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Experiments.Autoencoders;

/// <summary>What a trained autoencoder leaves of a recording, and the covariances of that in training.</summary>
internal static class ReconstructionErrors
{
    private const double Ridge = 1e-6; // of the mean variance, added to each: a few recordings may not fill all directions

    /// <summary>The errors of each frame of each window of a recording: <c>[windows · frames, bands]</c>.</summary>
    /// <param name="network">In evaluation mode.</param>
    /// <param name="windows">Those of several recordings.</param>
    /// <param name="recording">Which of them.</param>
    /// <param name="bands">Bands of a frame.</param>
    internal static Tensor Of(Autoencoder network, LogMelWindows windows, int recording, int bands)
    {
        using var scope = NewDisposeScope();
        var x = windows.Take(recording);
        return (x - network.call(x)).view(-1, bands).MoveToOuterDisposeScope();
    }

    /// <summary>The anomaly score of a recording.</summary>
    /// <param name="errors"><c>[windows · frames, bands]</c></param>
    /// <param name="score">Which.</param>
    /// <param name="precisions">Inverse covariances of the source and of the target domain, <c>[bands, bands]</c> in float64.</param>
    /// <remarks>
    /// The published code takes the Mahalanobis distance of the mean error of a recording, δ̄ᵀ·Σ⁻¹·δ̄ (it multiplies all errors with each other), not
    /// the mean distance of its errors; so do we, since the published scores come from it.
    /// </remarks>
    internal static double Score(Tensor errors, ReconstructionScore score, (Tensor Source, Tensor Target) precisions)
    {
        using var scope = NewDisposeScope();
        using var two = 2.ToScalar();
        var exact = errors.cpu().to_type(ScalarType.Float64);
        if (score == ReconstructionScore.MeanSquaredError)
            return exact.pow(two).mean().item<double>();
        var mean = exact.mean([0L]);
        double Distance(Tensor precision) => mean.dot(precision.mv(mean)).item<double>();
        return Math.Min(Distance(precisions.Source), Distance(precisions.Target));
    }

    /// <summary>The inverse covariance of errors, <c>[bands, bands]</c> in float64; null for fewer than two.</summary>
    /// <param name="errors">Of each recording of the domain; made one after the other, and disposed of.</param>
    /// <param name="bands">Bands of a frame.</param>
    internal static Tensor? Precision(IEnumerable<Tensor> errors, int bands)
    {
        using var scope = NewDisposeScope();
        var (count, sum, products) = (0L, zeros(bands, dtype: ScalarType.Float64), zeros(bands, bands, dtype: ScalarType.Float64));
        foreach (var part in errors)
        {
            using var inner = NewDisposeScope();
            using var given = part; // a data set's worth of them does not fit into memory
            var exact = given.cpu().to_type(ScalarType.Float64);
            count += exact.size(0);
            sum.add_(exact.sum(0), Scalars.One);
            products.add_(exact.t().mm(exact), Scalars.One);
        }
        if (count < 2)
            return null;
        using Scalar number = count.ToScalar(), others = (count - 1).ToScalar(), ridge = (Ridge / bands).ToScalar(), least = 1e-300.ToScalar();
        var covariance = (products - sum.outer(sum).div(number)).div(others);
        var added = covariance.trace().mul(ridge).clamp_min(least);
        return linalg.inv(covariance.add(eye(bands, dtype: ScalarType.Float64) * added, Scalars.One)).MoveToOuterDisposeScope();
    }
}
