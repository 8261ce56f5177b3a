using System.Net;
using System.Text.RegularExpressions;

namespace Ssl4Asd.Notebooks.Rendering.Svg;

/// <summary>The little HTML that plotly.js allows in texts: line breaks, bold, italic, raised and lowered.</summary>
internal static partial class RichText
{
    /// <summary>Without the markup; a line break is a line break.</summary>
    public static string Plain(string text) => WebUtility.HtmlDecode(Markup().Replace(Breaks().Replace(text, "\n"), ""));

    /// <summary>The lines, each with its markup.</summary>
    public static string[] Lines(string text) => Breaks().Split(text);

    /// <summary>A line as the inside of an SVG text element.</summary>
    public static string Svg(string line)
    {
        var result = "";
        var start = 0;
        var open = new Stack<string>();
        foreach (Match tag in Markup().Matches(line))
        {
            result += Escaped(line[start..tag.Index]);
            start = tag.Index + tag.Length;
            var name = tag.Groups["name"].Value.ToLowerInvariant();
            if (tag.Groups["close"].Length == 0)
            {
                open.Push(name);
                result += Opening(name);
            }
            else if (open.Count > 0 && open.Peek() == name)
            {
                open.Pop();
                result += "</tspan>";
            }
        }
        result += Escaped(line[start..]);
        return result + string.Concat(Enumerable.Repeat("</tspan>", open.Count));
    }

    private static string Opening(string name) => name switch
    {
        "b" => "<tspan font-weight=\"bold\">",
        "i" or "em" => "<tspan font-style=\"italic\">",
        "sub" => "<tspan font-size=\"70%\" dy=\"0.3em\">",
        "sup" => "<tspan font-size=\"70%\" dy=\"-0.6em\">",
        _ => "<tspan>",
    };

    private static string Escaped(string text) => SvgWriter.Escaped(WebUtility.HtmlDecode(text));

    [GeneratedRegex(@"<br\s*/?>|\r?\n", RegexOptions.IgnoreCase)]
    private static partial Regex Breaks();

    [GeneratedRegex("<(?<close>/?)(?<name>b|i|em|sub|sup|span|a)(\\s[^<>]*)?>", RegexOptions.IgnoreCase)]
    private static partial Regex Markup();
}
