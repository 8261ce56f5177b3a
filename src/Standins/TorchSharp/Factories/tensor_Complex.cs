using System.Numerics;

namespace TorchSharp;

public static partial class torch
{
    public static Tensor tensor(Complex scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        Scalar(scalar, dtype ?? ScalarType.ComplexFloat64, device, requires_grad);

    public static Tensor tensor(IList<Complex> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromList(rawArray, dimensions, dtype ?? ScalarType.ComplexFloat64, device, requires_grad);

    public static Tensor tensor(Complex[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromSpan<Complex>(rawArray, [rawArray.Length], dtype ?? ScalarType.ComplexFloat64, device, requires_grad);

    public static Tensor tensor(Complex[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromSpan<Complex>(rawArray, dimensions, dtype ?? ScalarType.ComplexFloat64, device, requires_grad);

    public static Tensor tensor(IList<Complex> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromList(rawArray, [rawArray.Count], dtype ?? ScalarType.ComplexFloat64, device, requires_grad);

    public static Tensor tensor(IList<Complex> rawArray, long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromList(rawArray, [rows, columns], dtype ?? ScalarType.ComplexFloat64, device, requires_grad);

    public static Tensor tensor(IList<Complex> rawArray, long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromList(rawArray, [dim0, dim1, dim2], dtype ?? ScalarType.ComplexFloat64, device, requires_grad);

    public static Tensor tensor(IList<Complex> rawArray, long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromList(rawArray, [dim0, dim1, dim2, dim3], dtype ?? ScalarType.ComplexFloat64, device, requires_grad);

    public static Tensor tensor(Complex[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromGrid<Complex>(rawArray, dtype ?? ScalarType.ComplexFloat64, device, requires_grad);

    public static Tensor tensor(Complex[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromGrid<Complex>(rawArray, dtype ?? ScalarType.ComplexFloat64, device, requires_grad);

    public static Tensor tensor(Complex[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromGrid<Complex>(rawArray, dtype ?? ScalarType.ComplexFloat64, device, requires_grad);

    public static Tensor tensor(Memory<Complex> rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
        FromSpan<Complex>(rawArray.Span, dimensions, dtype ?? ScalarType.ComplexFloat64, device, requires_grad);
}
