using System.Globalization;
using Plotly.NET.CSharp;
using Ssl4Asd.Data;
using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Metrics;
using Color = Plotly.NET.Color;
using GenericChart = Plotly.NET.GenericChart;
using StyleParam = Plotly.NET.StyleParam;

namespace Ssl4Asd.Notebooks.Charts;

/// <summary>What a comparison found: the official score, in percent, of systems, seeds, machines and ensembles.</summary>
public static partial class ResultCharts
{
    private const double Chance = 50;

    private static readonly Axis System = new("system") { Names = true };
    private static readonly Axis Score = new("official score (%)");
    private const string FromChance = "(bars start at chance, 50 %)";

    /// <summary>The official score of every seed, and a box of their quartiles, for the development and the evaluation set.</summary>
    /// <param name="results">Of a comparison; with one seed each box is a line.</param>
    public static GenericChart Seeds(ComparisonResults results)
    {
        var seeds = results.Request.Seeds;
        var title = $"official score over {seeds} {(seeds == 1 ? "seed" : "seeds")}";
        var boxes = Official(results).Select(metric =>
        {
            var points = results.Runs.Select(r => (r.Variant.Name, r.Seed, ComparisonResults.Value(r.Evaluation, metric).Value)).Where(p => p.Value is not null).ToList();
            return points.Count == 0 ? null : Chart.BoxPlot<string, double, string>(
                    X: points.Select(p => p.Name).ToArray(), Y: points.Select(p => Percents(p.Value!.Value)).ToArray(), Name: Percent.Name(metric.Subset), ShowLegend: true,
                    BoxPoints: StyleParam.BoxPoints.All, Jitter: 0.4, PointPos: 0.0, MarkerColor: Color.fromString(Colour(metric.Subset)), UseDefaults: false)
                .With("text", points.Select(p => $"{p.Name}, seed {p.Seed}").ToArray());
        }).OfType<GenericChart>().ToList();
        if (boxes.Count == 0)
            return Panel.NotAvailable(title, Reason(results), System, Score);
        return Panel.Of(boxes, title, System, Score, height: 400).WithLayout("boxmode", "group");
    }

    /// <summary>The official score of each system, mean over the seeds, with the standard deviation where there are several.</summary>
    /// <param name="results">Of a comparison.</param>
    public static GenericChart Systems(ComparisonResults results)
    {
        var several = results.Request.Seeds > 1;
        var title = $"official score, {(several ? $"mean and standard deviation over {results.Request.Seeds} seeds" : "one seed")} {FromChance}";
        return Bars(title, results, [.. Official(results).Select(metric => new Series(
            Percent.Name(metric.Subset), Colour(metric.Subset), [.. results.Request.Variants.Select(v => (v.Name, results.Of(v, metric)))]))]);
    }

    /// <summary>Each system minus the reference, with the 95 % interval of the paired bootstrap over clips.</summary>
    /// <param name="results">Of a comparison.</param>
    /// <param name="reference"><c>baseline</c>, or <c>proposed</c> for ablations.</param>
    public static GenericChart Differences(ComparisonResults results, string reference = "baseline")
    {
        var title = $"official score minus that of {reference}, 95 % interval over clips";
        return Intervals(title, results, d => d.Reference == reference, $"nothing was compared with {reference}");
    }

    /// <summary>What each step from the paper's system to the strongest one adds to the step before (<see cref="Variant.Ladder"/>), with its 95 % interval.</summary>
    /// <param name="results">Of a comparison of these systems.</param>
    public static GenericChart Ladder(ComparisonResults results)
    {
        var steps = results.LadderSteps.Select(pair => (pair.From.Name, pair.To.Name)).ToHashSet();
        return Intervals("what each step adds to the official score, 95 % interval over clips", results, d => steps.Contains((d.Reference, d.Interval.System)), "no neighbouring steps were compared");
    }

    private static GenericChart Intervals(string title, ComparisonResults results, Func<Difference, bool> isShown, string whyNone)
    {
        var (x, y) = (new Axis("difference (points)"), System);
        var differences = results.Differences.Where(d => isShown(d) && d.Interval is { Metric: Metric.OfficialScore, Subset: not null }).ToList();
        if (differences.Count == 0)
            return Panel.NotAvailable(title, whyNone, x, y);
        var systems = results.Request.Variants.Select(v => v.Name).Where(name => differences.Exists(d => d.Interval.System == name)).ToList();
        var subsets = differences.Select(d => d.Interval.Subset).Distinct().Order().ToList();
        var marks = subsets.Select((subset, s) =>
        {
            var own = differences.Where(d => d.Interval.Subset == subset).Select(d => d.Interval).ToList();
            // a row each, the sets a little apart
            var rows = own.ConvertAll(d => Math.Round(systems.IndexOf(d.System) + (s - (subsets.Count - 1) / 2.0) * 0.25, 3));
            var points = Marks.Points(
                own.Select(d => Percents(d.Difference)), rows, Colour(subset), Percent.Name(subset), size: 9, symbol: subset == Subset.Development ? "circle" : "diamond",
                texts: own.Select(d => $"{d.System}, {Percent.Name(subset)}: {Percent.Points(d.Difference)} [{Percent.Points(d.Lower)}, {Percent.Points(d.Upper)}]"), hover: "%{text}<extra></extra>");
            return points.With("error_x", Marks.Errors(Colour(subset), 2, 5, own.Select(d => Percents(d.Upper - d.Difference)), own.Select(d => Percents(d.Difference - d.Lower))));
        });
        var rowsFromTop = y with { Names = false, Range = (systems.Count - 0.5, -0.5) };
        return Panel.Of([Marks.Guide("no difference", (0, -0.5), (0, systems.Count - 0.5)), .. marks], title, x, rowsFromTop, height: 150 + 45 * systems.Count)
            .WithLayout("yaxis", rowsFromTop.ToLinearAxis(isY: true)
                .With("tickvals", Enumerable.Range(0, systems.Count).ToArray()).With("ticktext", systems.ToArray()).With("showgrid", false));
    }

    /// <summary>Machines × systems: the official score of each machine, mean over the seeds; n/a where the clips do not determine it.</summary>
    /// <param name="results">Of a comparison.</param>
    public static GenericChart Machines(ComparisonResults results)
    {
        const string Title = "official score of each machine type (%)";
        var (x, y) = (System, new Axis("machine type") { Names = true });
        var scores = ResultFrames.ScoresByMachine(results);
        string[] machines = [.. results.Runs[0].Evaluation.Summary.Where(s => s is { Machine: not null, Metric: Metric.OfficialScore }).Select(s => $"{Percent.Name(s.Subset)} {s.Machine}")];
        if (machines.Length == 0)
            return Panel.NotAvailable(Title, Reason(results), x, y);
        string[] systems = [.. results.Request.Variants.Select(v => v.Name)];
        double?[][] cells = [.. machines.Select(m => systems.Select(s => scores.GetColumn<double>(s).TryGet(m) is { HasValue: true } found ? Percents(found.Value) : (double?)null).ToArray())];
        var values = cells.SelectMany(row => row).OfType<double>().DefaultIfEmpty(Chance).ToList();
        return Annotated.Map(
            cells, systems, machines, v => v.ToString("0.0", CultureInfo.InvariantCulture), (10 * Math.Floor(values.Min() / 10), 10 * Math.Ceiling(values.Max() / 10)),
            "official score (%)", Title, x, y);
    }

    /// <summary>The members of an ensemble, one point a seed, and the ensemble: the official score of their mean anomaly scores (paper, section 4.4).</summary>
    /// <param name="results">Of a comparison with at least two seeds.</param>
    /// <param name="system">The name of a system that was compared.</param>
    public static GenericChart Ensemble(ComparisonResults results, string system = "proposed")
    {
        var title = $"{system}: members and ensemble";
        var set = new Axis("set") { Names = true };
        var variant = results.Request.Variants.FirstOrDefault(v => v.Name == system);
        if (variant is null || results.Request.Seeds < 2)
            return Panel.NotAvailable(title, variant is null ? $"{system} was not compared" : "one seed is no ensemble; compare with more seeds", set, Score);
        var metrics = Official(results);
        var members = metrics.SelectMany(m => results.Runs.Where(r => r.Variant.Name == system).Select(r => (Set: Percent.Name(m.Subset), r.Seed, ComparisonResults.Value(r.Evaluation, m).Value))).Where(m => m.Value is not null).ToList();
        var ensembles = metrics.Select(m => (Set: Percent.Name(m.Subset), ComparisonResults.Value(results.Ensemble(variant), m).Value)).Where(m => m.Value is not null).ToList();
        return members.Count == 0
            ? Panel.NotAvailable(title, Reason(results), set, Score)
            : Panel.Of(
                [
                    Marks.Points(members.Select(m => m.Set), members.Select(m => Percents(m.Value!.Value)), Colours.Others[10], "single seeds", members.Select(m => $"seed {m.Seed}"), size: 9, hover: "%{text}: %{y:.1f} %<extra></extra>"),
                    Marks.Points(ensembles.Select(m => m.Set), ensembles.Select(m => Percents(m.Value!.Value)), Colours.Others[11], $"ensemble of {results.Request.Seeds}", size: 15, symbol: "diamond", hover: "ensemble: %{y:.1f} %<extra></extra>"),
                ],
                title, set, Score, width: 640, height: 400);
    }

    internal static IReadOnlyList<MeanMetric> Official(ComparisonResults results) => [.. results.Metrics.Where(m => m is { Metric: Metric.OfficialScore, Subset: not null })];

    private sealed record Series(string Name, string Colour, IReadOnlyList<(string Name, OverSeeds Value)> Values);

    // Lengths are what a system is better than chance; names that have no value are left without a bar.
    private static GenericChart Bars(string title, ComparisonResults results, IReadOnlyList<Series> series)
    {
        var bars = series.Select(one =>
        {
            var some = one.Values.Where(v => v.Value.Mean is not null).ToList();
            if (some.Count == 0)
                return null;
            var columns = Marks.Columns(
                some.Select(v => v.Name), some.Select(v => Percents(v.Value.Mean!.Value - Chance / 100)), one.Colour, one.Name,
                texts: some.Select(v => $"{v.Name}, {one.Name}: {Percent.Of(v.Value)} %"), hover: "%{text}<extra></extra>").With("base", Chance);
            return some.Exists(v => v.Value.StandardDeviation is null) ? columns : columns.With(
                "error_y", Marks.Errors("#000000", 1.5, 4, some.Select(v => Percents(v.Value.StandardDeviation!.Value))));
        }).OfType<GenericChart>().ToList();
        return bars.Count == 0 ? Panel.NotAvailable(title, Reason(results), System, Score) : Panel.Of(
            bars, title, System, Score with { Range = Around(series.SelectMany(one => one.Values).Select(v => v.Value).Where(v => v.Mean is not null).SelectMany(v => new[] { 100 * (v.Mean!.Value - v.StandardDeviation.GetValueOrDefault()), 100 * (v.Mean.Value + v.StandardDeviation.GetValueOrDefault()) })) }, height: 400);
    }

    // From chance, or the lowest bar, to a little above the highest.
    private static (double Low, double High) Around(IEnumerable<double> percents)
    {
        var all = percents.Append(Chance).ToList();
        return (all.Min() < Chance ? all.Min() - 2 : Chance, all.Max() + 2);
    }

    private static double Percents(double share) => Math.Round(100 * share, 3);

    private static string Colour(Subset? subset) => subset == Subset.Development ? Colours.Development : Colours.Evaluation;

    private static string Reason(ComparisonResults results) => results.Runs[0].Evaluation.LeftOut.FirstOrDefault() ?? "no labelled test clips";
}
