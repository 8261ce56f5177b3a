using System.Globalization;

namespace Plotly.NET;

/// <summary>A colour, one for each datum, or values that a colour scale turns into colours.</summary>
public sealed class Color : IStyleValue
{
    private readonly object json;

    private Color(object json) => this.json = json;

    object IStyleValue.Json => json;

    /// <summary>Components of 0 … 255; opacity is written with one decimal.</summary>
    public static Color fromARGB(int a, int r, int g, int b)
    {
        foreach (var component in (ReadOnlySpan<int>)[a, r, g, b])
        {
            if (component is < 0 or > 255)
                throw new Exception("Value for component needs to be between 0 and 255.");
        }
        return new Color(string.Create(CultureInfo.InvariantCulture, $"rgba({r}, {g}, {b}, {a / 255.0:0.0})"));
    }

    public static Color fromRGB(int r, int g, int b) => fromARGB(255, r, g, b);

    /// <param name="s">Six hexadecimal digits, with or without a leading #.</param>
    public static Color fromHex(string s)
    {
        var digits = s.TrimStart('#');
        if (digits.Length != 6 || !int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb))
            throw new ArgumentException("Invalid hex color format", nameof(s));
        return fromRGB(rgb >> 16, (rgb >> 8) & 255, rgb & 255);
    }

    /// <summary>Anything that CSS calls a colour; not checked.</summary>
    public static Color fromString(string c) => new(c);

    public static Color fromColors(IEnumerable<Color> c) => new(c.Select(color => color.json).ToArray());

    public static Color fromColorScaleValues<T>(IEnumerable<T> c)
        where T : IConvertible => new(c);
}
