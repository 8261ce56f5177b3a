using System.Text.Json;
using System.Text.Json.Nodes;
using Ssl4Asd.Notebooks.Rendering.Svg;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Rendering;

/// <summary>A chart as plotly.js reads it.</summary>
internal sealed class Figure
{
    // Where the package writes numbers that are not finite by their names; plotly.js would take a column of them for categories.
    private static readonly HashSet<string> Columns = ["x", "y", "z", "array", "arrayminus"];

    private readonly JsonElement _root;

    private Figure(JsonNode root)
    {
        foreach (var trace in root["data"] as JsonArray ?? [])
            LeaveGaps(trace, isColumn: false);
        Json = root.ToJsonString();
        _root = JsonSerializer.SerializeToElement(root);
        Layout = new Node(_root)["layout"];
        Traces = [.. new Node(_root)["data"].Items.Select(trace => Of(new Node(trace)))];
    }

    /// <summary>Data, layout and config.</summary>
    public string Json { get; }

    public Node Layout { get; }

    /// <summary>The traces; what they do not say is looked up in the template.</summary>
    public IReadOnlyList<Node> Traces { get; }

    public string Description
    {
        get
        {
            var kinds = Traces.Select(trace => trace["type"].Text()).OfType<string>().GroupBy(kind => kind)
                .Select(kind => kind.Count() > 1 ? $"{kind.Count()} {kind.Key} traces" : $"{kind.Key} trace");
            var axes = new Node(_root)["layout"].Names.Where(name => name.Contains("axis", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal).Select(name => (Letter: name[0], Title: Layout[$"{name}.title.text"].Text()))
                .Where(axis => axis.Title is not null).Distinct().Select(axis => $"{axis.Letter}: {axis.Title}");
            string[] parts = [Layout["title.text"].Text("Chart"), string.Join(", ", kinds.DefaultIfEmpty("nothing")), .. axes];
            return RichText.Plain(string.Join("; ", parts)).Replace('\n', ' ');
        }
    }

    public static Figure Of(GenericChart chart) => Of(GenericChart.toJson(chart));

    /// <param name="json">An object of <c>data</c>, <c>layout</c> and <c>config</c>.</param>
    public static Figure Of(string json) => new(JsonNode.Parse(json)!);

    /// <summary>An axis by the name that the layout has for it: xaxis, yaxis2.</summary>
    public Node Axis(string name) => Layout[name].Else(Layout[$"template.layout.{name[0]}axis"]);

    private Node Of(Node trace) =>
        Layout[$"template.data.{trace["type"].Text("scatter")}"].Items.Take(1).Select(style => new Node(style)).ToArray() is [var style]
            ? trace.Else(style)
            : trace;

    private static void LeaveGaps(JsonNode? node, bool isColumn)
    {
        if (node is JsonObject members)
        {
            foreach (var (name, member) in members.Where(member => member.Value is JsonArray or JsonObject))
                LeaveGaps(member, Columns.Contains(name));
        }
        else if (isColumn && node is JsonArray items)
        {
            for (var i = 0; i < items.Count; i++)
            {
                if (items[i] is JsonValue value && value.TryGetValue(out string? text) && text is "NaN" or "Infinity" or "-Infinity")
                    items[i] = null;
                else
                    LeaveGaps(items[i], isColumn);
            }
        }
    }
}
