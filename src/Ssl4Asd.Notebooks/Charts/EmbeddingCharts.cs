using Ssl4Asd.Data;
using Ssl4Asd.Notebooks.Embeddings;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Charts;

/// <summary>Embeddings as points of a plane, coloured by what is known of the clips.</summary>
public static class EmbeddingCharts
{
    private const int Height = 480;
    private const int MostNames = 16;
    private const string Unknown = "unknown";

    private static readonly string[] Symbols = ["circle", "square", "diamond", "cross", "x", "triangle-up"];

    /// <summary>One colour a group, in the order of their first points; after twelve groups colours repeat with another symbol.</summary>
    /// <param name="projection">The points.</param>
    /// <param name="groups">The group of each point; more than sixteen are too many for a legend, so there is none then.</param>
    /// <param name="title">Above the chart.</param>
    /// <exception cref="ArgumentException">There are more or fewer groups than points.</exception>
    public static GenericChart Map(Projection projection, IReadOnlyList<string> groups, string title) => Draw(projection, groups, null, title, InTurn(groups.Distinct()));

    /// <summary>Coloured by machine type.</summary>
    /// <param name="projection">The points.</param>
    /// <param name="clips">What each point is.</param>
    /// <param name="title">Above the chart.</param>
    public static GenericChart ByMachine(Projection projection, IReadOnlyList<Clip> clips, string title = "embeddings by machine type") =>
        Draw(projection, [.. clips.Select(c => c.Machine)], clips, title, InTurn(clips.Select(c => c.Machine).Distinct().Order(StringComparer.Ordinal)));

    /// <summary>Coloured by domain.</summary>
    /// <param name="projection">The points.</param>
    /// <param name="clips">What each point is.</param>
    /// <param name="title">Above the chart.</param>
    public static GenericChart ByDomain(Projection projection, IReadOnlyList<Clip> clips, string title = "embeddings by domain") =>
        Draw(projection, [.. clips.Select(c => c.Domain is { } d ? Csv.Word(d) : Unknown)], clips, title,
            [new("source", Colours.Source, "circle"), new("target", Colours.Target, "diamond"), new(Unknown, Colours.Guide, "square")]);

    /// <summary>Coloured by condition: normal or anomaly.</summary>
    /// <param name="projection">The points.</param>
    /// <param name="clips">What each point is.</param>
    /// <param name="title">Above the chart.</param>
    public static GenericChart ByCondition(Projection projection, IReadOnlyList<Clip> clips, string title = "embeddings by condition") =>
        Draw(projection, [.. clips.Select(c => c.Condition is { } condition ? Csv.Word(condition) : Unknown)], clips, title,
            [new("normal", Colours.Normal, "circle"), new("anomaly", Colours.Anomaly, "x"), new(Unknown, Colours.Guide, "square")]);

    /// <summary>Coloured by class: machine type, section, attributes and domain. Best for the clips of one machine type.</summary>
    /// <param name="projection">The points.</param>
    /// <param name="clips">What each point is.</param>
    /// <param name="title">Above the chart.</param>
    public static GenericChart ByClass(Projection projection, IReadOnlyList<Clip> clips, string title = "embeddings by class")
    {
        string[] classes = [.. clips.Select(c => c.ClassLabel ?? c.ClassLabelWithoutDomain)];
        return Draw(projection, classes, clips, title, InTurn(classes.Distinct().Order(StringComparer.Ordinal)));
    }

    private sealed record Group(string Name, string Colour, string Symbol);

    private static List<Group> InTurn(IEnumerable<string> names) =>
        [.. names.Select((name, i) => new Group(name, Colours.Others[i % Colours.Others.Count], Symbols[i / Colours.Others.Count % Symbols.Length]))];

    private static GenericChart Draw(Projection projection, IReadOnlyList<string> groups, IReadOnlyList<Clip>? clips, string title, IReadOnlyList<Group> styles)
    {
        if (groups.Count != projection.Count)
            throw new ArgumentException($"Expected one group or clip for each of {projection.Count} points, got {groups.Count}.");
        var members = groups.Index().ToLookup(g => g.Item, g => g.Index);
        var marks = styles.Where(style => members.Contains(style.Name)).Select(style => Marks.Points(
            members[style.Name].Select(i => Thinning.Round(projection.Points[i, 0])), members[style.Name].Select(i => Thinning.Round(projection.Points[i, 1])), style.Colour, style.Name,
            clips is null ? null : members[style.Name].Select(i => $"{clips[i].Machine} {clips[i].FileName}"), symbol: style.Symbol,
            hover: clips is null ? style.Name + "<extra></extra>" : "%{text}<extra>" + style.Name + "</extra>")).ToList();
        var chart = Panel.Of(marks, title, new Axis(projection.XTitle), new Axis(projection.YTitle), height: Height);
        return marks.Count <= MostNames ? chart : chart.With("showlegend", false);
    }
}
