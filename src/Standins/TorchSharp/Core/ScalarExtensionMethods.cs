using System.Numerics;

namespace TorchSharp;

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => ((long)value).ToScalar();

    public static Scalar ToScalar(this sbyte value) => ((long)value).ToScalar();

    public static Scalar ToScalar(this short value) => ((long)value).ToScalar();

    public static Scalar ToScalar(this int value) => ((long)value).ToScalar();

    public static Scalar ToScalar(this long value) => new(value, torch.ScalarType.Int64);

    public static Scalar ToScalar(this float value) => ((double)value).ToScalar();

    public static Scalar ToScalar(this double value) => new(value, torch.ScalarType.Float64);

    public static Scalar ToScalar(this (float, float) value) => new Complex(value.Item1, value.Item2).ToScalar();

    public static Scalar ToScalar(this Complex value) => new(value, torch.ScalarType.ComplexFloat64);

    public static Scalar ToScalar(this bool value) => new(value ? 1 : 0, torch.ScalarType.Bool);

    public static Scalar ToScalar(this Half value) => ((double)value).ToScalar();

    public static Half ToHalf(this Scalar value) => (Half)value.Number.Real;

    public static float ToSingle(this Scalar value) => (float)value.Number.Real;

    public static double ToDouble(this Scalar value) => value.Number.Real;

    public static sbyte ToSByte(this Scalar value) => (sbyte)value.Integer;

    public static byte ToByte(this Scalar value) => (byte)value.Integer;

    public static short ToInt16(this Scalar value) => (short)value.Integer;

    public static int ToInt32(this Scalar value) => (int)value.Integer;

    public static long ToInt64(this Scalar value) => value.Integer;

    public static bool ToBoolean(this Scalar value) => value.Number != Complex.Zero;

    public static (float Real, float Imaginary) ToComplexFloat32(this Scalar value) => ((float)value.Number.Real, (float)value.Number.Imaginary);

    public static Complex ToComplexFloat64(this Scalar value) => value.Number;
}
