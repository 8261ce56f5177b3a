using System.Globalization;

namespace Ssl4Asd.Kernel.Display;

/// <summary>Numbers in tables: invariant, six significant digits, but neither less than a decimal nor more than six.</summary>
internal static class Numbers
{
    public static bool Is(object value) => value is sbyte or byte or short or ushort or int or uint or long or ulong
        or nint or nuint or Int128 or UInt128 or Half or float or double or decimal or System.Numerics.BigInteger;

    public static string Text(object number) => number switch
    {
        double value => Rounded(value),
        float value => Rounded(value),
        Half value => Rounded((double)value),
        _ => ((IFormattable)number).ToString(null, CultureInfo.InvariantCulture),
    };

    private static string Rounded(double value)
    {
        var size = Math.Abs(value);
        if (!double.IsFinite(value) || size == 0)
            return value.ToString(CultureInfo.InvariantCulture);
        if (size is < 1e-4 or >= 1e15)
            return value.ToString("0.#####E+0", CultureInfo.InvariantCulture);
        var wholeDigits = (int)Math.Floor(Math.Log10(size)) + 1;
        return value.ToString("0." + new string('#', Math.Clamp(6 - wholeDigits, 1, 6)), CultureInfo.InvariantCulture);
    }
}
