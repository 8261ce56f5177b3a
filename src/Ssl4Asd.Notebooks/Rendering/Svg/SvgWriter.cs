using System.Globalization;
using System.Text;
using System.Xml;

namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>Writes SVG elements; attributes that are null are left out.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _svg = new();

    public void Open(string name, params ReadOnlySpan<(string Name, object? Value)> attributes) => Start(name, attributes, ">");

    public void Close(string name) => _svg.Append("</").Append(name).Append(">\n");

    public void Empty(string name, params ReadOnlySpan<(string Name, object? Value)> attributes) => Start(name, attributes, "/>\n");

    /// <param name="name">Of the element.</param>
    /// <param name="inside">Well-formed already.</param>
    /// <param name="attributes">Of the element.</param>
    public void Element(string name, string inside, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        Start(name, attributes, ">");
        _svg.Append(inside);
        Close(name);
    }

    public override string ToString() => _svg.ToString();

    /// <summary>To a hundredth of a pixel.</summary>
    public static string Number(double value) => Math.Round(value, 2).ToString(CultureInfo.InvariantCulture);

    /// <summary>For texts and attributes, in ASCII, so that no page can take it for another encoding; what XML cannot hold is left out.</summary>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                    escaped.Append(Reference(char.ConvertToUtf32(text[i], text[++i])));
                continue;
            }
            escaped.Append(text[i] switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                var c when c < 128 => XmlConvert.IsXmlChar(c) ? c.ToString() : "",
                var c => XmlConvert.IsXmlChar(c) ? Reference(c) : "",
            });
        }
        return escaped.ToString();
    }

    private static string Reference(int character) => string.Create(CultureInfo.InvariantCulture, $"&#{character};");

    private void Start(string name, ReadOnlySpan<(string Name, object? Value)> attributes, string end)
    {
        _svg.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is null)
                continue;
            var text = value is double number ? Number(number) : Escaped(Convert.ToString(value, CultureInfo.InvariantCulture)!);
            _svg.Append(' ').Append(attribute).Append("=\"").Append(text).Append('"');
        }
        _svg.Append(end);
    }
}
