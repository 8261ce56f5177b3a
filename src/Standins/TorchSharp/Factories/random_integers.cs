using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor randint(long low, long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Aten.randint_low_generator.One(low, high, size.Shape, generator, dtype ?? ScalarType.Int64, Arg.None, InitializeDevice(device)).with_requires_grad(requires_grad);

    public static Tensor randint(long high, Size size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        randint(0, high, size, dtype, device, requires_grad, generator);

    public static Tensor randint(long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        randint(0, high, new Size(size), dtype, device, requires_grad, generator);

    public static Tensor randint(long low, long high, long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        randint(low, high, new Size(size), dtype, device, requires_grad, generator);

    public static Tensor randint(int low, int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        randint(low, high, new Size(size), dtype, device, requires_grad, generator);

    public static Tensor randint(int high, int[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        randint(0, high, new Size(size), dtype, device, requires_grad, generator);

    public static Tensor randperm(long n, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        Aten.randperm_generator.One(n, generator, dtype ?? ScalarType.Int64, Arg.None, InitializeDevice(device)).with_requires_grad(requires_grad);

    public static Tensor normal(double mean, double std, ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, Generator? generator = null) =>
        empty(size, dtype, device).normal_(mean, std, generator).with_requires_grad(requires_grad);

    public static Tensor normal(Tensor mean, Tensor std, Generator? generator = null) =>
        randn(mean.shape, null, std.device, false, generator) * std + mean;
}
