namespace TorchSharp;

public static partial class torch
{
    // Without these, small integers would silently become Int32.
    public static Tensor tensor(byte scalar, Device? device = null, bool requires_grad = false) =>
        Scalar((int)scalar, ScalarType.Byte, device, requires_grad);

    public static Tensor tensor(sbyte scalar, Device? device = null, bool requires_grad = false) =>
        Scalar((int)scalar, ScalarType.Int8, device, requires_grad);

    public static Tensor tensor(short scalar, Device? device = null, bool requires_grad = false) =>
        Scalar((int)scalar, ScalarType.Int16, device, requires_grad);

    public static Tensor tensor(byte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromSpan<byte>(rawArray, [rawArray.Length], dtype ?? ScalarType.Byte, device, requires_grad);

    public static Tensor tensor(sbyte[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromSpan<sbyte>(rawArray, [rawArray.Length], dtype ?? ScalarType.Int8, device, requires_grad);

    public static Tensor tensor(short[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromSpan<short>(rawArray, [rawArray.Length], dtype ?? ScalarType.Int16, device, requires_grad);
}
