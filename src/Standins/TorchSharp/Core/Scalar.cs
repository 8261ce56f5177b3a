using System.Numerics;
using TorchSharp.Native;

namespace TorchSharp;

/// <summary>A number with its kind (integer, floating point, bool, complex), as operators take it.</summary>
public sealed class Scalar : IDisposable
{
    private readonly Complex _complex;
    private readonly long _integer;

    internal Scalar(long value, torch.ScalarType type) => (_integer, _complex, Type) = (value, value, type);

    internal Scalar(double value, torch.ScalarType type) => (_integer, _complex, Type) = ((long)value, value, type);

    internal Scalar(Complex value, torch.ScalarType type) => (_integer, _complex, Type) = ((long)value.Real, value, type);

    public torch.ScalarType Type { get; }

    internal long Integer => _integer;

    internal Complex Number => _complex;

    internal Arg ToArg() => Type switch
    {
        torch.ScalarType.Bool => _integer != 0,
        torch.ScalarType.Int64 => _integer,
        torch.ScalarType.Float64 => _complex.Real,
        _ => Arg.Complex(_complex.Real, _complex.Imaginary),
    };

    public static implicit operator Scalar(byte value) => value.ToScalar();

    public static implicit operator Scalar(sbyte value) => value.ToScalar();

    public static implicit operator Scalar(short value) => value.ToScalar();

    public static implicit operator Scalar(int value) => value.ToScalar();

    public static implicit operator Scalar(long value) => value.ToScalar();

    public static implicit operator Scalar(Half value) => value.ToScalar();

    public static implicit operator Scalar(float value) => value.ToScalar();

    public static implicit operator Scalar(double value) => value.ToScalar();

    public static implicit operator Scalar(bool value) => value.ToScalar();

    public static implicit operator Scalar((float, float) value) => value.ToScalar();

    public static implicit operator Scalar(Complex value) => value.ToScalar();

    public void Dispose()
    {
    }
}
