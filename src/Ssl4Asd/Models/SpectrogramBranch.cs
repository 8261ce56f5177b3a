using Ssl4Asd.Presets;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ssl4Asd.Models;

/// <summary>
/// The second sub-network (paper, section 2): a spectrogram (after StatEx and temporal mean normalisation, which
/// happen outside), <c>[batch, frames, bins]</c> → half an embedding, <c>[batch, 128]</c> in the paper. A small residual network whose
/// output is pooled over all frames. Any number of frames from five up.
/// </summary>
public sealed class SpectrogramBranch : nn.Module<Tensor, Tensor>
{
    private readonly long bins;
    private readonly BatchNorm input_norm;
    private readonly SameConv2d conv;
    private readonly BatchNorm norm;
    private readonly ResidualStage stage1;
    private readonly ResidualStage stage2;
    private readonly ResidualStage stage3;
    private readonly ResidualStage stage4;
    private readonly BatchNorm output_norm;
    private readonly Linear embedding;

    /// <summary>Creates the branch for spectrograms of so many bins: 513 in the paper.</summary>
    /// <param name="bins">Bins of a frame.</param>
    /// <param name="version">Which version of the residual network.</param>
    /// <param name="options">Numbers of the half embedding, and what the blocks are made of; the paper's where null.</param>
    public SpectrogramBranch(long bins, ResidualVersion version = ResidualVersion.Uniform, NetworkOptions? options = null) : base(nameof(SpectrogramBranch))
    {
        options ??= new();
        this.bins = bins;
        IsUniform = version == ResidualVersion.Uniform;
        input_norm = new BatchNorm(bins, isAffine: options.AffineNormalisation);
        conv = new SameConv2d(1, 16, kernel: 7, stride: 2);
        norm = new BatchNorm(16, isAffine: options.AffineNormalisation);
        stage1 = new ResidualStage(
            16, 16, strided: false, options,
            version == ResidualVersion.Before2024 ? InnerNorm.OnSkipPath : InnerNorm.BeforeReLU,
            version == ResidualVersion.Uniform ? InnerNorm.BeforeReLU : InnerNorm.AfterReLU);
        stage2 = new ResidualStage(16, 32, strided: true, options);
        stage3 = new ResidualStage(32, 64, strided: true, options);
        stage4 = new ResidualStage(64, 128, strided: true, options, outerNorm: version == ResidualVersion.Uniform);
        var pooled = (SamePadding.OutputLength(bins, 2) - 3) / 2 + 1; // after the max-pool without padding
        var remaining = new long[] { 2, 2, 2 }.Aggregate(pooled, SamePadding.OutputLength);
        output_norm = new BatchNorm(128 * remaining, isAffine: options.AffineNormalisation);
        embedding = nn.Linear(128 * remaining, options.HalfWidth, hasBias: false);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (input.dim() != 3 || input.size(1) < 5 || input.size(2) != bins)
            throw new ArgumentException($"Expected spectrograms [batch, frames ≥ 5, {bins}], got [{string.Join(", ", input.shape)}].", nameof(input));
        using var scope = NewDisposeScope();
        var (batch, frames) = (input.size(0), input.size(1));
        // every bin is normalised over all clips and frames
        var x = input_norm.call(input.reshape(batch * frames, bins)).view(batch, 1, frames, bins);
        x = norm.call(conv.call(x)).relu_();
        x = nn.functional.max_pool2d(x, [3L, 3L], strides: [2L, 2L]);
        x = stage4.call(stage3.call(stage2.call(stage1.call(x))));
        return Pool(x).MoveToOuterDisposeScope();
    }

    /// <summary>Whether all blocks are alike.</summary>
    internal bool IsUniform { get; }

    internal BatchNorm InputNorm => input_norm;

    internal SameConv2d Conv => conv;

    internal BatchNorm Norm => norm;

    internal IEnumerable<ResidualBlock> Blocks => new[] { stage1, stage2, stage3, stage4 }.SelectMany(stage => stage.Blocks);

    /// <summary>What follows the residual stages: <c>[batch, 128, frames, bins]</c> → half an embedding.</summary>
    internal Tensor Pool(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = input.amax([2L]).flatten(1);      // [batch, 128 · bins]
        return embedding.call(output_norm.call(x)).MoveToOuterDisposeScope();
    }
}
