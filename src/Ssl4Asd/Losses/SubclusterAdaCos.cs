using Ssl4Asd.Models;
using Ssl4Asd.Presets;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ssl4Asd.Losses;

/// <summary>
/// Sub-cluster AdaCos (paper, section 2; Wilkinghoff, IJCNN 2021), an angular loss: cosines between the embedding and
/// all centres, times a scale s → softmax over all centres → sum over the sub-clusters of a class → cross-entropy with
/// soft labels. s adapts itself (<see cref="AdaptiveScale"/>) in each training step, before it is used.
/// All in log-space: the loss is finite whatever s is.
/// </summary>
public sealed class SubclusterAdaCos : nn.Module<Tensor, Tensor, Tensor>
{
    private readonly long subclusters;
    private readonly double maxScale;
    private readonly Parameter centres; // row c · subclusters + k is sub-cluster k of class c
    private readonly Tensor scale;

    /// <summary>Creates a head with random centres.</summary>
    /// <param name="classes">Classes; at least 2.</param>
    /// <param name="options">Sub-clusters and the bound of s.</param>
    /// <param name="trainable">Whether the centres are trained: no in the supervised head, yes in the self-supervised one (paper, section 3.4).</param>
    /// <param name="generator">The source of the random centres.</param>
    /// <param name="dim">Numbers of an embedding.</param>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than two classes: there is nothing to tell apart.</exception>
    public SubclusterAdaCos(int classes, HeadOptions options, bool trainable, Generator generator, int dim = EmbeddingNetwork.Dim)
        : base(nameof(SubclusterAdaCos))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        (Classes, subclusters, maxScale) = (classes, options.Subclusters, options.MaxScale);
        centres = Detached.Parameter(Initialisation.GlorotUniform([classes * subclusters, dim], generator), trainable);
        scale = Detached.Buffer(tensor((float)AdaptiveScale.Start(classes * subclusters)));
        RegisterComponents();
    }

    /// <summary>Classes that the head tells apart.</summary>
    public int Classes { get; }

    /// <summary>The scale s at present.</summary>
    public double Scale
    {
        get
        {
            using var value = scale.to_type(ScalarType.Float64);
            return value.item<double>();
        }
    }

    /// <summary>The same without reading it from the device; the next step overwrites it.</summary>
    internal Tensor ScaleOnDevice => scale;

    /// <summary>The loss of a batch; in training mode the scale is updated first.</summary>
    /// <param name="embeddings"><c>[batch, dim]</c>, of any length other than zero.</param>
    /// <param name="labels">Soft labels <c>[batch, classes]</c> that sum to 1.</param>
    /// <returns>Mean cross-entropy, a scalar in nats.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit together.</exception>
    public override Tensor forward(Tensor embeddings, Tensor labels)
    {
        if (labels.dim() != 2 || labels.size(0) != embeddings.size(0) || labels.size(1) != Classes)
            throw new ArgumentException($"Expected labels [{embeddings.size(0)}, {Classes}], got [{string.Join(", ", labels.shape)}].", nameof(labels));
        using var scope = NewDisposeScope();
        var cosines = Cosines(embeddings);
        if (training)
        {
            using var noGradients = no_grad();
            scale.copy_(AdaptiveScale.Update(scale, cosines.detach(), labels, maxScale));
        }
        return (labels * LogProbabilities(cosines, scale)).sum(1).mean().neg().MoveToOuterDisposeScope();
    }

    /// <summary>How probable the head thinks each class is; the scale stays what it is.</summary>
    /// <param name="embeddings"><c>[batch, dim]</c>, of any length other than zero.</param>
    /// <returns>Logarithms of probabilities, <c>[batch, classes]</c>.</returns>
    /// <exception cref="ArgumentException">The shape is another one.</exception>
    public Tensor LogProbabilities(Tensor embeddings)
    {
        using var scope = NewDisposeScope();
        return LogProbabilities(Cosines(embeddings), scale).MoveToOuterDisposeScope();
    }

    private Tensor Cosines(Tensor embeddings)
    {
        if (embeddings.dim() != 2 || embeddings.size(1) != centres.size(1))
            throw new ArgumentException($"Expected embeddings [batch, {centres.size(1)}], got [{string.Join(", ", embeddings.shape)}].", nameof(embeddings));
        var cosines = nn.functional.normalize(embeddings, dim: 1).matmul(nn.functional.normalize(centres, dim: 1).t());
        return cosines.view(-1, Classes, subclusters); // [batch, classes, subclusters]
    }

    private static Tensor LogProbabilities(Tensor cosines, Tensor scale)
    {
        var logits = cosines * scale;
        return logits.logsumexp(2) - logits.flatten(1).logsumexp(1, keepdim: true); // [batch, classes]
    }
}
