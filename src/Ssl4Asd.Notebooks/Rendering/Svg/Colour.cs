using System.Globalization;
using System.Text.RegularExpressions;

namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>A colour of CSS: red, green and blue of 0 … 255, opacity of 0 … 1.</summary>
internal readonly partial record struct Colour(double Red, double Green, double Blue, double Opacity = 1)
{
    /// <summary>Reads <c>#rgb</c>, <c>#rrggbb</c>, <c>rgb(…)</c>, <c>rgba(…)</c> and names; anything else is grey.</summary>
    public static Colour Of(string text)
    {
        text = text.Trim();
        if (text.StartsWith('#'))
        {
            var digits = text.Length == 4 ? string.Concat(text[1..].Select(digit => $"{digit}{digit}")) : text[1..];
            if (digits.Length >= 6 && int.TryParse(digits[..6], NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var rgb))
                return new Colour(rgb >> 16, (rgb >> 8) & 255, rgb & 255);
        }
        else if (text.StartsWith("rgb", StringComparison.Ordinal))
        {
            double[] parts = [.. Parts().Matches(text).Select(part => double.Parse(part.Value, CultureInfo.InvariantCulture))];
            if (parts.Length >= 3)
                return new Colour(parts[0], parts[1], parts[2], parts.Length > 3 ? parts[3] : 1);
        }
        else if (text is "none" or "transparent")
        {
            return new Colour(0, 0, 0, 0);
        }
        else if (System.Drawing.Color.FromName(text) is { IsKnownColor: true } named)
        {
            return new Colour(named.R, named.G, named.B);
        }
        return new Colour(127, 127, 127);
    }

    /// <summary>White or dark, whatever is easier to read on it.</summary>
    public string Contrast => 0.299 * Red + 0.587 * Green + 0.114 * Blue > 150 || Opacity < 0.4 ? "#444" : "#fff";

    public static Colour Between(Colour a, Colour b, double share) => new(
        a.Red + (b.Red - a.Red) * share, a.Green + (b.Green - a.Green) * share, a.Blue + (b.Blue - a.Blue) * share,
        a.Opacity + (b.Opacity - a.Opacity) * share);

    public override string ToString()
    {
        var (red, green, blue) = (Math.Round(Red), Math.Round(Green), Math.Round(Blue));
        return Opacity < 1
            ? string.Create(CultureInfo.InvariantCulture, $"rgba({red},{green},{blue},{Math.Round(Opacity, 3)})")
            : string.Create(CultureInfo.InvariantCulture, $"rgb({red},{green},{blue})");
    }

    [GeneratedRegex(@"[\d.]+")]
    private static partial Regex Parts();
}
