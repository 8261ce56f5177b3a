using Ssl4Asd.Presets;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ssl4Asd.Models;

/// <summary>
/// The first sub-network (paper, section 2): the magnitude spectrum of the whole clip, <c>[batch, bins]</c> →
/// half an embedding, <c>[batch, 128]</c> in the paper. Three strided convolutions with squeeze-and-excitation, four dense layers
/// with batch normalisation, one dense layer without.
/// </summary>
public sealed class SpectrumBranch : nn.Module<Tensor, Tensor>
{
    /// <summary>Channels of the convolutions and units of the dense layers before the last.</summary>
    public const int Width = 128;

    private readonly long bins;
    private readonly SameConv1d conv1;
    private readonly SqueezeExcitation? se1;
    private readonly SameConv1d conv2;
    private readonly SqueezeExcitation? se2;
    private readonly SameConv1d conv3;
    private readonly SqueezeExcitation? se3;
    private readonly Linear dense1;
    private readonly BatchNorm norm1;
    private readonly Linear dense2;
    private readonly BatchNorm norm2;
    private readonly Linear dense3;
    private readonly BatchNorm norm3;
    private readonly Linear dense4;
    private readonly BatchNorm norm4;
    private readonly Linear embedding;

    /// <summary>Creates the branch for spectra of <paramref name="bins"/> bins: half the samples of a clip.</summary>
    /// <param name="bins">Bins of a spectrum.</param>
    /// <param name="options">Numbers of the half embedding, and whether there is squeeze-and-excitation; the paper's where null.</param>
    public SpectrumBranch(long bins, NetworkOptions? options = null) : base(nameof(SpectrumBranch))
    {
        options ??= new();
        this.bins = bins;
        (conv1, se1) = (new SameConv1d(1, Width, kernel: 256, stride: 64), SqueezeExcitation());
        (conv2, se2) = (new SameConv1d(Width, Width, kernel: 64, stride: 32), SqueezeExcitation());
        (conv3, se3) = (new SameConv1d(Width, Width, kernel: 16, stride: 4), SqueezeExcitation());
        var positions = new long[] { 64, 32, 4 }.Aggregate(bins, SamePadding.OutputLength);
        (dense1, norm1) = (nn.Linear(Width * positions, Width, hasBias: false), new BatchNorm(Width));
        (dense2, norm2) = (nn.Linear(Width, Width, hasBias: false), new BatchNorm(Width));
        (dense3, norm3) = (nn.Linear(Width, Width, hasBias: false), new BatchNorm(Width));
        (dense4, norm4) = (nn.Linear(Width, Width, hasBias: false), new BatchNorm(Width));
        embedding = nn.Linear(Width, options.HalfWidth, hasBias: false);
        RegisterComponents();

        SqueezeExcitation? SqueezeExcitation() => options.SqueezeExcitation ? new SqueezeExcitation(Width) : null;
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (input.dim() != 2 || input.size(1) != bins)
            throw new ArgumentException($"Expected spectra [batch, {bins}], got [{string.Join(", ", input.shape)}].", nameof(input));
        using var scope = NewDisposeScope();
        var x = input.unsqueeze(1);               // [batch, 1, bins]
        foreach (var (convolution, squeezeExcitation) in Stages)
        {
            x = convolution.call(x).relu_();
            x = squeezeExcitation is null ? x : squeezeExcitation.call(x);
        }                                         // [batch, 128, positions]
        return Dense(x).MoveToOuterDisposeScope();
    }

    internal IReadOnlyList<(SameConv1d Convolution, SqueezeExcitation? SqueezeExcitation)> Stages => [(conv1, se1), (conv2, se2), (conv3, se3)];

    /// <summary>What follows the convolutions: <c>[batch, 128, positions]</c> → half an embedding.</summary>
    internal Tensor Dense(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = norm1.call(dense1.call(input.flatten(1))).relu_();
        x = norm2.call(dense2.call(x)).relu_();
        x = norm3.call(dense3.call(x)).relu_();
        x = norm4.call(dense4.call(x)).relu_();
        return embedding.call(x).MoveToOuterDisposeScope();
    }
}
