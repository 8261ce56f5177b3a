using TorchSharp;
using static TorchSharp.torch;

namespace Ssl4Asd.Models;

/// <summary>Random weights from a generator that is handed in, so that a seed decides everything.</summary>
public static class Initialisation
{
    /// <summary>
    /// Glorot-uniform kernels, Keras's default: U(−a, a) with a = √(6 / (fan in + fan out)). Covers every parameter with
    /// two or more axes, in the order of the fields; batch normalisation keeps its ones and zeros.
    /// </summary>
    public static void GlorotUniform(nn.Module module, Generator generator)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        foreach (var (_, parameter) in module.named_parameters())
            if (parameter.dim() >= 2)
                parameter.copy_(GlorotUniform(parameter.shape, generator));
    }

    /// <summary>One kernel <c>[out, in, …]</c>; the axes after the second are the receptive field.</summary>
    public static Tensor GlorotUniform(long[] shape, Generator generator)
    {
        var field = shape.Skip(2).Aggregate(1L, (a, b) => a * b);
        var limit = Math.Sqrt(6.0 / ((shape[0] + shape[1]) * field));
        return Uniform(shape, limit, generator);
    }

    /// <summary>Fills parameters with U(−<paramref name="limit"/>, <paramref name="limit"/>).</summary>
    internal static void Uniform(IEnumerable<Tensor> parameters, double limit, Generator generator)
    {
        using var scope = NewDisposeScope();
        using var noGradients = no_grad();
        foreach (var parameter in parameters)
            parameter.copy_(Uniform(parameter.shape, limit, generator));
    }

    private static Tensor Uniform(long[] shape, double limit, Generator generator)
    {
        using Scalar low = limit.ToScalar(), width = (2 * limit).ToScalar();
        using var scope = NewDisposeScope();
        return rand(shape, generator: generator).mul_(width).sub_(low).MoveToOuterDisposeScope();
    }
}
