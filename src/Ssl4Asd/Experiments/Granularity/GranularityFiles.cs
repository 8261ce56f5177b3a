using System.Globalization;
using System.Text;
using CsvHelper.Configuration.Attributes;
using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Metrics;

namespace Ssl4Asd.Experiments.Granularity;

/// <summary>
/// The files of the experiment: <c>DATA/</c> for each data set (a comparison: <see cref="ComparisonFiles"/>), <c>runs.csv</c> (official
/// scores of each run), <c>probes.csv</c> (what the embeddings of each run and section know), <c>contrasts.csv</c> (with intervals) and
/// <c>tables.md</c>. The same to the byte however often it was stopped.
/// </summary>
public static class GranularityFiles
{
    /// <summary>The official scores of each run.</summary>
    public static string Runs(string folder) => Path.Combine(folder, "runs.csv");

    /// <summary>What the embeddings of each run and section know of attributes.</summary>
    public static string Probes(string folder) => Path.Combine(folder, "probes.csv");

    /// <summary>Each contrast and its interval.</summary>
    public static string Contrasts(string folder) => Path.Combine(folder, "contrasts.csv");

    /// <summary>The main numbers in Markdown.</summary>
    public static string Tables(string folder) => Path.Combine(folder, "tables.md");

    internal static void Write(string folder, GranularityResults results)
    {
        Csv.Write(Runs(folder), from set in results.Sets
                                from run in set.Results.Runs
                                from row in run.Evaluation.Summary
                                where row is { Machine: null, Metric: Metric.OfficialScore }
                                select new RunCells(set.Name, run.Variant.System.BaseName, Csv.Word(run.Variant.System.Classes), run.Seed, row.Subset is { } s ? Csv.Word(s) : "both", row.Value.Value));
        Csv.Write(Probes(folder), from set in results.Sets
                                  from run in set.Results.Runs.Zip(set.Probes)
                                  from p in run.Second
                                  select new ProbeCells(set.Name, run.First.Variant.System.BaseName, Csv.Word(run.First.Variant.System.Classes), run.First.Seed,
                                      Csv.Word(p.Subset), p.Machine, p.Section, p.Values, p.CrossValidated, p.HeldOut));
        Csv.Write(Contrasts(folder), results.Scores.Select(d => new ContrastCells(d.System, Csv.Word(d.Population), d.Subset is { } s ? Csv.Word(s) : "both", Csv.Word(d.Domain), MetricsCsv.Name(d.Metric), d.Difference, d.Lower, d.Upper, d.ShareAbove))
            .Concat(results.Probes.Select(d => new ContrastCells(d.Contrast, "", "both", "", "probe accuracy", d.Value, d.Lower, d.Upper, d.ShareAbove))));
        AtomicFile.WriteText(Tables(folder), text => text.Write(Markdown(results)));
    }

    private static string Markdown(GranularityResults results)
    {
        var request = results.Request;
        var subsets = results.Sets[0].Results.Metrics.Where(m => m.Metric == Metric.OfficialScore).ToList();
        var names = subsets.ConvertAll(m => ComparisonTables.Name(m.Subset));
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Granularity of the classes\n\nPreset {request.Preset.Name}; data {string.Join(", ", results.Sets.Select(s => s.Name))}; {request.Seeds} seeds. Percent.\n");
        text.Append("\n## Official score and what embeddings know\n\nMeans over data sets and seeds; accuracy: balanced, of attributes read by a linear probe, cross-validated.\n\n");
        ComparisonTables.Table(text, ["classes", "how many", "system", .. names, "accuracy"], results.Sets[0].Results.Request.Variants.OrderBy(v => v.System.Classes).Select(variant => (IEnumerable<string>)
        [
            Csv.Word(variant.System.Classes), string.Join(", ", results.Sets.Select(s => ClassCount(s, variant)).Distinct().Order()), variant.System.BaseName,
            .. subsets.Select(m => ComparisonTables.Percent(results.Sets.Average(s => s.Results.Of(variant, m).Mean))), ComparisonTables.Percent(Accuracy(results, variant)),
        ]));
        text.Append(CultureInfo.InvariantCulture, $"\n## Contrasts\n\nIn points, with the 95 % interval of a bootstrap over data sets, seeds and clips ({request.Replicates} replicates; of the accuracy: over data sets and seeds).\n\n");
        ComparisonTables.Table(text, ["", .. names, "accuracy"], GranularityResults.Contrasts(request).Select(contrast => (IEnumerable<string>)
        [
            contrast.Name,
            .. subsets.Select(m => results.Scores.FirstOrDefault(d => d.System == contrast.Name && d.Metric == m.Metric && d.Subset == m.Subset) is { } d ? ComparisonTables.Interval(d.Difference, d.Lower, d.Upper) : "n/a"),
            results.Probes.FirstOrDefault(d => d.Contrast == contrast.Name) is { } probe ? ComparisonTables.Interval(probe.Value, probe.Lower, probe.Upper) : "n/a",
        ]));
        return text.ToString();
    }

    private static int ClassCount(GranularityResults.Set set, Variant variant) =>
        RunSettings.Read(new RunFolder(ComparisonFiles.Run(set.Results.Request.Folder, variant, 0)).Settings).Classes.Count;

    private static double? Accuracy(GranularityResults results, Variant variant)
    {
        var mean = results.Sets.Average(s => s.Results.Runs.Zip(s.Probes).Where(r => r.First.Variant.Name == variant.Name).Average(r => GranularityResults.Mean(r.Second)));
        return double.IsNaN(mean) ? null : mean;
    }

    private sealed record RunCells(
        [property: Name("data")] string Data, [property: Name("system")] string System, [property: Name("classes")] string Classes,
        [property: Name("seed")] int Seed, [property: Name("subset")] string Subset, [property: Name("official_score")] double? Score);

    private sealed record ProbeCells(
        [property: Name("data")] string Data, [property: Name("system")] string System, [property: Name("classes")] string Classes,
        [property: Name("seed")] int Seed, [property: Name("subset")] string Subset, [property: Name("machine")] string Machine,
        [property: Name("section")] string Section, [property: Name("values")] int Values,
        [property: Name("cross_validated")] double CrossValidated, [property: Name("held_out")] double? HeldOut);

    private sealed record ContrastCells(
        [property: Name("contrast")] string Contrast, [property: Name("population")] string Population, [property: Name("subset")] string Subset,
        [property: Name("domain")] string Domain, [property: Name("metric")] string Metric, [property: Name("value")] double Value,
        [property: Name("lower")] double Lower, [property: Name("upper")] double Upper, [property: Name("share_above_zero")] double ShareAbove);
}
