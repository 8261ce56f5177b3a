using System.Globalization;
using Ssl4Asd.Experiments.Granularity;
using Ssl4Asd.Presets;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Charts;

/// <summary>When self-supervision helps: what systems reach on coarse and on fine classes, development and evaluation set together.</summary>
public static class GranularityCharts
{
    private static readonly Axis Classes = new("classes, from few to many");
    private static readonly Axis Score = new("official score (%)");

    // neither domains nor conditions nor sets
    private static readonly string[] Systems = [Colours.Others[7], Colours.Others[3], Colours.Others[10], Colours.Others[11]];
    private static readonly string[] Symbols = ["circle", "square", "diamond", "cross"];

    /// <summary>The official score of each system over the granularity of its classes, means over data sets and seeds.</summary>
    /// <param name="summary">Of an experiment.</param>
    public static GenericChart Scores(GranularitySummary summary)
    {
        var (grains, looks) = (Grains(summary), Looks(summary));
        var lines = summary.Cells.GroupBy(c => c.System).SelectMany(system =>
        {
            var (colour, cells) = (looks.Colour(system.Key), system.ToList());
            var (x, y) = (cells.ConvertAll(c => (double)grains.IndexOf(c.Classes)), cells.ConvertAll(c => Round(c.Score)));
            return new[]
            {
                Marks.Line(x, y, colour, system.Key),
                Marks.Points(x, y, colour, symbol: looks.Symbol(system.Key), size: 10, texts: cells.Select(c => $"{c.System}, {Name(c.Classes)}"), hover: "%{text}: %{y:.1f} %<extra></extra>"),
            };
        });
        return Panel.Of(lines, $"official score by granularity of the classes, means over {Count(summary)}", Classes, Score, height: 400).WithLayout("xaxis", Ticks(grains));
    }

    /// <summary>What each system has more than the baseline on the same classes, with its 95 % interval over data sets, seeds and clips; the mean of all systems in black.</summary>
    /// <param name="summary">Of an experiment.</param>
    public static GenericChart Gains(GranularitySummary summary)
    {
        var (grains, looks) = (Grains(summary), Looks(summary));
        var series = summary.Cells.Select(c => c.System).Distinct().Skip(1).Select(name => (Name: name, Colour: looks.Colour(name), Symbol: looks.Symbol(name))).ToList();
        if (series.Count > 1)
            series.Add(("all", Marks.Ink, "circle"));
        var marks = series.Index().Select(s =>
        {
            var own = (from g in grains
                       from c in summary.Contrasts
                       where c.Name == GranularityResults.GainName(s.Item.Name, g)
                       select (Place: Math.Round(grains.IndexOf(g) + (s.Index - (series.Count - 1) / 2.0) * 0.12, 3), Gain: c, Grain: g)).ToList();
            return Marks.Points(
                    own.Select(o => o.Place), own.Select(o => Round(o.Gain.Value)), s.Item.Colour, s.Item.Name == "all" ? "mean of all" : s.Item.Name, size: s.Item.Name == "all" ? 12 : 9, symbol: s.Item.Symbol,
                    texts: own.Select(o => $"{s.Item.Name}, {Name(o.Grain)}: {Percent.Points(o.Gain.Value)} [{Percent.Points(o.Gain.Lower)}, {Percent.Points(o.Gain.Upper)}]"), hover: "%{text}<extra></extra>")
                .With("error_y", Marks.Errors(s.Item.Colour, 2, 5, own.Select(o => Round(o.Gain.Upper - o.Gain.Value)), own.Select(o => Round(o.Gain.Value - o.Gain.Lower))));
        });
        return Panel.Of([Marks.Guide("no difference", (-0.4, 0), (grains.Count - 0.6, 0)), .. marks], "gain over the baseline on the same classes, 95 % interval", Classes, new Axis("gain (points)"), height: 420)
            .WithLayout("xaxis", Ticks(grains));
    }

    /// <summary>How the official score follows what embeddings know: each system and granularity, means over data sets and seeds.</summary>
    /// <param name="summary">Of an experiment on data with attributes.</param>
    public static GenericChart Knowledge(GranularitySummary summary)
    {
        const string Title = "official score over what embeddings know of attributes";
        var x = new Axis("balanced accuracy of attributes read by a linear probe (%)");
        var known = summary.Cells.Where(c => c.Accuracy is not null).ToList();
        if (known.Count == 0)
            return Panel.NotAvailable(Title, "the data have no attributes", x, Score);
        var systems = summary.Cells.Select(c => c.System).Distinct().ToList();
        var (colour, _) = Looks(summary);
        var marks = systems.Index().Select(s => Marks.Line(X(s.Item), Y(s.Item), colour(s.Item), s.Item, width: 1)).Concat(Grains(summary).Index().SelectMany(g => systems.Index().Select(s =>
        {
            var cells = known.Where(c => c.System == s.Item && c.Classes == g.Item).ToList();
            return Marks.Points(
                cells.Select(c => Round(c.Accuracy!.Value)), cells.Select(c => Round(c.Score)), colour(s.Item), s.Index == 0 ? $"classes: {Name(g.Item)}" : null, size: 12, symbol: Symbols[g.Index % Symbols.Length],
                texts: cells.Select(c => $"{c.System}, {Name(c.Classes)}"), hover: "%{text}: %{x:.1f} %, %{y:.1f} %<extra></extra>");
        })));
        return Panel.Of(marks, Title, x, Score, height: 420);

        IEnumerable<double> X(string system) => known.Where(c => c.System == system).Select(c => Round(c.Accuracy!.Value));
        IEnumerable<double> Y(string system) => known.Where(c => c.System == system).Select(c => Round(c.Score));
    }

    private static List<ClassGranularity> Grains(GranularitySummary summary) => [.. summary.Cells.Select(c => c.Classes).Distinct().Order()];

    private static Plotly.NET.LayoutObjects.LinearAxis Ticks(List<ClassGranularity> grains) => (Classes with { Range = (-0.4, grains.Count - 0.6) }).ToLinearAxis(isY: false)
        .With("tickvals", Enumerable.Range(0, grains.Count).ToArray()).With("ticktext", grains.Select(Name).ToArray()).With("showgrid", false);

    private static string Name(ClassGranularity grain) => grain switch
    {
        ClassGranularity.Machine => "machine type",
        ClassGranularity.Section => "and section",
        ClassGranularity.FirstAttribute => "and first attribute",
        ClassGranularity.Attributes => "and all attributes",
        ClassGranularity.Domain => "and domain",
        _ => Csv.Word(grain),
    };

    private static string Count(GranularitySummary summary) => string.Create(
        CultureInfo.InvariantCulture, $"{summary.DataSets} data {(summary.DataSets == 1 ? "set" : "sets")} and {summary.Seeds} {(summary.Seeds == 1 ? "seed" : "seeds")}");

    // the same in all charts, also where not all of the usual systems are there
    private static (Func<string, string> Colour, Func<string, string> Symbol) Looks(GranularitySummary summary)
    {
        var (names, usual) = (summary.Cells.Select(c => c.System).Distinct().ToList(), GranularityRequest.Usual.Select(s => s.Name).ToList());
        var order = names.TrueForAll(usual.Contains) ? usual : names;
        return (system => Systems[order.IndexOf(system) % Systems.Length], system => Symbols[order.IndexOf(system) % Symbols.Length]);
    }

    private static double Round(double share) => Math.Round(100 * share, 3);
}
