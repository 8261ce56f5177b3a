using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>A number with its kind (integer, floating point or bool), as operators take it.</summary>
public sealed class Scalar : IDisposable
{
    internal Scalar(long value, torch.ScalarType type) => (Integer, Number, Type) = (value, value, type);
    internal Scalar(double value, torch.ScalarType type) => (Integer, Number, Type) = ((long)value, value, type);

    public torch.ScalarType Type { get; }
    internal long Integer { get; }
    internal double Number { get; }

    internal Arg ToArg() => Type switch
    {
        torch.ScalarType.Bool => Integer != 0,
        torch.ScalarType.Int64 => Integer,
        _ => Number,
    };

    public static implicit operator Scalar(int value) => value.ToScalar();
    public static implicit operator Scalar(long value) => value.ToScalar();
    public static implicit operator Scalar(float value) => value.ToScalar();
    public static implicit operator Scalar(double value) => value.ToScalar();
    public static implicit operator Scalar(bool value) => value.ToScalar();

    public void Dispose()
    {
    }
}
