using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

// Tensors with the values of managed memory, copied.
public static partial class torch
{
    /// <summary>A scalar of the given type.</summary>
    private static Tensor Scalar(Scalar value, ScalarType type, Device? device, bool requires_grad) =>
        Aten.scalar_tensor.One(value, type, Arg.None, InitializeDevice(device)).with_requires_grad(requires_grad);

    private static Tensor FromGrid<T>(Array grid, ScalarType type, Device? device, bool requires_grad) where T : unmanaged
    {
        var data = MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(grid)), grid.Length);
        var shape = Enumerable.Range(0, grid.Rank).Select(d => (long)grid.GetLength(d)).ToArray();
        return FromSpan<T>(data, shape, type, device, requires_grad);
    }

    private static unsafe Tensor FromSpan<T>(ReadOnlySpan<T> data, ReadOnlySpan<long> dimensions, ScalarType type, Device? device, bool requires_grad) where T : unmanaged
    {
        var count = 1L;
        foreach (var size in dimensions)
            count *= size;
        if (count > data.Length)
            throw new ArgumentException($"mismatched total size creating a tensor from an array: {count} vs. {data.Length}");
        var result = empty(dimensions, ToScalarType(typeof(T)), CPU);
        data[..(int)count].CopyTo(new Span<T>(result.DataPointer, (int)count));
        return Finish(result, type, device, requires_grad);
    }

    private static Tensor Finish(Tensor tensor, ScalarType type, Device? device, bool requires_grad)
    {
        device = InitializeDevice(device);
        var result = tensor.WillCopy(type, device) ? tensor.to(type, device, disposeAfter: true) : tensor;
        return result.with_requires_grad(requires_grad);
    }

    private static ScalarType Type(ScalarType? dtype) => dtype ?? ScalarType.Float32;

    /// <summary>The type that full and arange choose: integers, and bools too, become 64-bit.</summary>
    private static ScalarType DefaultType(params ReadOnlySpan<Scalar> values)
    {
        foreach (var value in values)
        {
            if (!is_integral(value.Type))
                return ScalarType.Float32;
        }
        return ScalarType.Int64;
    }
}
