using System.Text;

namespace Ssl4Asd.Kernel.Display;

/// <summary>Rows and columns. The HTML sets no colours and takes its own from the page, so that it fits light and dark themes.</summary>
internal sealed class TableView : View
{
    private const string Muted = "opacity:.7";

    // The colour is inherited by hand because tables of pages without a doctype do not.
    private const string Plain = "border-collapse:collapse;color:inherit;font-variant-numeric:tabular-nums";

    /// <summary>What it is, above the table; null for nothing.</summary>
    public string? Title { get; init; }

    /// <summary>The names of the columns; empty for no such line.</summary>
    public IReadOnlyList<string> Header { get; init; } = [];

    /// <summary>The first cell of each is its name.</summary>
    public required IReadOnlyList<IReadOnlyList<TableCell>> Rows { get; init; }

    /// <summary>What is not shown, below the table; null for nothing.</summary>
    public string? Note { get; init; }

    public override string Text => TextTable.Of(this);

    public override string Html
    {
        get
        {
            var html = new StringBuilder();
            if (Title is not null)
                html.Append($"<div style=\"{Muted}\">{Encoded(Title)}</div>");
            html.Append($"<table border=\"0\" cellpadding=\"4\" style=\"{Plain}\">");
            if (Header.Count > 0)
                AppendHeader(html);
            html.Append("<tbody>");
            foreach (var row in Rows)
                AppendRow(html, row);
            html.Append("</tbody></table>");
            if (Note is not null)
                html.Append($"<div style=\"{Muted}\">{Encoded(Note)}</div>");
            return html.ToString();
        }
    }

    /// <summary>Columns of numbers go to the right, with their names.</summary>
    public bool IsNumeric(int column)
    {
        var filled = Rows.Where(row => column < row.Count && row[column].Text != "").Select(row => row[column]);
        return column > 0 && Header.Count > 0 && filled.Any() && filled.All(cell => cell.IsNumber);
    }

    private void AppendHeader(StringBuilder html)
    {
        html.Append("<thead style=\"border-bottom:1px solid rgba(128,128,128,.5)\"><tr>");
        for (var column = 0; column < Header.Count; column++)
            html.Append($"<th style=\"{Alignment(IsNumeric(column))}\">{Encoded(Header[column])}</th>");
        html.Append("</tr></thead>");
    }

    private static void AppendRow(StringBuilder html, IReadOnlyList<TableCell> row)
    {
        html.Append("<tr>").Append($"<th style=\"{Alignment(false)}\">{row[0].Html ?? Encoded(row[0].Text)}</th>");
        foreach (var cell in row.Skip(1))
            html.Append($"<td style=\"{Alignment(cell.IsNumber)}\">{cell.Html ?? Encoded(cell.Text)}</td>");
        html.Append("</tr>");
    }

    private static string Alignment(bool toTheRight) => toTheRight ? "text-align:right" : "text-align:left";
}
