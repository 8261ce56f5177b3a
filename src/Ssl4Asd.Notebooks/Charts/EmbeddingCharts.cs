using Ssl4Asd.Data;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Charts;

/// <summary>Embeddings as points of a plane, coloured by what is known of the clips.</summary>
public static class EmbeddingCharts
{
    private const int Height = 480;

    private static readonly string[] Symbols = ["circle", "square", "diamond", "cross", "x", "triangle-up"];

    /// <summary>One colour a group, in the order of their first points; after twelve groups colours repeat with another symbol.</summary>
    /// <param name="projection">The points.</param>
    /// <param name="groups">The group of each point.</param>
    /// <param name="title">Above the chart.</param>
    /// <exception cref="ArgumentException">There are more or fewer groups than points.</exception>
    public static GenericChart Map(Projection projection, IReadOnlyList<string> groups, string title)
    {
        var names = groups.Distinct().Index().ToDictionary(g => g.Item, g => g.Index);
        return Draw(projection, groups, null, title, name => (Colours.Others[names[name] % Colours.Others.Count], Symbols[names[name] / Colours.Others.Count % Symbols.Length]));
    }

    /// <summary>Coloured by machine type.</summary>
    /// <param name="projection">The points.</param>
    /// <param name="clips">What each point is.</param>
    /// <param name="title">Above the chart.</param>
    public static GenericChart ByMachine(Projection projection, IReadOnlyList<Clip> clips, string title = "embeddings by machine type")
    {
        var machines = clips.Select(c => c.Machine).Distinct().Order(StringComparer.Ordinal).Index().ToDictionary(m => m.Item, m => m.Index);
        return Draw(projection, [.. clips.Select(c => c.Machine)], clips, title, name => (Colours.Others[machines[name] % Colours.Others.Count], Symbols[machines[name] / Colours.Others.Count % Symbols.Length]));
    }

    /// <summary>Coloured by domain.</summary>
    /// <param name="projection">The points.</param>
    /// <param name="clips">What each point is.</param>
    /// <param name="title">Above the chart.</param>
    public static GenericChart ByDomain(Projection projection, IReadOnlyList<Clip> clips, string title = "embeddings by domain") =>
        Draw(projection, [.. clips.Select(c => c.Domain is { } d ? Csv.Word(d) : "domain unknown")], clips, title, name => name switch
        {
            "source" => (Colours.Source, "circle"),
            "target" => (Colours.Target, "diamond"),
            _ => (Colours.Guide, "x"),
        });

    /// <summary>Coloured by condition: normal or anomaly.</summary>
    /// <param name="projection">The points.</param>
    /// <param name="clips">What each point is.</param>
    /// <param name="title">Above the chart.</param>
    public static GenericChart ByCondition(Projection projection, IReadOnlyList<Clip> clips, string title = "embeddings by condition") =>
        Draw(projection, [.. clips.Select(c => c.Condition is { } condition ? Csv.Word(condition) : "condition unknown")], clips, title, name => name switch
        {
            "normal" => (Colours.Normal, "circle"),
            "anomaly" => (Colours.Anomaly, "x"),
            _ => (Colours.Guide, "diamond"),
        });

    /// <summary>Coloured by class: machine type, section, attributes and domain.</summary>
    /// <param name="projection">The points.</param>
    /// <param name="clips">What each point is.</param>
    /// <param name="title">Above the chart.</param>
    public static GenericChart ByClass(Projection projection, IReadOnlyList<Clip> clips, string title = "embeddings by class")
    {
        var classes = clips.Select(Class).Distinct().Order(StringComparer.Ordinal).Index().ToDictionary(m => m.Item, m => m.Index);
        return Draw(projection, [.. clips.Select(Class)], clips, title, name => (Colours.Others[classes[name] % Colours.Others.Count], Symbols[classes[name] / Colours.Others.Count % Symbols.Length]));

        static string Class(Clip clip) => clip.ClassLabel ?? clip.ClassLabelWithoutDomain;
    }

    private static GenericChart Draw(Projection projection, IReadOnlyList<string> groups, IReadOnlyList<Clip>? clips, string title, Func<string, (string Colour, string Symbol)> style)
    {
        if (groups.Count != projection.Count)
            throw new ArgumentException($"Expected one group or clip for each of {projection.Count} points, got {groups.Count}.");
        var marks = groups.Index().GroupBy(g => g.Item).Select(group =>
        {
            var members = group.Select(g => g.Index).ToList();
            var (colour, symbol) = style(group.Key);
            return Marks.Points(
                members.Select(i => Thinning.Round(projection.Points[i, 0])), members.Select(i => Thinning.Round(projection.Points[i, 1])), colour, group.Key,
                clips is null ? null : members.Select(i => $"{clips[i].Machine} {clips[i].FileName}"), symbol: symbol,
                hover: clips is null ? group.Key + "<extra></extra>" : "%{text}<extra>" + group.Key + "</extra>");
        });
        return Panel.Of(marks, title, new Axis(projection.XTitle), new Axis(projection.YTitle), height: Height);
    }
}
