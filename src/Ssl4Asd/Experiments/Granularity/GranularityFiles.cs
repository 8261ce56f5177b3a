using System.Globalization;
using System.Text;
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
                                select new RunRow
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
                                  select new ProbeRow
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
        Csv.Write(Contrasts(folder), results.Scores.Select(d => new ContrastRow
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
        }).Concat(results.Probes.Select(d => new ContrastRow
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
}
