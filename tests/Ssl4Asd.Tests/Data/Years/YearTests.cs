using Ssl4Asd.Data;
using Ssl4Asd.Data.Download;
using Ssl4Asd.Data.Years;
using Ssl4Asd.Metrics;
using Ssl4Asd.Tests.Cli;
using Ssl4Asd.Tests.Data.Download;

namespace Ssl4Asd.Tests.Data.Years;

/// <summary>Each year in the exact structure it was published in, with a handful of clips a section: from a mirror to the files that its evaluator reads.</summary>
public class YearTests
{
    public static TheoryData<string> Names => [.. DcaseData.All.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void FromAMirrorToASubmission(string name)
    {
        var year = PublishedSet.Shrunk(DcaseData.Named(name));
        using var run = new DownloadRun();
        using var server = new FileServer(PublishedSet.Files(year, []));
        var checks = run.Run(server, year);
        Assert.All(checks, c => Assert.True(c.AsPublished, c.ToString()));
        Assert.Equal(year.Truth is null, run.Notices.Any(n => n.Contains("no ground truth of the evaluation test clips is public", StringComparison.Ordinal)));

        var set = Dataset.Load(run.Root);
        Assert.Equal(year.Layout, set.Layout);
        Assert.Equal(year.Archives([], []).Sum(a => a.Clips), set.Clips.Count);
        Assert.Equal(year.Development.Concat(year.Evaluation).Select(m => m.Machine).Distinct().Order(StringComparer.Ordinal), set.Machines);
        Assert.All(set.TestClips, c => Assert.Equal(year.Truth is not null || c.Subset == Subset.Development, c.Condition is not null));
        Assert.Equal(year.OtherFolders.Count > 0, Directory.EnumerateDirectories(run.Root, "supplemental", SearchOption.AllDirectories).Any());
        var unlabelled = year.Truth is null ? 1 : 0;
        var passedOver = year.OtherFolders.Count > 0 ? 2 : 0; // a line for each subset
        Assert.Equal(unlabelled + passedOver, set.Notices.Count);

        var problems = DatasetReport.Inspect(run.Root, quick: true).Problems;
        Assert.All(problems, p => Assert.Equal(ProblemSeverity.Notice, p.Severity));
        Assert.Equal(
            DcaseData.Named(name).Development[0].Sections[0].Train is not null || DcaseData.Named(name).Evaluation[0].Sections[0].Test is not null,
            problems.Any(p => p.Message.Contains($"sections do not have the number of clips of {name.ToUpperInvariant()}", StringComparison.Ordinal)));
        Assert.DoesNotContain(problems, p => p.Message.Contains("are not there", StringComparison.Ordinal));

        var random = new Random(1);
        var evaluation = Evaluation.Of(set.TestClips.Select(c => new ScoredClip(c, random.NextDouble() + (c.Condition == Condition.Anomaly ? 0.5 : 0))), 2, set.Layout.Scoring);
        Assert.NotNull(evaluation.OfficialScore(Subset.Development).Value);
        Assert.Equal(year.Truth is not null, evaluation.OfficialScore(Subset.Evaluation).Value is not null);
        Assert.DoesNotContain(evaluation.Rows, r => r.Value.Value is null);

        var trained = run.Beside("run");
        CommandLine.Run("train", "--data", run.Root, "--system", "baseline", "--preset", "tiny", "--epochs", "1", "--out", trained).Succeeds();
        CommandLine.Run("score", "--run", trained, "--data", run.Root).Succeeds();
        var output = CommandLine.Run("evaluate", trained).Succeeds().Output;
        Assert.Contains(Officially(name), output, StringComparison.Ordinal);
        Assert.Equal(year.Layout.HasDomains, output.Contains("target", StringComparison.Ordinal));
        Assert.Contains("precision", output, StringComparison.Ordinal);
        Assert.Equal(set.TestClips.Count + 1, File.ReadAllLines(Path.Combine(trained, "scores.csv")).Length);
        Assert.Equal(
            year.Development.Concat(year.Evaluation).SelectMany(m => m.Sections.SelectMany(s => HandedIn(name, m.Machine, s.Section))).Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.Combine(trained, "submission")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    private static string Officially(string year) => year switch
    {
        "dcase2020" => "official: all clips of an id (DCASE2020 has no domains); percent",
        "dcase2021" => "official: clips of a domain only (DCASE2021); percent",
        _ => "official: ",
    };

    // as the evaluators' READMEs have the names
    private static string[] HandedIn(string year, string machine, string section) => year switch
    {
        "dcase2020" => [$"anomaly_score_{machine}_id_{section}.csv"],
        "dcase2021" => [.. from kind in new[] { "anomaly_score", "decision_result" } from domain in new[] { "source", "target" } select $"{kind}_{machine}_section_{section}_{domain}_test.csv"],
        _ => [$"anomaly_score_{machine}_section_{section}_test.csv", $"decision_result_{machine}_section_{section}_test.csv"],
    };

    [Fact]
    public void NamesOfArchives()
    {
        string[] of2020 = [.. DcaseData.Named("dcase2020").Archives(["ToyCar"], []).Select(a => $"{a.Source}/{a.FileName}")];
        Assert.Equal(["3678171/dev_data_ToyCar.zip", "3727685/eval_data_train_ToyCar.zip", "3841772/eval_data_test_ToyCar.zip"], of2020[..3]);
        Assert.Equal("4562016/dev_data_fan.zip", DcaseData.Named("dcase2021").Archives(["fan"], []).Select(a => $"{a.Source}/{a.FileName}").First());
        var of2024 = DcaseData.Named("dcase2024").Archives([], []);
        Assert.Equal(["eval_data_3DPrinter_train_r2.zip", "eval_data_RoboticArm_train_r2.zip"], of2024.Select(a => a.FileName).Where(f => f.Contains("_r2", StringComparison.Ordinal)));
        var of2026 = DcaseData.Named("dcase2026").Archives([], []);
        Assert.Equal("dev_ToyCar_r2.zip", of2026[0].FileName);
        Assert.DoesNotContain(of2026, a => a.Part == DataPart.GroundTruth);
        Assert.Contains("no ground truth that is public", Assert.Throws<InputException>(() => DcaseData.Named("dcase2026").Archives([], [DataPart.GroundTruth])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NumbersOfEvaluationTestClips() // as the published labels have them
    {
        Assert.Equal(
            [7103, 8635, 4200, 1400, 1800, 1600],
            DcaseData.All.Take(6).Select(d => d.Evaluation.Sum(m => m.Sections.Sum(s => s.Test))).Select(n => n!.Value));
    }
}
