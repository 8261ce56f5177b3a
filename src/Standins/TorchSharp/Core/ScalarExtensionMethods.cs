namespace TorchSharp;

public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this int value) => ((long)value).ToScalar();
    public static Scalar ToScalar(this long value) => new(value, torch.ScalarType.Int64);
    public static Scalar ToScalar(this float value) => ((double)value).ToScalar();
    public static Scalar ToScalar(this double value) => new(value, torch.ScalarType.Float64);
    public static Scalar ToScalar(this bool value) => new(value ? 1 : 0, torch.ScalarType.Bool);

    public static float ToSingle(this Scalar value) => (float)value.Number;
    public static double ToDouble(this Scalar value) => value.Number;
    public static int ToInt32(this Scalar value) => (int)value.Integer;
    public static long ToInt64(this Scalar value) => value.Integer;
    public static bool ToBoolean(this Scalar value) => value.Number != 0;
}
