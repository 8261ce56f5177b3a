using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using CsvHelper;
using Ssl4Asd.Experiments;
using Ssl4Asd.Metrics;
using Ssl4Asd.Scoring;

namespace Ssl4Asd.Tests.Experiments;

/// <summary>
/// From scores.csv to metrics.csv and the submission files: three seeds of a run on 7 + 7 machines, with ties, missing
/// domains, conditions and labels, against what make_runs.py computes from the same files by scikit-learn and SciPy.
/// </summary>
public sealed class RunTruthTests : IDisposable
{
    private const double Tolerance = 1e-12;
    private static readonly string Truth = Path.Combine(AppContext.BaseDirectory, "Truth", "sklearn", "runs");
    private static readonly string[] Names = ["seed0", "seed1", "seed2", "ensemble"];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Tables => [.. Names];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Metrics_csv_agrees_with_scikit_learn_and_scipy(string table)
    {
        var expected = ReadCsv(Path.Combine(Truth, "metrics.csv"));
        foreach (var minimum in new[] { 1, 2 })
        {
            MetricsCsv.Write(_folder.File("metrics.csv"), Evaluation.Of(Scores(table).Select(r => r.ToScoredClip()), minimum));
            var actual = ReadCsv(_folder.File("metrics.csv"));
            Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
            foreach (var (key, cells) in actual)
            {
                string Truth(string column) => expected[key][$"{column}_{table}_{minimum}"];
                AssertSame(Truth("value"), cells["value"], $"{key}, {table}, minimum {minimum}");
                var mean = key.Contains("harmonic mean", StringComparison.Ordinal);
                Assert.Equal(mean ? "" : Truth("first"), cells["normal_clips"]);
                Assert.Equal(mean ? "" : Truth("second"), cells["anomalous_clips"]);
                if (mean) Assert.Equal(Remark(int.Parse(Truth("first")), int.Parse(Truth("second"))), cells["remark"]);
                else Assert.Equal(cells["value"] == "", cells["remark"] != "");
            }
        }
    }

    [Fact]
    public void The_truth_holds_what_it_is_there_for()
    {
        var values = ReadCsv(Path.Combine(Truth, "metrics.csv")).Values.ToList();
        Assert.Equal(14, values.Select(v => v["machine"]).Where(m => m != "harmonic mean").Append("ToyNscale").Distinct().Count()); // ToyNscale has no labels
        Assert.Equal(["both", "development", "evaluation"], values.Select(v => v["subset"]).Distinct().Order());
        Assert.Contains(values, v => v["value_seed0_1"] == "");
        Assert.Contains(values, v => v["value_seed2_1"] == "0.0");
        Assert.True(values.Count(v => v["value_seed0_1"] != v["value_seed0_2"]) > 30);
        foreach (var table in Names)
        {
            var tied = Scores(table).GroupBy(r => (r.Machine, r.Section)).Count(section => section.GroupBy(r => r.Score).Any(s => s.Select(r => r.Condition).Distinct().Count() > 1));
            Assert.True(tied >= 5, $"{table}: normal and anomalous clips tie in {tied} sections");
        }
    }

    [Theory]
    [MemberData(nameof(Tables))]
    public void Submission_files_hold_the_expected_bytes(string table)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Truth, "submission.json")));
        var expected = json.RootElement.GetProperty("sha256").GetProperty(table).EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!);
        var written = SubmissionFiles.Write(_folder.Path, Scores(table)).ToDictionary(path => Path.GetFileName(path), path => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))));
        Assert.Equal(expected.OrderBy(p => p.Key, StringComparer.Ordinal), written.OrderBy(p => p.Key, StringComparer.Ordinal));
        Assert.Equal(written.Keys.Order(), _folder.Names());
        Assert.Equal(32, written.Count);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void The_scores_are_in_the_format_that_a_run_writes(int seed)
    {
        ScoresCsv.Write(_folder.File("scores.csv"), ScoresCsv.Read(ScoresFile(seed)));
        Assert.Equal(File.ReadAllText(ScoresFile(seed)), File.ReadAllText(_folder.File("scores.csv")));
    }

    private static string ScoresFile(int seed) => Path.Combine(Truth, $"scores-{seed}.csv");

    private static IReadOnlyList<ScoreRow> Scores(string table) => table == "ensemble"
        ? Ensemble.Mean([.. Enumerable.Range(0, 3).Select(seed => ($"seed {seed}", ScoresCsv.Read(ScoresFile(seed))))])
        : ScoresCsv.Read(ScoresFile(table[^1] - '0'));

    private static string Remark(int known, int all) =>
        known == all ? "" : known == 0 ? $"none of {all} values is available" : $"{all - known} of {all} values not available, left out";

    private static Dictionary<string, Dictionary<string, string>> ReadCsv(string path)
    {
        using var reader = new StreamReader(path);
        using var csv = new CsvParser(reader, CultureInfo.InvariantCulture);
        Assert.True(csv.Read());
        var header = csv.Record!;
        var rows = new Dictionary<string, Dictionary<string, string>>();
        while (csv.Read()) rows.Add(string.Join(',', csv.Record![..6]), header.Zip(csv.Record!).ToDictionary(p => p.First, p => p.Second));
        return rows;
    }

    private static void AssertSame(string expected, string actual, string what)
    {
        if (expected == "") Assert.True(actual == "", $"{what}: {actual} instead of no value");
        else Assert.True(Math.Abs(Number(expected) - Number(actual)) <= Tolerance, $"{what}: {actual} instead of {expected}");
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
