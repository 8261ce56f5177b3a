using Ssl4Asd.Experiments;
using Ssl4Asd.Experiments.Compare;
using Ssl4Asd.Metrics;
using Ssl4Asd.Presets;
using static TorchSharp.torch;

namespace Ssl4Asd.Tests.Experiments;

public class ComparisonTests
{
    private static readonly IReadOnlyList<Variant> Two = [Variant.Systems[0], Variant.Systems[^1]];

    [Fact]
    public void ResultsHoldEveryRunAndMetricAndTheTablesTheirMeans()
    {
        using var folder = new TemporaryFolder();
        var results = Compare(folder, "out", seeds: 2);

        var rows = File.ReadAllLines(ComparisonFiles.Results(folder.File("out")));
        Assert.Equal("system,seed,population,subset,machine,section,domain,metric,value,normal_clips,anomalous_clips,remark", rows[0]);
        Assert.Equal(1 + 2 * 2 * 2 * 9, rows.Length); // systems × seeds × machines × metrics of a section
        foreach (var run in results.Runs)
        {
            var evaluated = CsvLines(new RunFolder(ComparisonFiles.Run(folder.File("out"), run.Variant, run.Seed)).Metrics).Where(l => !l.Contains("harmonic mean", StringComparison.Ordinal));
            Assert.Equal(evaluated.Select(l => $"{run.Variant.Name},{run.Seed},{l}"), rows.Where(r => r.StartsWith($"{run.Variant.Name},{run.Seed},", StringComparison.Ordinal)));
        }
        var official = results.Metrics.Single(m => m.Metric == Metric.OfficialScore);
        foreach (var variant in Two)
        {
            var values = results.Runs.Where(r => r.Variant == variant).Select(r => r.Evaluation.OfficialScore(null).Value!.Value).ToArray();
            var over = results.Of(variant, official);
            Assert.Equal((values[0] + values[1]) / 2, over.Mean!.Value, 12);
            Assert.Equal(Math.Abs(values[0] - values[1]) / Math.Sqrt(2), over.StandardDeviation!.Value, 12);
        }
        var mean = Ensemble.Mean([.. results.Runs.Where(r => r.Variant == Two[1]).Select(r => (r.Variant.Name, Ssl4Asd.Scoring.ScoresCsv.Read(new RunFolder(ComparisonFiles.Run(folder.File("out"), r.Variant, r.Seed)).Scores)))]);
        Assert.Equal(Evaluation.Of(mean.Select(r => r.ToScoredClip()), 2).OfficialScore(null).Value, results.Ensemble(Two[1]).OfficialScore(null).Value);

        var tables = File.ReadAllText(ComparisonFiles.Tables(folder.File("out")));
        Assert.Contains("## Table 1: systems", tables, StringComparison.Ordinal);
        Assert.Contains("| dev | score |", tables, StringComparison.Ordinal);
        Assert.Contains("## Ensemble", tables, StringComparison.Ordinal);
        var machines = ResultFrames.ScoresByMachine(results);
        Assert.Equal(["dev pump", "dev saw"], machines.RowKeys);
        var saw = results.Runs.Where(r => r.Variant == Two[0]).Average(r => r.Evaluation.Summary.Single(s => s is { Machine: "saw", Metric: Metric.OfficialScore }).Value.Value!.Value);
        Assert.Equal(saw, machines.GetColumn<double>("baseline")["dev saw"], 12);
        Assert.Equal((rows.Length - 1, 12), (ResultFrames.Runs(results).RowCount, ResultFrames.Runs(results).ColumnCount));
        Assert.DoesNotContain("Table 2", tables, StringComparison.Ordinal); // no ablation was compared
    }

    [Fact]
    public void AFinishedComparisonIsExtendedWithoutTrainingAgain()
    {
        using var folder = new TemporaryFolder();
        Compare(folder, "at once", seeds: 2);
        Compare(folder, "extended", seeds: 1);
        var weights = folder.File("extended", "runs", "proposed", "seed-0", "model.safetensors");
        var written = File.GetLastWriteTimeUtc(weights);
        var progress = new List<WorkProgress>();
        Compare(folder, "extended", seeds: 2, report: progress.Add);
        Assert.Equal(written, File.GetLastWriteTimeUtc(weights));
        SameResults(folder, "at once", "extended");
        // progress counts what is left to do, and ends where it should
        Assert.Equal(2 * (2 * 3 + 1) * 16 + 2 * 16, progress[0].Total);
        Assert.Equal(progress[^1].Total, progress[^1].Done);
        Assert.Equal(progress.Select(p => p.Done).Order(), progress.Select(p => p.Done));
    }

    [Fact]
    public void ScoresOfOtherClipsAreMadeAnew()
    {
        using var folder = new TemporaryFolder();
        Compare(folder, "out", seeds: 1);
        foreach (var clip in Directory.GetFiles(folder.File("data", "dev_data", "saw", "test"), "*_0000_*"))
            File.Delete(clip);
        var results = Compare(folder, "out", seeds: 1);
        Assert.All(results.Runs, r => Assert.Equal(12, r.Scores.Count));
    }

    [Fact]
    public void OtherRecordingsUnderTheSameNamesAreNoticed()
    {
        using var folder = new TemporaryFolder();
        var before = Compare(folder, "out", seeds: 1);
        // another test clip of the same name and length: scored anew
        var normal = Directory.GetFiles(folder.File("data", "dev_data", "saw", "test"), "*source_test_normal_0000*").Single();
        var anomaly = Directory.GetFiles(folder.File("data", "dev_data", "saw", "test"), "*source_test_anomaly_0000*").Single();
        File.Copy(anomaly, normal, overwrite: true);
        var after = Compare(folder, "out", seeds: 1);
        Assert.NotEqual(before.Runs[0].Scores.Select(r => r.Score), after.Runs[0].Scores.Select(r => r.Score));
        Assert.Single(before.Runs[0].Scores.Zip(after.Runs[0].Scores), r => r.First != r.Second);
        // another training clip: the runs are of other data
        var train = Directory.GetFiles(folder.File("data", "dev_data", "saw", "train"))[0];
        File.Copy(anomaly, train, overwrite: true);
        Assert.Contains("training_clips_hash", Assert.Throws<InputException>(() => Compare(folder, "out", seeds: 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TestClipsWithoutLabelsAreRefusedAtTheStart()
    {
        using var folder = new TemporaryFolder();
        SmallDataset.Write(folder.File("data"));
        foreach (var machine in new[] { "pump", "saw" })
            Directory.Delete(folder.File("data", "dev_data", machine, "test"), recursive: true);
        Assert.Contains("nothing to compare by", Assert.Throws<InputException>(() => Compare(folder, "out", seeds: 1)).Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("out")));
    }

    [Fact]
    public void WhatIsLeftOutStandsBelowTheTables()
    {
        using var folder = new TemporaryFolder();
        SmallDataset.Write(folder.File("data"));
        foreach (var clip in Directory.GetFiles(folder.File("data", "dev_data", "saw", "test"), "*source_test_normal*"))
            File.Delete(clip);
        Compare(folder, "out", seeds: 1);
        Assert.Contains("## Left out\n\n- n/a: saw section 00, no normal clips of the source domain", File.ReadAllText(ComparisonFiles.Tables(folder.File("out"))), StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderOfOtherSizesOrInUseIsRefused()
    {
        using var folder = new TemporaryFolder();
        Compare(folder, "out", seeds: 1);
        var longer = TinyPreset.Value with { Training = TinyPreset.Value.Training with { Epochs = 3 } };
        var error = Assert.Throws<InputException>(() => Compare(folder, "out", seeds: 1, preset: longer));
        Assert.Contains("preset.training.epochs", error.Message, StringComparison.Ordinal);
        using (new FileStream(folder.File("out", ".lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            Assert.Contains("in use", Assert.Throws<InputException>(() => Compare(folder, "out", seeds: 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryVariantRuns()
    {
        using var folder = new TemporaryFolder();
        var all = Variant.All;
        var results = Compare(folder, "out", seeds: 1, variants: all);
        Assert.Equal(31, results.Runs.Count);
        var tables = File.ReadAllText(ComparisonFiles.Tables(folder.File("out")));
        Assert.All(all, v => Assert.Contains($"| {v.Name} |", tables, StringComparison.Ordinal));
        // each differs from what it varies: a variant that changed nothing would give the same scores
        var proposed = results.Runs.Single(r => r.Variant.Name == "proposed");
        Assert.All(results.Runs.Where(r => r.Variant.Kind is VariantKind.Ablation or VariantKind.Deviation && r.Variant.Name != "proposed-one-k-means" && r.Variant.Name != "proposed-unbounded-scale"),
            r => Assert.NotEqual(proposed.Scores.Select(c => c.Score), r.Scores.Select(c => c.Score)));
        foreach (var (from, to) in Variant.Ladder.Zip(Variant.Ladder.Skip(1)))
        {
            IEnumerable<double> Scores(Variant v) => results.Runs.Single(r => r.Variant == v).Scores.Select(c => c.Score);
            Assert.NotEqual(Scores(from), Scores(to));
            Assert.Contains(results.Differences, d => d.Reference == from.Name && d.Interval.System == to.Name);
        }
        Assert.Contains("## Ladder", tables, StringComparison.Ordinal);
        // the last step is the back end alone
        string Weights(string system) => Convert.ToHexString(File.ReadAllBytes(new RunFolder(ComparisonFiles.Run(folder.File("out"), Variant.Named(system), 0)).Model));
        Assert.Equal(Weights("ladder-clean-pass"), Weights("direct-act"));
    }

    [Fact]
    public void ASystemIsComparedWithTheBaselineOfItsOwnClasses()
    {
        using var folder = new TemporaryFolder();
        string[] names = ["statex@machine", "baseline@machine", "statex", "baseline"];
        var results = Compare(folder, "out", seeds: 1, variants: Variant.Ordered(names.Select(Variant.Named)));
        Assert.Equal(["baseline@machine", "baseline", "statex@machine", "statex"], results.Request.Variants.Select(v => v.Name));
        Assert.Equal([("statex@machine", "baseline@machine"), ("statex", "baseline")], results.Differences.Select(d => (d.Interval.System, d.Reference)).Distinct().OrderBy(d => d.Reference.Length).Reverse());
        IReadOnlyList<string> Classes(string name) => RunSettings.Read(new RunFolder(ComparisonFiles.Run(folder.File("out"), Variant.Named(name), 0)).Settings).Classes;
        Assert.Equal(["pump", "saw"], Classes("baseline@machine"));
        Assert.Equal(8, Classes("baseline").Count); // machines × loads × domains
        Assert.Contains("| baseline@machine |", File.ReadAllText(ComparisonFiles.Tables(folder.File("out"))), StringComparison.Ordinal);
    }

    internal static void SameResults(TemporaryFolder folder, string one, string other)
    {
        foreach (var name in new[] { "results.csv", "ensemble.csv", "summary.csv", "differences.csv", "tables.md" })
            Assert.Equal(File.ReadAllText(folder.File(one, name)), File.ReadAllText(folder.File(other, name)));
    }

    private static ComparisonResults Compare(
        TemporaryFolder folder, string output, int seeds, IReadOnlyList<Variant>? variants = null, Preset? preset = null,
        Action<WorkProgress>? report = null)
    {
        if (!Directory.Exists(folder.File("data")))
            SmallDataset.Write(folder.File("data"));
        return Comparison.Run(
            new ComparisonRequest
            {
                Data = folder.File("data"),
                Folder = folder.File(output),
                Preset = preset ?? TinyPreset.Value,
                Variants = variants ?? Two,
                Seeds = seeds,
                Replicates = 100,
            },
            CPU, report);
    }

    private static IEnumerable<string> CsvLines(string path) => File.ReadAllLines(path).Skip(1);
}
