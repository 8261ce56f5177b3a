using System.Globalization;
using System.Text;
using Ssl4Asd.Data;
using Ssl4Asd.Metrics;
using Ssl4Asd.Presets;

namespace Ssl4Asd.Experiments.Compare;

/// <summary>The tables of the paper from the results of a comparison, in Markdown. All numbers in percent.</summary>
public static class ComparisonTables
{
    private const string Missing = "–";

    /// <summary>All tables that the results have something for.</summary>
    public static string Markdown(ComparisonResults results)
    {
        var text = new StringBuilder();
        var (preset, seeds) = (results.Request.Preset, results.Request.Seeds);
        text.Append(CultureInfo.InvariantCulture, $"# Comparison\n\nPreset {preset.Name}, {seeds} {(seeds == 1 ? "seed" : "seeds")}. Percent; harmonic means over machines and sections");
        text.Append(seeds > 1 ? "; mean ± standard deviation over the seeds.\n" : ".\n");
        Systems(text, results, VariantKind.System, "Table 1: systems", PublishedResults.Table1);
        Ladder(text, results);
        Systems(text, results, VariantKind.Other, "Other systems", []);
        Systems(text, results, VariantKind.Ablation, "Table 2: ablations", PublishedResults.Table2);
        Systems(text, results, VariantKind.Deviation, "Deviations: the proposed system with one of them undone", []);
        Machines(text, results);
        if (seeds > 1)
            Ensembles(text, results);
        Differences(text, results);
        foreach (var (line, i) in results.Runs[0].Evaluation.LeftOut.Select((line, i) => (line, i)))
            text.Append(i == 0 ? "\n## Left out\n\n" : "").Append(CultureInfo.InvariantCulture, $"- {line}\n");
        return text.ToString();
    }

    /// <summary>A table with the official score of each variant and its ensemble, for each subset.</summary>
    public static (IReadOnlyList<string> Headers, IEnumerable<IReadOnlyList<string>> Rows) OfficialScores(ComparisonResults results)
    {
        var metrics = results.Metrics.Where(m => m.Metric == Metric.OfficialScore).ToList();
        var ensembles = results.Request.Seeds > 1 ? metrics : [];
        return (["system", .. metrics.Select(m => Name(m.Subset)), .. ensembles.Select(m => $"{Name(m.Subset)} ensemble")],
            results.Request.Variants.Select(v => (IReadOnlyList<string>)
            [
                v.Name, .. metrics.Select(m => Percent(results.Of(v, m))),
                .. ensembles.Select(m => Percent(ComparisonResults.Value(results.Ensemble(v), m).Value)),
            ]));
    }

    private static void Systems(StringBuilder text, ComparisonResults results, VariantKind kind, string title, IReadOnlyList<PublishedResults.Cell> published)
    {
        IReadOnlyList<Variant> variants = [.. results.Variants(kind)];
        if (variants.Count == 0)
            return;
        // beside the others stands what they vary
        var varied = kind == VariantKind.Other ? SystemDefinition.Baseline.Name : SystemDefinition.Proposed.Name;
        if (kind != VariantKind.System)
            variants = [.. results.Request.Variants.Where(v => v.Name == varied), .. variants];
        text.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\nSimple population (clips of a domain only), AUC / pAUC:\n\n");
        var simple = results.Metrics.Where(m => m is { Population: Population.Simple, Metric: Metric.Auc });
        Table(text, ["split", "domain", .. variants.Select(v => v.Name)], simple.Select(m => (IEnumerable<string>)
            [Name(m.Subset), Csv.Word(m.Domain), .. variants.Select(v => $"{Percent(results.Of(v, m))} / {Percent(results.Of(v, m with { Metric = Metric.PartialAuc }))}")]));
        text.Append(CultureInfo.InvariantCulture, $"\nOfficial population ({OfficialText.Clips(results.Scoring)}):\n\n");
        var official = results.Metrics.Where(m => m.Population == Population.Official);
        Table(text, ["split", "metric", .. variants.Select(v => v.Name)], official.Select(m => (IEnumerable<string>)
            [Name(m.Subset), Title(m), .. variants.Select(v => Percent(results.Of(v, m)))]));
        var data = results.PublishedData;
        if (published.Any(c => c.Data == data))
            Paper(text, title, [.. published.Where(c => c.Data == data)]);
        if (kind == VariantKind.System && data is not null)
            Published(text, data);
    }

    // Each step and what it brings.
    private static void Ladder(StringBuilder text, ComparisonResults results)
    {
        var steps = results.LadderSteps.ToList();
        if (steps.Count == 0)
            return;
        text.Append("\n## Ladder: from the paper's system to direct-act\n\nOfficial score; in points what a step adds to the one before, with its 95 % interval:\n\n");
        var metrics = results.Metrics.Where(m => m.Metric == Metric.OfficialScore).ToList();
        var differences = results.Differences.ToLookup(d => (d.Reference, d.Interval.System, d.Metric));
        string Added(Variant v, MeanMetric m) => Interval(steps.Where(s => s.To == v).SelectMany(s => differences[(s.From.Name, v.Name, m)]).FirstOrDefault());
        Table(text, ["system", .. metrics.SelectMany(m => new[] { Name(m.Subset), $"{Name(m.Subset)}, added" })],
            steps.Select(s => s.From).Take(1).Concat(steps.Select(s => s.To)).Select(v => (IEnumerable<string>)
                [v.Name, .. metrics.SelectMany(m => new[] { Percent(results.Of(v, m)), Added(v, m) })]));
    }

    // Official scores that are available, with their sources.
    private static void Published(StringBuilder text, string data)
    {
        text.Append("\nPublished official scores on the same data:\n\n");
        Table(text, ["system", "dev", "eval", "source"], PublishedResults.Scores.Where(s => s.Data == data).Select(s => (IEnumerable<string>)
            [s.System, Number(s.Development, s.DevelopmentDeviation), Number(s.Evaluation, s.EvaluationDeviation), s.Source]));
    }

    // The paper's own numbers in the same form; what is not available stays empty.
    private static void Paper(StringBuilder text, string title, IReadOnlyList<PublishedResults.Cell> cells)
    {
        var systems = cells.Select(c => c.System).Distinct().ToList();
        text.Append(CultureInfo.InvariantCulture, $"\nThe paper's {title.Split(':')[0]}, AUC / pAUC ({Missing}: not available; to be filled in in src/Ssl4Asd/Presets/Published):\n\n");
        Table(text, ["split", "domain", .. systems], cells.GroupBy(c => (c.Subset, c.Domain)).Select(row => (IEnumerable<string>)
        [
            row.Key.Subset == Csv.Word(Subset.Development) ? "dev" : "eval", row.Key.Domain,
            .. systems.Select(s => row.First(c => c.System == s)).Select(c => $"{Number(c.Auc)} / {Number(c.PartialAuc)}"),
        ]));
    }

    private static void Machines(StringBuilder text, ComparisonResults results)
    {
        var scores = ResultFrames.ScoresByMachine(results);
        IReadOnlyList<Variant> systems = results.Variants(VariantKind.System) is { Count: > 0 } some ? some : results.Request.Variants;
        text.Append("\n## Machines\n\nOfficial score of each machine:\n\n");
        Table(text, ["machine", .. systems.Select(v => v.Name)], scores.RowKeys.Select(machine => (IEnumerable<string>)
            [machine, .. systems.Select(v => Percent(scores.GetColumn<double>(v.Name).TryGet(machine) is { HasValue: true } score ? score.Value : null))]));
    }

    private static void Ensembles(StringBuilder text, ComparisonResults results)
    {
        var metrics = results.Metrics.Where(m => m.Population == Population.Official).ToList();
        text.Append(CultureInfo.InvariantCulture, $"\n## Ensemble: mean anomaly scores of {results.Request.Seeds} seeds\n\nOfficial population, single run → ensemble:\n\n");
        Table(text, ["system", .. metrics.Select(m => $"{Name(m.Subset)} {Title(m)}")], results.Request.Variants.Select(v => (IEnumerable<string>)
            [v.Name, .. metrics.Select(m => $"{Percent(results.Of(v, m))} → {Percent(ComparisonResults.Value(results.Ensemble(v), m).Value)}")]));
    }

    private static void Differences(StringBuilder text, ComparisonResults results)
    {
        if (results.Differences.Count == 0)
            return;
        text.Append(CultureInfo.InvariantCulture, $"\n## Differences\n\nIn points; 95 % interval of a paired bootstrap over test clips ({results.Request.Replicates} replicates), in bold where it leaves zero out. It holds the ");
        text.Append("chance of the clips, not that of the seed");
        text.Append(results.Request.Seeds == 1 ? ": train more seeds before believing it.\n\n" : ", which is the ± above.\n\n");
        var metrics = results.Metrics.Where(m => m.Metric == Metric.OfficialScore || m is { Population: Population.Simple, Domain: MetricDomain.Mixed }).ToList();
        Table(text, ["system", "minus", .. metrics.Select(m => $"{Name(m.Subset)} {(m.Population == Population.Official ? "official" : "simple " + MetricsCsv.Name(m.Metric))}")],
            results.Differences.GroupBy(d => (d.Interval.System, d.Reference)).Select(row => (IEnumerable<string>)
                [row.Key.System, row.Key.Reference, .. metrics.Select(m => Interval(row.FirstOrDefault(d => d.Metric == m)))]));
    }

    internal static void Table(StringBuilder text, IEnumerable<string> headers, IEnumerable<IEnumerable<string>> rows)
    {
        var columns = headers.ToList();
        foreach (var row in new[] { columns, columns.Select((_, i) => i == 0 ? "---" : "---:") }.Concat(rows))
            text.Append("| ").AppendJoin(" | ", row).Append(" |\n");
    }

    internal static string Interval(Difference? difference)
    {
        if (difference is not { } d)
            return Missing;
        var cell = Interval(d.Interval.Difference, d.Interval.Lower, d.Interval.Upper);
        return d.IsClear ? $"**{cell}**" : cell;
    }

    internal static string Interval(double value, double lower, double upper) => $"{Points(value)} [{Points(lower)}, {Points(upper)}]";

    private static string Points(double difference) => (100 * difference).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    internal static string Percent(OverSeeds value) => value switch
    {
        { Mean: not { } } => "n/a",
        { Mean: { } mean, StandardDeviation: { } deviation } => string.Create(CultureInfo.InvariantCulture, $"{100 * mean:0.00} ± {100 * deviation:0.00}"),
        { Mean: { } mean } => Percent(mean),
    };

    internal static string Percent(double? value) => value is { } v ? (100 * v).ToString("0.00", CultureInfo.InvariantCulture) : "n/a";

    private static string Number(double? percent, double? deviation) => Number(percent) + (deviation is { } d ? $" ± {Number(d)}" : "");

    private static string Number(double? percent) => percent?.ToString("0.##", CultureInfo.InvariantCulture) ?? Missing;

    private static string Title(MeanMetric metric) => metric.Metric switch
    {
        Metric.OfficialScore => "score",
        Metric.Auc => $"AUC {Csv.Word(metric.Domain)}",
        _ => "pAUC",
    };

    internal static string Name(Subset? subset) => subset switch
    {
        Subset.Development => "dev",
        Subset.Evaluation => "eval",
        _ => "both",
    };
}
