using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Losses;

/// <summary>
/// A loss over angles: cosines between the embedding and what stands for each class, times a scale s → softmax → cross-entropy
/// with soft labels. s adapts itself (<see cref="AdaptiveScale"/>) in each training step, before it is used.
/// All in log-space: the loss is finite whatever s is.
/// </summary>
public abstract class AngularLoss : nn.Module<Tensor, Tensor, Tensor>
{
    private const double SmallestLength = 1e-12; // as in PyTorch's normalize

    private protected readonly Tensor scale; // protected, since TorchSharp does not see private fields of base classes
    private readonly int _dim;

    private protected AngularLoss(string name, int classes, int dim, double start) : base(name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 2);
        (Classes, _dim) = (classes, dim);
        scale = Models.Detached.Buffer(tensor((float)start));
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
        var cosines = CheckedCosines(embeddings);
        if (training)
        {
            using var noGradients = no_grad();
            scale.copy_(NextScale(cosines.detach(), labels));
        }
        return (labels * LogSoftmax(cosines * scale)).sum(1).mean().neg().MoveToOuterDisposeScope();
    }

    /// <summary>How probable the head thinks each class is; the scale stays what it is.</summary>
    /// <param name="embeddings"><c>[batch, dim]</c>, of any length other than zero.</param>
    /// <returns>Logarithms of probabilities, <c>[batch, classes]</c>.</returns>
    /// <exception cref="ArgumentException">The shape is another one.</exception>
    public Tensor LogProbabilities(Tensor embeddings)
    {
        using var scope = NewDisposeScope();
        return LogSoftmax(CheckedCosines(embeddings) * scale).MoveToOuterDisposeScope();
    }

    /// <summary>Cosines of a batch, <c>[batch, classes, …]</c>.</summary>
    private protected abstract Tensor Cosines(Tensor embeddings);

    /// <summary>
    /// Cosines between embeddings and vectors. The vectors are far more numbers than the cosines of a batch: the products are divided by the
    /// lengths, instead of the vectors, and so are the gradients.
    /// </summary>
    /// <param name="vectors"><c>[vectors, dim]</c>, of any length.</param>
    /// <param name="embeddings"><c>[batch, dim]</c>, of any length.</param>
    /// <returns><c>[batch, vectors]</c></returns>
    private protected static Tensor CosinesWith(Tensor vectors, Tensor embeddings)
        => nn.functional.normalize(embeddings, dim: 1).matmul(vectors.t()) / Lengths(vectors);

    /// <summary>Lengths of the rows of <c>[vectors, dim]</c>, never zero: <c>[vectors]</c>.</summary>
    private protected static Tensor Lengths(Tensor vectors)
    {
        using var smallest = SmallestLength.ToScalar();
        return vectors.norm(1).clamp_min(smallest);
    }

    /// <summary>s for this batch, a scalar.</summary>
    private protected abstract Tensor NextScale(Tensor cosines, Tensor labels);

    /// <summary>Scaled cosines to logarithms of probabilities, <c>[batch, classes]</c>.</summary>
    private protected abstract Tensor LogSoftmax(Tensor logits);

    private Tensor CheckedCosines(Tensor embeddings) => embeddings.dim() == 2 && embeddings.size(1) == _dim
        ? Cosines(embeddings)
        : throw new ArgumentException($"Expected embeddings [batch, {_dim}], got [{string.Join(", ", embeddings.shape)}].", nameof(embeddings));
}
