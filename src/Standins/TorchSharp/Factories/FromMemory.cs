using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TorchSharp.Native;

namespace TorchSharp;

// Tensors from managed memory: copied by torch.tensor, shared by from_array, as_tensor and frombuffer.
public static partial class torch
{
    public static Tensor from_array(Array rawArray, Device? device = null) => from_array(rawArray, null, device ?? CPU);

    public static Tensor from_array(Array rawArray, ScalarType? dtype, Device? device = null, bool requires_grad = false)
    {
        var shape = Enumerable.Range(0, rawArray.Rank).Select(d => (long)rawArray.GetLength(d)).ToArray();
        var type = ToScalarType(rawArray.GetType().GetElementType()!);
        return Finish(Share(rawArray, 0, shape, type), dtype ?? type, device, requires_grad);
    }

    public static Tensor frombuffer(Array rawArray, ScalarType dtype, long count = -1, long offset = 0, bool requires_grad = false)
    {
        if (offset < 0 || offset >= rawArray.LongLength)
            throw new ArgumentException($"invalid value for 'offset': {offset}");
        if (count < 0)
            count = rawArray.LongLength - offset;
        if (count > rawArray.LongLength - offset)
            throw new IndexOutOfRangeException($"element count is too large: {count}");
        var type = ToScalarType(rawArray.GetType().GetElementType()!);
        return Finish(Share(rawArray, offset, [count], type), dtype, CPU, requires_grad);
    }

    public static Tensor as_tensor(Array data, ScalarType? dtype = null, Device? device = null) => from_array(data, dtype, device);

    public static Tensor as_tensor(Tensor data, ScalarType? dtype = null, Device? device = null)
    {
        var (type, target) = (dtype ?? data.dtype, device ?? data.device);
        return data.WillCopy(type, target) ? data.to(type, target).requires_grad_(data.requires_grad) : data.alias();
    }

    /// <summary>A scalar of the given type.</summary>
    private static Tensor Scalar(Scalar value, ScalarType type, Device? device, bool requires_grad) =>
        Aten.scalar_tensor.One(value, type, Arg.None, InitializeDevice(device)).with_requires_grad(requires_grad);

    private static Tensor FromList<T>(IList<T> list, ReadOnlySpan<long> dimensions, ScalarType type, Device? device, bool requires_grad) where T : unmanaged =>
        FromSpan<T>(list as T[] ?? list.ToArray(), dimensions, type, device, requires_grad);

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
        var result = empty(dimensions.ToArray(), ToScalarType(typeof(T)), CPU);
        data[..(int)count].CopyTo(new Span<T>(result.DataPointer, (int)count));
        return Finish(result, type, device, requires_grad);
    }

    private static Tensor Finish(Tensor tensor, ScalarType type, Device? device, bool requires_grad)
    {
        device = InitializeDevice(device);
        var result = tensor.WillCopy(type, device) ? tensor.to(type, device, disposeAfter: true) : tensor;
        return result.with_requires_grad(requires_grad);
    }

    private static unsafe Tensor Share(Array array, long offset, long[] shape, ScalarType type)
    {
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        var data = (byte*)pin.AddrOfPinnedObject() + offset * type.ElementSize();
        nint handle;
        int status;
        fixed (long* sizes = shape)
            status = Shim.st_from_blob(data, sizes, shape.Length, (int)type, &Release, GCHandle.ToIntPtr(pin), &handle);
        if (status != 0)
            pin.Free();
        Shim.Check(status);
        return new Tensor(handle);
    }

    [UnmanagedCallersOnly]
    private static void Release(nint pin) => GCHandle.FromIntPtr(pin).Free();

    private static ScalarType Type(ScalarType? dtype) => dtype ?? s_defaultType;

    /// <summary>The type that full and arange choose: integers, and bools too, become 64-bit.</summary>
    private static ScalarType DefaultType(params ReadOnlySpan<Scalar> values)
    {
        foreach (var value in values)
        {
            if (!is_integral(value.Type))
                return s_defaultType;
        }
        return ScalarType.Int64;
    }
}
