using static TorchSharp.torch;

namespace Ssl4Asd.Training;

/// <summary>The losses of one batch, scalars in nats.</summary>
/// <param name="Total">The sum of the others with weight 1 each (paper, section 3.4); carries the gradients.</param>
/// <param name="Supervised">The regular loss, where the system has one.</param>
/// <param name="SelfSupervised">The loss over the exchanged classes, where the system has one.</param>
public sealed record StepLosses(Tensor Total, Tensor? Supervised, Tensor? SelfSupervised);
