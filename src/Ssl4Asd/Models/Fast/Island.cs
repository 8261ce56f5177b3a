using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>
/// A step that autograd differentiates, within a pass whose other steps have backward steps of their own: a convolution, a
/// small dense network. Its input is a leaf; the gradients of parameters add up where they always do.
/// </summary>
internal sealed class Island : IDisposable
{
    /// <summary>Applies a function.</summary>
    /// <param name="input">Owned from now on.</param>
    /// <param name="function">Built of torch's operators.</param>
    /// <param name="isRecorded">Whether there will be a backward step.</param>
    internal Island(Tensor input, Func<Tensor, Tensor> function, bool isRecorded)
    {
        using var scope = NewDisposeScope();
        using var gradients = set_grad_enabled(isRecorded);
        Input = input.requires_grad_(isRecorded);
        Output = function(input).DetachFromDisposeScope();
    }

    internal Tensor Input { get; }

    internal Tensor Output { get; }

    /// <summary>Adds the gradients of the parameters; once.</summary>
    /// <param name="gradient">That of the output.</param>
    /// <returns>The gradient of the input, in any order of memory; the caller disposes of it.</returns>
    internal Tensor Backward(Tensor gradient)
    {
        using var scope = NewDisposeScope();
        autograd.backward([Output], [gradient]);
        var result = Input.grad!;
        Input.grad = null;
        return result.DetachFromDisposeScope();
    }

    public void Dispose()
    {
        Output.Dispose();
        Input.Dispose();
    }
}
