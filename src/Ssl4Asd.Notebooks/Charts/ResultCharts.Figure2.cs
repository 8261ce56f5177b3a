using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Presets;
using Core = Plotly.NET.GenericChartExtensions;
using GenericChart = Plotly.NET.GenericChart;

namespace Ssl4Asd.Notebooks.Charts;

public static partial class ResultCharts
{
    /// <summary>
    /// Our ensemble beside the systems of Figure 2 and other published systems, official score. Each name says what data it was
    /// measured on: bars of different data are no comparison. Bars whose numbers are not available are not drawn, and the note below
    /// says how many.
    /// </summary>
    /// <param name="results">Of a comparison.</param>
    /// <param name="system">The name of a system that was compared.</param>
    public static GenericChart Figure2(ComparisonResults results, string system = "proposed")
    {
        var data = PublishedResults.DataOf(results.Request.Preset);
        var bars = Ours(results, system, data).Concat(Published()).ToList();
        string[] sets = ["dev", "eval"];
        var marks = sets.Zip(new[] { Colours.Development, Colours.Evaluation }).Select(set =>
        {
            var some = bars.Where(b => (set.First == "dev" ? b.Development : b.Evaluation) is not null).Select(b => (b.Name, Value: (set.First == "dev" ? b.Development : b.Evaluation)!.Value)).ToList();
            return some.Count == 0 ? null : Marks.Bars(
                some.Select(b => b.Name), some.Select(b => Math.Round(b.Value - Chance, 3)), set.Second, set.First,
                texts: some.Select(b => FormattableString.Invariant($"{b.Name}, {set.First}: {b.Value:0.0#} %")), hover: "%{text}<extra></extra>").With("base", Chance);
        }).OfType<GenericChart>().ToList();
        var missing = bars.Count(b => b.Development is null && b.Evaluation is null);
        var title = "our ensemble and published systems " + FromChance;
        // one below the other, in the order given: plotly.js would take the order of the first set
        var named = bars.Where(b => b.Development is not null || b.Evaluation is not null).Select(b => b.Name).ToArray();
        if (named.Length == 0)
            return Panel.NotAvailable(title, "no numbers", Score, System);
        var chart = Panel.Of(marks, title, Score, System, height: 160 + 38 * named.Length);
        var axis = System.ToLinearAxis(isY: true);
        axis.SetValue("categoryorder", "array");
        axis.SetValue("categoryarray", named);
        string?[] notes =
        [
            data is null ? "ours is measured on other data than the published: no comparison" : null,
            missing > 0 ? $"not drawn, since their numbers are not available: {missing} bars of Figure 2" : null,
        ];
        return Panel.WithNote(Core.WithYAxis(chart, axis), string.Join("; ", notes.OfType<string>()), 160 + 38 * named.Length);
    }

    private static IEnumerable<(string Name, double? Development, double? Evaluation)> Ours(ComparisonResults results, string system, string? data)
    {
        if (results.Request.Variants.FirstOrDefault(v => v.Name == system) is not { } variant)
            yield break;
        var scores = Official(results).ToDictionary(m => m.Subset!.Value, m => ComparisonResults.Value(results.Ensemble(variant), m).Value * 100);
        var members = results.Request.Seeds == 1 ? "one seed" : $"ensemble of {results.Request.Seeds}";
        yield return ($"ours: {system}, {members} ({data ?? $"these data, preset {results.Request.Preset.Name}"})", scores.GetValueOrDefault(Data.Subset.Development), scores.GetValueOrDefault(Data.Subset.Evaluation));
    }

    private static IEnumerable<(string Name, double? Development, double? Evaluation)> Published() =>
        [
            .. PublishedResults.Figure2.Select(b => ($"Figure 2: {b.Name} (dcase2023)", (double?)null, b.OfficialScore)),
            .. PublishedResults.Scores.Select(s => ($"{s.System} ({s.Data})", s.Development, s.Evaluation)),
        ];
}
