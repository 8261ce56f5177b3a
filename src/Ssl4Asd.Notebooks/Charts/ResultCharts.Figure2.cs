using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Presets;
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
        var data = results.PublishedData;
        var all = Ours(results, system, data).Concat(Published()).ToList();
        var bars = all.FindAll(b => b.Development is not null || b.Evaluation is not null);
        var title = "our ensemble and published systems " + FromChance;
        if (bars.Count == 0)
            return Panel.NotAvailable(title, "no numbers", Score, System);
        var height = 160 + 38 * bars.Count;
        var chart = Panel.Of(
            [Set("dev", Colours.Development, b => b.Development), Set("eval", Colours.Evaluation, b => b.Evaluation)],
            title, Score with { Range = Around(bars.SelectMany(b => new[] { b.Development, b.Evaluation }).OfType<double>()) }, System, height: height);
        var missing = all.Count - bars.Count;
        string?[] notes =
        [
            data is null ? "ours: other data than the published, no comparison" : null,
            missing > 0 ? $"{missing} bars of Figure 2 not drawn, numbers not available" : null,
        ];
        return Panel.WithNote(chart, string.Join("; ", notes.OfType<string>()), height);

        // a gap, not a bar, where one of the two is missing: so all names keep their order
        GenericChart Set(string set, string colour, Func<(string Name, double? Development, double? Evaluation), double?> value) => Marks.Bars(
            bars.Select(b => b.Name), bars.Select(b => value(b) is { } v ? Math.Round(v - Chance, 3) : double.NaN), colour, set,
            texts: bars.Select(b => FormattableString.Invariant($"{b.Name}, {set}: {value(b):0.0#} %")), hover: "%{text}<extra></extra>").With("base", Chance);
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
