using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Rendering;

/// <summary>A chart as plotly.js reads it.</summary>
internal sealed partial class Figure
{
    // Where the package writes numbers that are not finite by their names; plotly.js would take a column of them for categories.
    private static readonly HashSet<string> Columns = ["x", "y", "z", "array", "arrayminus"];

    private readonly JsonObject root;

    public Figure(GenericChart chart)
    {
        root = JsonNode.Parse(GenericChart.toJson(chart))!.AsObject();
        LeaveGaps(root["data"], isColumn: false);
    }

    /// <summary>Data, layout and config.</summary>
    public string Json => root.ToJsonString();

    /// <summary>One line: title, kinds of trace, titles of the axes.</summary>
    public string Description
    {
        get
        {
            var layout = root["layout"]!.AsObject();
            var kinds = root["data"]!.AsArray().Select(trace => (string?)trace!["type"]).GroupBy(kind => kind)
                .Select(kind => kind.Count() > 1 ? $"{kind.Count()} {kind.Key} traces" : $"{kind.Key} trace");
            var axes = layout.Where(member => AxisName().IsMatch(member.Key)).OrderBy(axis => axis.Key, StringComparer.Ordinal)
                .Select(axis => (Letter: axis.Key[0], Title: TitleOf(axis.Value))).Where(axis => axis.Title is not null).Distinct().Select(axis => $"{axis.Letter}: {axis.Title}");
            string[] parts = [TitleOf(layout) ?? "Chart", string.Join(", ", kinds), .. axes];
            return Markup().Replace(LineBreak().Replace(string.Join("; ", parts), " "), "");
        }
    }

    private static string? TitleOf(JsonNode? node) => (string?)node?["title"]?["text"];

    private static void LeaveGaps(JsonNode? node, bool isColumn)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, member) in members)
                LeaveGaps(member, Columns.Contains(name));
        }
        else if (node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                if (isColumn && items[i] is JsonValue value && value.TryGetValue(out string? text) && text is "NaN" or "Infinity" or "-Infinity")
                    items[i] = null;
                else
                    LeaveGaps(items[i], isColumn);
            }
        }
    }

    [GeneratedRegex(@"^[xy]axis\d*$")]
    private static partial Regex AxisName();

    [GeneratedRegex(@"<br\s*/?>|\n")]
    private static partial Regex LineBreak();

    // the tags that plotly.js knows
    [GeneratedRegex("</?(?:b|i|em|strong|sub|sup|span|a)(?: [^>]*)?>")]
    private static partial Regex Markup();
}
