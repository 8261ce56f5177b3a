using System.Globalization;
using System.Net;
using Deedle;
using IFsiFormattable = Deedle.Internal.IFsiFormattable;

namespace Ssl4Asd.Notebooks.Tables;

/// <summary>Deedle's frames as tables: their first and last rows and columns.</summary>
public static class FrameTables
{
    // of each end, as many as Deedle prints
    private const int Rows = 15, Columns = 10;

    /// <summary>A frame of any keys; a series as the text that Deedle makes of it.</summary>
    /// <param name="data">A frame or a series.</param>
    public static HtmlTable Of(IFsiFormattable data) =>
        data is IFrame frame ? frame.Apply(new Table()) : new($"<pre>{WebUtility.HtmlEncode(data.Format())}</pre>", data.Format());

    private sealed class Table : IFrameOperation<HtmlTable>
    {
        public HtmlTable Invoke<TRow, TColumn>(Frame<TRow, TColumn> frame)
        {
            // a line for each level of column keys, then the rows; a column for each level of row keys, then one of arrows
            var lines = frame.FormatStrings(Rows, Rows, Columns, Columns, false);
            var arrows = lines.Select(line => Array.IndexOf(line, "->")).Where(column => column > 0).FirstOrDefault(1);
            var heads = lines.TakeWhile(line => line[arrows] != "->").ToList();
            var headers = lines[0].Select((_, column) => string.Join(" ", heads.Select(line => line[column]).Where(cell => cell != "")));
            var rows = lines.Skip(heads.Count).Select(line => WithoutArrow(line.Select(cell => cell == "<missing>" ? "–" : cell)));
            var note = string.Create(CultureInfo.InvariantCulture, $"{frame.RowCount} × {frame.ColumnCount} (rows × columns)");
            var names = arrows + frame.ColumnTypes.Take(Columns).TakeWhile(type => type == typeof(string)).Count();
            return HtmlTable.Of("", WithoutArrow(headers), rows, note, names);

            IReadOnlyList<string> WithoutArrow(IEnumerable<string> cells) => [.. cells.Where((_, column) => column != arrows)];
        }
    }
}
