using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Losses;

/// <summary>
/// The adaptive scale s of AdaCos (Zhang et al., CVPR 2019) as the published implementation of the paper updates it:
/// s ← (m + ln(mean over the batch of Σ exp(s·cos − m))) / cos(min(π/4, median θ)), with m the largest s·cos of the batch.
/// </summary>
/// <remarks>
/// The angle θ of a clip is summed over the sub-clusters of its class (about 16 · π/2 ≈ 25 rad), so min(π/4, ·) is π/4
/// and s grows by up to √2 each step once cosines pass 1/√2. We keep the update, since the results of the paper come
/// from it, and bound s from both sides, so that it never leaves the finite.
/// </remarks>
public static class AdaptiveScale
{
    /// <summary>s never falls below this: a batch whose cosines are all negative would turn it negative.</summary>
    public const double MinScale = 0.1;

    /// <summary>s of sub-cluster AdaCos before the first step: √2 · ln(centres − 1).</summary>
    /// <param name="centres">Classes × sub-clusters; at least 2.</param>
    public static double Start(long centres) => Math.Max(MinScale, Math.Sqrt(2) * Math.Log(centres - 1));

    /// <summary>s of AdaProj before the first step: √2 · ln(classes − 1), at least 0.5.</summary>
    /// <param name="classes">Classes; at least 2.</param>
    public static double StartOfProjections(long classes) => Math.Max(0.5, Math.Sqrt(2) * Math.Log(classes - 1));

    /// <summary>One update of sub-cluster AdaCos. Call it without gradients.</summary>
    /// <param name="scale">s, a scalar.</param>
    /// <param name="cosines"><c>[batch, classes, subclusters]</c></param>
    /// <param name="labels">Soft labels <c>[batch, classes]</c>.</param>
    /// <param name="maxScale">Upper bound of s.</param>
    /// <returns>The new s, a scalar in [<see cref="MinScale"/>, <paramref name="maxScale"/>].</returns>
    public static Tensor Update(Tensor scale, Tensor cosines, Tensor labels, double maxScale)
    {
        using var scope = NewDisposeScope();
        var logits = cosines.flatten(1) * scale;                            // [batch, centres]
        var largest = logits.max();
        var sums = logits.sub_(largest).exp_().sum(1);
        return Next(largest, sums, (Angles(cosines).sum(2) * labels).sum(1), maxScale).MoveToOuterDisposeScope(); // θ summed over sub-clusters
    }

    /// <summary>
    /// One update of AdaProj, whose mean sum takes 0 for the logit of a class that a clip is of altogether (label 1), as AdaCos has
    /// it for hard labels. Call it without gradients.
    /// </summary>
    /// <param name="scale">s, a scalar.</param>
    /// <param name="cosines"><c>[batch, classes]</c></param>
    /// <param name="labels">Soft labels <c>[batch, classes]</c>.</param>
    /// <param name="maxScale">Upper bound of s.</param>
    /// <returns>The new s, a scalar in [<see cref="MinScale"/>, <paramref name="maxScale"/>].</returns>
    public static Tensor UpdateOfProjections(Tensor scale, Tensor cosines, Tensor labels, double maxScale)
    {
        using var scope = NewDisposeScope();
        var logits = cosines * scale;
        var largest = logits.max();
        var others = where(labels.lt(Scalars.One), logits, zeros_like(logits));
        return Next(largest, others.sub_(largest).exp_().sum(1), (Angles(cosines) * labels).sum(1), maxScale).MoveToOuterDisposeScope();
    }

    private static Tensor Angles(Tensor cosines)
    {
        using var minusOne = (-1).ToScalar();
        return cosines.clamp(minusOne, Scalars.One).acos_();
    }

    // ln of the mean sum, without overflow, over the cosine of the median angle
    private static Tensor Next(Tensor largest, Tensor sums, Tensor angles, double maxScale)
    {
        using Scalar quarter = (Math.PI / 4).ToScalar(), least = MinScale.ToScalar(), most = maxScale.ToScalar();
        return (largest.add(sums.mean().log(), Scalars.One) / angles.median().clamp_max(quarter).cos()).clamp(least, most);
    }
}
