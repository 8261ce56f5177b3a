using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Ssl4Asd.Models.Fast;

/// <summary>Gradients that were computed by hand join those of autograd.</summary>
internal static class Gradients
{
    /// <summary>Adds to the gradient of a parameter, which must have been trained for.</summary>
    internal static void Add(Parameter parameter, float[] gradient)
    {
        using var values = tensor(gradient, parameter.shape);
        Add(parameter, values);
    }

    /// <inheritdoc cref="Add(Parameter, float[])"/>
    internal static void Add(Parameter parameter, Tensor gradient)
    {
        using var noGradients = no_grad();
        using var sum = parameter.grad;
        if (sum is not null)
        {
            sum.add_(gradient, Scalars.One);
            return;
        }
        using var first = gradient.clone();
        parameter.grad = first;
    }
}
