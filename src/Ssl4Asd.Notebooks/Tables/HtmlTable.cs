using System.Net;
using System.Text;

namespace Ssl4Asd.Notebooks.Tables;

/// <summary>A styled table, with the same in plain text for where no page is shown.</summary>
/// <param name="html">A complete element; its styles are inline, so that it looks the same exported.</param>
/// <param name="text">Columns of equal width.</param>
public sealed class HtmlTable(string html, string text)
{
    private const string Cell = "padding:4px 12px;border-bottom:1px solid #e0e0e0;";

    /// <summary>A complete element; its styles are inline, so that it looks the same exported.</summary>
    public string Html { get; } = html;

    /// <summary>Columns of equal width.</summary>
    public string Text { get; } = text;

    /// <summary>The same as <see cref="Text"/>.</summary>
    public override string ToString() => Text;

    /// <summary>Makes a table; names to the left, numbers to the right.</summary>
    /// <param name="title">Above the table.</param>
    /// <param name="headers">Of each column.</param>
    /// <param name="rows">As many cells each as there are headers; what stands between ** is bold.</param>
    /// <param name="note">Below the table; none where null.</param>
    /// <param name="names">How many columns hold names.</param>
    /// <exception cref="ArgumentException">A row has another number of cells.</exception>
    public static HtmlTable Of(string title, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows, string? note = null, int names = 1)
    {
        var cells = rows.ToList();
        if (cells.Find(row => row.Count != headers.Count) is { } wrong)
            throw new ArgumentException($"Expected {headers.Count} cells a row, got {wrong.Count} in '{string.Join(" | ", wrong)}'.", nameof(rows));
        return new HtmlTable(ToHtml(title, headers, cells, note, names), ToText(title, headers, cells, note, names));
    }

    private static string ToHtml(string title, IReadOnlyList<string> headers, List<IReadOnlyList<string>> rows, string? note, int names)
    {
        var html = new StringBuilder("<table style=\"border-collapse:collapse;font-size:14px;margin:8px 0;\">");
        html.Append($"<caption style=\"caption-side:top;text-align:left;font-weight:bold;padding:4px 0;color:inherit;\">{Encode(title)}</caption><thead><tr>");
        foreach (var (i, header) in headers.Index())
            html.Append($"<th style=\"{Cell}border-bottom:2px solid #888;{Align(i, names)}\">{Encode(header)}</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            foreach (var (i, cell) in row.Index())
                html.Append($"<td style=\"{Cell}{Align(i, names)}\">{Content(cell)}</td>");
            html.Append("</tr>");
        }
        html.Append("</tbody></table>");
        if (note is not null)
            html.Append($"<p style=\"font-size:12px;color:#666;margin:0 0 8px;\">{Encode(note)}</p>");
        return html.ToString();
    }

    private static string Align(int column, int names) => column < names ? "text-align:left;" : "text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums;";

    private static string Content(string cell) => IsBold(cell) ? $"<b>{Encode(Plain(cell))}</b>" : Encode(cell);

    private static bool IsBold(string cell) => cell.Length > 4 && cell.StartsWith("**", StringComparison.Ordinal) && cell.EndsWith("**", StringComparison.Ordinal);

    private static string Plain(string cell) => IsBold(cell) ? cell[2..^2] : cell;

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string ToText(string title, IReadOnlyList<string> headers, List<IReadOnlyList<string>> rows, string? note, int names)
    {
        var widths = headers.Select((header, i) => rows.Select(row => Plain(row[i]).Length).Append(header.Length).Max()).ToList();
        var text = new StringBuilder(title).Append('\n');
        foreach (var row in rows.Prepend(headers))
            text.Append(string.Join("  ", row.Select((cell, i) => i < names ? Plain(cell).PadRight(widths[i]) : Plain(cell).PadLeft(widths[i]))).TrimEnd()).Append('\n');
        return note is null ? text.ToString() : text.Append(note).Append('\n').ToString();
    }
}
