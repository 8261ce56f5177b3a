using Ssl4Asd.Experiments.Backends;
using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Metrics;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Notebooks.Tables;

/// <summary>The tables of the paper with ours beside it, and the metrics of a run; all in percent.</summary>
public static class ResultTables
{
    private const string NotFilled = "The paper's numbers are not available to this package (empty cells); fill them in in src/Ssl4Asd/Presets/Published.";

    /// <summary>Table 1: the six systems. AUC and pAUC of the simple population, harmonic means over machines and sections.</summary>
    /// <param name="results">Of a comparison.</param>
    /// <param name="domain">Whose clips; all clips by default.</param>
    public static HtmlTable Table1(ComparisonResults results, MetricDomain domain = MetricDomain.Mixed) => Table("Table 1: systems", results, domain, results.Variants(VariantKind.System), PublishedResults.Table1);

    /// <summary>Table 2: the three ablations, below the proposed system.</summary>
    /// <param name="results">Of a comparison with ablations.</param>
    /// <param name="domain">Whose clips; all clips by default.</param>
    public static HtmlTable Table2(ComparisonResults results, MetricDomain domain = MetricDomain.Mixed) => Table(
        "Table 2: ablations", results, domain, [.. results.Request.Variants.Where(v => v.Name == SystemDefinition.Proposed.Name), .. results.Variants(VariantKind.Ablation)],
        [.. PublishedResults.Table2, .. PublishedResults.Table1.Where(c => c.System == SystemDefinition.Proposed.Name)]);

    /// <summary>The official metrics of each machine and section, and their harmonic means; where one is not available, the note says why.</summary>
    /// <param name="evaluation">Of a run.</param>
    public static HtmlTable Evaluation(Evaluation evaluation)
    {
        var official = evaluation.Rows.Where(r => r.Population == Population.Official).ToList();
        var rows = official.GroupBy(r => (r.Subset, r.Machine, r.Section)).Select(g => (IReadOnlyList<string>)
        [
            Percent.Name(g.Key.Subset), g.Key.Machine, g.Key.Section,
            .. Metrics.Select(m => Percent.Of(g.First(r => r.Domain == m.Domain && r.Metric == m.Metric).Value.Value)),
            Percent.Of(HarmonicMean.Of(g.Select(r => r.Value)).Value),
        ]);
        var means = official.Select(r => r.Subset).Distinct().Select(subset => (IReadOnlyList<string>)
        [
            Percent.Name(subset), "harmonic mean", "", .. Metrics.Select(m => Bold(evaluation.Mean(Population.Official, subset, m.Domain, m.Metric))), Bold(evaluation.OfficialScore(subset)),
        ]);
        var notes = evaluation.LeftOut.Where(line => !line.Contains(": simple", StringComparison.Ordinal)).ToList();
        return HtmlTable.Of(
            "official population (%)", ["set", "machine type", "section", "AUC source", "AUC target", "pAUC", "official score"], [.. rows, .. means],
            notes.Count == 0 ? null : string.Join(". ", notes), names: 3);
    }

    /// <summary>Runs under several back ends: official scores, and in points what each has more than the paper's, with its 95 % interval over clips.</summary>
    /// <param name="comparison">Of one or more runs.</param>
    public static HtmlTable Backends(BackendComparison comparison)
    {
        var (headers, rows) = BackendTables.OfficialScores(comparison);
        return HtmlTable.Of("official score (%) by back end", headers, rows, names: 2);
    }

    /// <summary>The mean of single seeds beside the ensemble of all (paper, section 4.4), official score.</summary>
    /// <param name="results">Of a comparison.</param>
    public static HtmlTable Ensemble(ComparisonResults results)
    {
        var metrics = Charts.ResultCharts.Official(results);
        return HtmlTable.Of(
            $"official score (%): single seeds and ensemble of {results.Request.Seeds}",
            ["system", .. metrics.SelectMany(m => new[] { $"{Percent.Name(m.Subset)}, single", $"{Percent.Name(m.Subset)}, ensemble" })],
            results.Request.Variants.Select(v => (IReadOnlyList<string>)
            [
                v.Name, .. metrics.SelectMany(m => new[] { Percent.Of(results.Of(v, m)), results.Request.Seeds < 2 ? Percent.Missing : Percent.Of(ComparisonResults.Value(results.Ensemble(v), m).Value) }),
            ]),
            results.Request.Seeds < 2 ? "n/a: one seed is no ensemble." : null);
    }

    /// <summary>Each system minus the reference, official score in points with its 95 % interval over clips; bold where it leaves zero out.</summary>
    /// <param name="results">Of a comparison.</param>
    /// <param name="reference"><c>baseline</c>, or <c>proposed</c> for ablations.</param>
    public static HtmlTable Differences(ComparisonResults results, string reference = "baseline")
    {
        var differences = results.Differences.Where(d => d.Reference == reference && d.Interval.Metric == Metric.OfficialScore).ToList();
        var subsets = differences.Select(d => d.Interval.Subset).Distinct().ToList();
        return HtmlTable.Of(
            $"official score minus that of {reference} (points)", ["system", .. subsets.Select(Percent.Name)],
            differences.GroupBy(d => d.Interval.System).Select(g => (IReadOnlyList<string>)
                [g.Key, .. subsets.Select(s => g.FirstOrDefault(d => d.Interval.Subset == s) is { } d ? Interval(d) : Percent.Missing)]),
            "95 % interval of a paired bootstrap over test clips; it does not hold the chance of the seed.");
    }

    /// <summary>Published official scores and where they are from.</summary>
    public static HtmlTable Published() => HtmlTable.Of(
        "published official scores (%)", ["system", "data", "source", "dev", "eval"],
        PublishedResults.Scores.Select(s => (IReadOnlyList<string>)
            [s.System, s.Data, s.Source, Percent.Published(s.Development, s.DevelopmentDeviation), Percent.Published(s.Evaluation, s.EvaluationDeviation)]),
        names: 3);

    private static readonly (MetricDomain Domain, Metric Metric)[] Metrics =
        [(MetricDomain.Source, Metric.Auc), (MetricDomain.Target, Metric.Auc), (MetricDomain.Mixed, Metric.PartialAuc)];

    private static HtmlTable Table(string title, ComparisonResults results, MetricDomain domain, IReadOnlyList<Variant> variants, IReadOnlyList<PublishedResults.Cell> published)
    {
        var data = results.PublishedData;
        // the paper's main data, where ours are others
        var cells = published.Where(c => c.Data == (data ?? "dcase2023")).ToList();
        var metrics = results.Metrics.Where(m => m is { Population: Population.Simple, Metric: Metric.Auc, Subset: not null } && m.Domain == domain).ToList();
        var note = data is null ? $"Here: other data than the paper's (preset {results.Request.Preset.Name}), so the columns are no comparison. " : "";
        return HtmlTable.Of(
            $"{title}; AUC / pAUC (%), {Csv.Word(domain)} domain, simple population",
            ["system", .. metrics.SelectMany(m => new[] { $"{Percent.Name(m.Subset)}, Paper", $"{Percent.Name(m.Subset)}, Here" })],
            variants.Select(v => (IReadOnlyList<string>)[v.Name, .. metrics.SelectMany(m => new[] { Paper(cells, v, m), Here(results, v, m) })]),
            note + (cells.Exists(c => c.Auc is null) ? NotFilled : ""));
    }

    private static string Paper(List<PublishedResults.Cell> cells, Variant variant, MeanMetric metric)
    {
        var cell = cells.Find(c => c.System == variant.Name && c.Subset == Csv.Word(metric.Subset!.Value) && c.Domain == Csv.Word(metric.Domain));
        return cell?.Auc is null ? "" : $"{Percent.Published(cell.Auc)} / {Percent.Published(cell.PartialAuc)}";
    }

    private static string Here(ComparisonResults results, Variant variant, MeanMetric metric) =>
        $"{Percent.Of(results.Of(variant, metric))} / {Percent.Of(results.Of(variant, metric with { Metric = Metric.PartialAuc }))}";

    private static string Bold(MetricValue value) => $"**{Percent.Of(value.Value)}**";

    private static string Interval(Difference difference)
    {
        var cell = $"{Percent.Points(difference.Interval.Difference)} [{Percent.Points(difference.Interval.Lower)}, {Percent.Points(difference.Interval.Upper)}]";
        return difference.IsClear ? $"**{cell}**" : cell;
    }
}
