using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>What an argument holds; the same numbers stand in native/shim.cpp.</summary>
internal enum Tag : long
{
    None, Tensor, Int, Double, Bool, IntList, TensorList, OptionalTensorList, Generator, String, Device,
}

/// <summary>One argument or result as it crosses the C ABI.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeArg
{
    public Tag Tag;
    public long Value;
    public long Extra;
}

/// <summary>
/// One argument of an operator. It keeps the managed object (a tensor, a list) alive and in place
/// until the call has returned.
/// </summary>
internal readonly struct Arg
{
    internal readonly object? Held;
    internal readonly Tag Tag;
    internal readonly long Value;
    internal readonly long Extra;

    private Arg(Tag tag, object? held = null, long value = 0, long extra = 0) => (Tag, Held, Value, Extra) = (tag, held, value, extra);

    internal static Arg None => default;

    public static implicit operator Arg(torch.Tensor? value) => value is null ? default : new(Tag.Tensor, value);
    public static implicit operator Arg(long value) => new(Tag.Int, null, value);
    public static implicit operator Arg(long? value) => value is { } v ? new(Tag.Int, null, v) : default;
    public static implicit operator Arg(double value) => new(Tag.Double, null, BitConverter.DoubleToInt64Bits(value));
    public static implicit operator Arg(double? value) => value is { } v ? (Arg)v : default;
    public static implicit operator Arg(bool value) => new(Tag.Bool, null, value ? 1 : 0);
    public static implicit operator Arg(bool? value) => value is { } v ? (Arg)v : default;
    public static implicit operator Arg(torch.ScalarType value) => new(Tag.Int, null, (long)value);
    public static implicit operator Arg(torch.ScalarType? value) => value is { } v ? (Arg)v : default;
    public static implicit operator Arg(string? value) => value is null ? default : new(Tag.String, value);
    public static implicit operator Arg(long[]? value) => value is null ? default : new(Tag.IntList, value);
    public static implicit operator Arg(torch.Tensor[] value) => new(Tag.TensorList, value);
    public static implicit operator Arg(torch.Generator? value) => value is null ? default : new(Tag.Generator, value, value.Handle);
    public static implicit operator Arg(torch.Device? value) => value is null ? default : new(Tag.Device, null, (long)value.type, value.index);
    public static implicit operator Arg(Scalar? value) => value is null ? default : value.ToArg();

    /// <summary>A Tensor?[] such as the indices of index: a null stands for a whole dimension.</summary>
    internal static Arg Optional(torch.Tensor?[] value) => new(Tag.OptionalTensorList, value);
}
