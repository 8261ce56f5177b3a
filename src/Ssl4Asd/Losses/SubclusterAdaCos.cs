using Ssl4Asd.Models;
using Ssl4Asd.Presets;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ssl4Asd.Losses;

/// <summary>
/// Sub-cluster AdaCos (paper, section 2; Wilkinghoff, IJCNN 2021): cosines between the embedding and all centres, times a
/// scale s → softmax over all centres → sum over the sub-clusters of a class → cross-entropy with soft labels.
/// </summary>
public sealed class SubclusterAdaCos : AngularLoss
{
    private readonly long subclusters;
    private readonly double maxScale;
    private readonly Parameter centres; // row c · subclusters + k is sub-cluster k of class c

    /// <summary>Creates a head with random centres.</summary>
    /// <param name="classes">Classes; at least 2.</param>
    /// <param name="options">Sub-clusters and the bound of s.</param>
    /// <param name="trainable">Whether the centres are trained: no in the supervised head, yes in the self-supervised one (paper, section 3.4).</param>
    /// <param name="generator">The source of the random centres.</param>
    /// <param name="dim">Numbers of an embedding.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two classes: there is nothing to tell apart.</exception>
    public SubclusterAdaCos(int classes, HeadOptions options, bool trainable, Generator generator, int dim = EmbeddingNetwork.PaperDim)
        : base(nameof(SubclusterAdaCos), classes, dim, AdaptiveScale.Start((long)classes * options.Subclusters))
    {
        (subclusters, maxScale) = (options.Subclusters, options.MaxScale);
        centres = Detached.Parameter(Initialisation.GlorotUniform([classes * subclusters, dim], generator), trainable);
        RegisterComponents();
    }

    private protected override Tensor Cosines(Tensor embeddings) => CosinesWith(centres, embeddings).view(-1, Classes, subclusters);

    private protected override Tensor NextScale(Tensor cosines, Tensor labels) => AdaptiveScale.Update(scale, cosines, labels, maxScale);

    private protected override Tensor LogSoftmax(Tensor logits) => logits.logsumexp(2).log_softmax(1);
}
