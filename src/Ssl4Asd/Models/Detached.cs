using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ssl4Asd.Models;

/// <summary>
/// What a module owns must outlive the dispose scope it was made in. TorchSharp's own layers see to that; parameters and
/// buffers that are made by hand have to.
/// </summary>
internal static class Detached
{
    internal static Parameter Parameter(Tensor data, bool requiresGrad = true)
    {
        var parameter = nn.Parameter(data, requiresGrad);
        parameter.DetachFromDisposeScope();
        return parameter;
    }

    internal static Tensor Buffer(Tensor data) => data.DetachFromDisposeScope();
}
