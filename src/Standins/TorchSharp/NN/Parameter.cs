using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A trained tensor. It takes over the tensor it is made from, and that tensor's place in its scope.</summary>
public class Parameter : Tensor
{
    public Parameter(Tensor data, bool requires_grad = true) : base(data.with_requires_grad(requires_grad).MoveHandle(), false) =>
        DisposeScope.ReplaceWith(data, this);
}
