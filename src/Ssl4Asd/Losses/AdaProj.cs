using Ssl4Asd.Models;
using Ssl4Asd.Presets;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ssl4Asd.Losses;

/// <summary>
/// AdaProj (Wilkinghoff, "AdaProj: Adaptively scaled angular margin subspace projections for anomaly detection with auxiliary
/// classification tasks", 2024): each class is a subspace, spanned by D vectors, instead of D points, so that embeddings may
/// vary within it. Cosine between the embedding x̂ = x / |x| and its projection P_c = Σ_j ⟨x̂, w_cj⟩ w_cj, times a scale s →
/// softmax over classes → cross-entropy with soft labels. The vectors have length 1 and are not made orthogonal.
/// </summary>
/// <remarks>
/// With a_j = ⟨x̂, w_cj⟩ and G the products of the vectors of a class with each other, ⟨x̂, P_c⟩ = Σ a_j² and |P_c|² = aᵀ·G·a: no
/// projection, of as many numbers as an embedding has, is ever made.
/// </remarks>
public sealed class AdaProj : AngularLoss
{
    private const double SmallestSquare = 1e-12; // of the length of a projection; keeps what lies at right angles to a subspace finite

    private readonly long dimension;
    private readonly double maxScale;
    private readonly Parameter subspaces; // row c · D + j is vector j of class c

    /// <summary>Creates a head with random subspaces.</summary>
    /// <param name="classes">Classes; at least 2.</param>
    /// <param name="options">D and the bound of s.</param>
    /// <param name="trainable">Whether the subspaces are trained.</param>
    /// <param name="generator">The source of the random vectors.</param>
    /// <param name="dim">Numbers of an embedding.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two classes: there is nothing to tell apart.</exception>
    public AdaProj(int classes, HeadOptions options, bool trainable, Generator generator, int dim)
        : base(nameof(AdaProj), classes, dim, AdaptiveScale.StartOfProjections(classes))
    {
        (dimension, maxScale) = (options.SubspaceDimension, options.MaxScale);
        subspaces = Detached.Parameter(Initialisation.GlorotUniform([classes * dimension, dim], generator), trainable);
        RegisterComponents();
    }

    private protected override Tensor Cosines(Tensor embeddings)
    {
        using var smallest = SmallestSquare.ToScalar();
        using var two = 2.ToScalar();
        var along = CosinesWith(subspaces, embeddings).view(-1, Classes, dimension);                    // a: [batch, classes, D]
        var (spans, lengths) = (subspaces.view(Classes, dimension, -1), Lengths(subspaces).view(Classes, dimension, 1));
        var products = spans.matmul(spans.transpose(1, 2)) / lengths / lengths.transpose(1, 2);         // G: [classes, D, D]
        var squares = (along.transpose(0, 1).matmul(products).transpose(0, 1) * along).sum(2);          // |P|²: [batch, classes]
        return along.pow(two).sum(2) / squares.clamp_min(smallest).sqrt();
    }

    private protected override Tensor NextScale(Tensor cosines, Tensor labels) => AdaptiveScale.UpdateOfProjections(scale, cosines, labels, maxScale);

    private protected override Tensor LogSoftmax(Tensor logits) => logits.log_softmax(1);
}
