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
    /// <summary>What stands in the column <c>subset</c> for development and evaluation set together.</summary>
    internal const string Both = "both";

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
                                select new RunCells
                                {
                                    Data = set.Name,
                                    System = run.Variant.System.BaseName,
                                    Classes = Csv.Word(run.Variant.System.Classes),
                                    Seed = run.Seed,
                                    Subset = Name(row.Subset),
                                    Score = row.Value.Value,
                                });
        Csv.Write(Probes(folder), from set in results.Sets
                                  from run in set.Results.Runs.Zip(set.Probes)
                                  from p in run.Second
                                  select new ProbeCells
                                  {
                                      Data = set.Name,
                                      System = run.First.Variant.System.BaseName,
                                      Classes = Csv.Word(run.First.Variant.System.Classes),
                                      Seed = run.First.Seed,
                                      Subset = Csv.Word(p.Subset),
                                      Machine = p.Machine,
                                      Section = p.Section,
                                      Values = p.Values,
                                      CrossValidated = p.CrossValidated,
                                      HeldOut = p.HeldOut,
                                  });
        Csv.Write(Contrasts(folder), results.Scores.Select(d => new ContrastCells
        {
            Contrast = d.System,
            Population = Csv.Word(d.Population),
            Subset = Name(d.Subset),
            Domain = Csv.Word(d.Domain),
            Metric = MetricsCsv.Name(d.Metric),
            Value = d.Difference,
            Lower = d.Lower,
            Upper = d.Upper,
            ShareAbove = d.ShareAbove,
        }).Concat(results.Probes.Select(d => new ContrastCells
        {
            Contrast = d.Contrast,
            Population = "",
            Subset = Both,
            Domain = "",
            Metric = "probe accuracy",
            Value = d.Value,
            Lower = d.Lower,
            Upper = d.Upper,
            ShareAbove = d.ShareAbove,
        })));
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

    private static string Name(Data.Subset? subset) => subset is { } s ? Csv.Word(s) : Both;

    private static int ClassCount(GranularityResults.Set set, Variant variant) =>
        RunSettings.Read(new RunFolder(ComparisonFiles.Run(set.Results.Request.Folder, variant, 0)).Settings).Classes.Count;

    private static double? Accuracy(GranularityResults results, Variant variant)
    {
        var mean = results.Sets.Average(s => s.Results.Runs.Zip(s.Probes).Where(r => r.First.Variant.Name == variant.Name).Average(r => GranularityResults.Mean(r.Second)));
        return double.IsNaN(mean) ? null : mean;
    }

    internal sealed record RunCells
    {
        [Name("data")]
        public required string Data { get; init; }

        [Name("system")]
        public required string System { get; init; }

        [Name("classes")]
        public required string Classes { get; init; }

        [Name("seed")]
        public required int Seed { get; init; }

        [Name("subset")]
        public required string Subset { get; init; }

        [Name("official_score")]
        public required double? Score { get; init; }
    }

    internal sealed record ProbeCells
    {
        [Name("data")]
        public required string Data { get; init; }

        [Name("system")]
        public required string System { get; init; }

        [Name("classes")]
        public required string Classes { get; init; }

        [Name("seed")]
        public required int Seed { get; init; }

        [Name("subset")]
        public required string Subset { get; init; }

        [Name("machine")]
        public required string Machine { get; init; }

        [Name("section")]
        public required string Section { get; init; }

        [Name("values")]
        public required int Values { get; init; }

        [Name("cross_validated")]
        public required double CrossValidated { get; init; }

        [Name("held_out")]
        public required double? HeldOut { get; init; }
    }

    internal sealed record ContrastCells
    {
        [Name("contrast")]
        public required string Contrast { get; init; }

        [Name("population")]
        public required string Population { get; init; }

        [Name("subset")]
        public required string Subset { get; init; }

        [Name("domain")]
        public required string Domain { get; init; }

        [Name("metric")]
        public required string Metric { get; init; }

        [Name("value")]
        public required double Value { get; init; }

        [Name("lower")]
        public required double Lower { get; init; }

        [Name("upper")]
        public required double Upper { get; init; }

        [Name("share_above_zero")]
        public required double ShareAbove { get; init; }
    }
}
