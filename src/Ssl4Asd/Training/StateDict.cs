using static TorchSharp.torch;

namespace Ssl4Asd.Training;

/// <summary>
/// Copies stored tensors into a model. TorchSharp's own <c>load_state_dict</c> names neither the file nor the tensor, and a
/// copy alone would broadcast a wrong shape without a word.
/// </summary>
internal static class StateDict
{
    /// <summary>Fills every parameter and buffer of a module. Call it without gradients.</summary>
    /// <param name="module">The module to fill.</param>
    /// <param name="tensors">What <see cref="Safetensors.Read"/> gave.</param>
    /// <param name="path">The file, for messages.</param>
    /// <param name="prefix">What stands before the module path in the names of the file.</param>
    /// <exception cref="InputException">A tensor is missing, has another shape, or holds NaN or infinity.</exception>
    internal static void Restore(nn.Module module, IReadOnlyDictionary<string, Tensor> tensors, string path, string prefix = "")
    {
        using var scope = NewDisposeScope();
        foreach (var (name, target) in module.state_dict())
        {
            var found = Find(tensors, prefix + name, target, path);
            if (!found.isfinite().all().item<bool>())
                throw new InputException($"{path}: {prefix}{name} holds numbers that are not finite; train again.");
            target.copy_(found);
        }
    }

    /// <summary>The tensor of that name, which must have the shape of <paramref name="like"/>.</summary>
    /// <exception cref="InputException">It is missing or has another shape.</exception>
    internal static Tensor Find(IReadOnlyDictionary<string, Tensor> tensors, string name, Tensor like, string path)
        => tensors.TryGetValue(name, out var found) && found.shape.SequenceEqual(like.shape)
            ? found
            : throw new InputException($"{path}: has no {name} of shape [{string.Join(", ", like.shape)}]; it belongs to another model, train again in a new folder.");
}
