using System.Globalization;
using System.Text.RegularExpressions;

namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>Numbers beside axes: 0.5, −20, 10k, 100μ.</summary>
internal static partial class TickFormat
{
    private static readonly string[] Prefixes = ["f", "p", "n", "μ", "m", "", "k", "M", "B", "T"];

    /// <param name="value">Of the tick.</param>
    /// <param name="step">To the next tick: it says how many decimals there are.</param>
    /// <param name="largest">At the ends of the axis: it says whether there is a prefix for thousands.</param>
    public static string Number(double value, double step, double largest)
    {
        var exponent = (int)Math.Floor(Math.Log10(Math.Max(largest, double.Epsilon)) + 0.01);
        var thousands = Math.Abs(exponent) > 3 ? Math.Clamp((int)Math.Floor((exponent - 1) / 3.0 + 0.5), -5, 4) : 0;
        var decimals = 2 - (int)Math.Floor(Math.Log10(step) + 0.01);
        var scaled = value / Math.Pow(10, 3 * thousands);
        decimals = Math.Clamp(decimals + 3 * thousands, 0, 12);
        var text = Math.Abs(scaled) >= 1e15 ? scaled.ToString("G6", CultureInfo.InvariantCulture) : scaled.ToString($"F{decimals}", CultureInfo.InvariantCulture);
        if (text.Contains('.'))
            text = text.TrimEnd('0').TrimEnd('.');
        return text is "0" or "-0" ? "0" : Minus(text) + Prefixes[thousands + 5];
    }

    /// <summary>A power of ten beside a logarithmic axis.</summary>
    public static string Power(int exponent) => exponent is < -15 or > 14
        ? $"10<sup>{Minus(exponent.ToString(CultureInfo.InvariantCulture))}</sup>"
        : Number(Math.Pow(10, exponent), Math.Pow(10, exponent), Math.Pow(10, exponent));

    /// <summary>The part of d3's formats that makes sense beside an axis: <c>,.2f</c>, <c>.0%</c>, <c>.1e</c>, <c>d</c>, <c>.3s</c>.</summary>
    public static string D3(double value, string format)
    {
        var parts = Specification().Match(format);
        if (!parts.Success)
            return Number(value, Math.Abs(value), Math.Abs(value));
        var comma = parts.Groups["comma"].Length > 0 ? "N" : "F";
        var precision = parts.Groups["precision"].Length > 0 ? int.Parse(parts.Groups["precision"].Value, CultureInfo.InvariantCulture) : 6;
        var text = parts.Groups["type"].Value switch
        {
            "%" => (value * 100).ToString($"{comma}{precision}", CultureInfo.InvariantCulture) + "%",
            "e" => value.ToString($"0.{new string('0', precision)}e+0", CultureInfo.InvariantCulture),
            "d" => value.ToString($"{comma}0", CultureInfo.InvariantCulture),
            "s" => Number(value, Math.Abs(value) / 100, Math.Abs(value)),
            "f" => value.ToString($"{comma}{precision}", CultureInfo.InvariantCulture),
            _ => value.ToString($"G{Math.Max(1, precision)}", CultureInfo.InvariantCulture),
        };
        var signed = parts.Groups["sign"].Value == "+" && value > 0 ? $"+{text}" : text;
        if (parts.Groups["trim"].Length > 0 && signed.Contains('.'))
            signed = Trailing().Replace(signed, "");
        return Minus(signed);
    }

    private static string Minus(string text) => text.StartsWith('-') ? $"−{text[1..]}" : text;

    [GeneratedRegex(@"^(?<sign>[+-]?)(?<comma>,?)(\.(?<precision>\d+))?(?<trim>~?)(?<type>[%edfgrs]?)$")]
    private static partial Regex Specification();

    [GeneratedRegex(@"\.?0+(?=\D*$)")]
    private static partial Regex Trailing();
}
