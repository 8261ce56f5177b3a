using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Aten.randint_low_generator.One(low, high, size, generator, dtype ?? ScalarType.Int64, Arg.None, InitializeDevice(device)).with_requires_grad(requires_grad);

    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator);

    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Aten.randperm_generator.One(n, generator, dtype ?? ScalarType.Int64, Arg.None, InitializeDevice(device)).with_requires_grad(requires_grad);
}
