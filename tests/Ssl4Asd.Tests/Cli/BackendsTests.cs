using System.Globalization;
using CsvHelper;
using Ssl4Asd.Experiments;
using Ssl4Asd.Experiments.Backends;
using Ssl4Asd.Metrics;
using Ssl4Asd.Scoring;
using Ssl4Asd.Scoring.Backends;

namespace Ssl4Asd.Tests.Cli;

/// <summary>Other back ends on trained runs: score, evaluate, detect and the table of all.</summary>
public class BackendsTests
{
    [Fact]
    public void RunsUnderOtherBackEnds()
    {
        using var folder = new TemporaryFolder();
        var data = SmallDataset.Write(folder.File("data"), source: 8, target: 3, test: 4);
        string[] runs = [folder.File("run-3"), folder.File("run-4")];
        foreach (var (i, path) in runs.Index())
        {
            CommandLine.Run("train", "--data", data, "--system", "baseline", "--preset", "tiny", "--epochs", "1", "--seed", $"{i + 3}", "--out", path).Succeeds();
            CommandLine.Run("backends", path).FailsWith(path, "run score first");
            CommandLine.Run("score", "--run", path, "--data", data).Succeeds();
        }
        var run = new RunFolder(runs[0]);
        var (paper, references, clips) = (File.ReadAllText(run.Scores), File.ReadAllBytes(run.References), File.ReadAllText(run.TrainClips));
        Assert.Equal("subset,machine,section,domain,file,held_out", clips.Split('\n')[0]);
        Assert.Equal(1 + 2 * 11, File.ReadAllLines(run.TrainClips).Length);

        // a folder of its own, from the embeddings: the model is not needed
        var model = File.ReadAllBytes(run.Model);
        File.WriteAllText(run.Model, "");
        var other = new BackendFolder(Path.Combine(run.Path, "backends", "ldn-neighbours-2"));
        Assert.Contains(other.Scores, CommandLine.Run("score", "--run", run.Path, "--data", data, "--backend", "ldn", "--neighbours", "2").Succeeds().Output, StringComparison.Ordinal);
        File.WriteAllBytes(run.Model, model);
        Assert.Equal(["backend.json", "references.safetensors", "scored_clips.sha256", "scores.csv"], Directory.GetFiles(other.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["\"name\": \"ldn\"", "\"references\": \"all\"", "\"neighbours\": 2"], File.ReadAllLines(other.Settings)[1..^1].Select(l => l.Trim(' ', ',')));
        Assert.Equal(4, Directory.GetFiles(other.Submission).Length);
        Assert.Equal(paper, File.ReadAllText(run.Scores));
        Assert.Equal(references, File.ReadAllBytes(run.References));
        var scores = File.ReadAllBytes(other.Scores);
        Assert.NotEqual(paper, File.ReadAllText(other.Scores));
        CommandLine.Run("score", "--run", run.Path, "--data", data, "--backend", "ldn", "--neighbours", "2").Succeeds();
        Assert.Equal(scores, File.ReadAllBytes(other.Scores));

        // evaluate and detect know whose scores they take
        Assert.Contains("ldn-neighbours-2", CommandLine.Run("evaluate", run.Path, "--backend", "ldn", "--neighbours", "2").Succeeds().Output, StringComparison.Ordinal);
        Assert.True(File.Exists(other.Metrics));
        Assert.False(File.Exists(run.Metrics));
        CommandLine.Run("evaluate", run.Path, "--backend", "varmin").FailsWith(run.Path, "not scored by the back end varmin");
        var clip = ScoresCsv.Read(other.Scores)[5];
        var wav = Path.Combine(data, "dev_data", clip.Machine, "test", clip.File);
        var detected = CommandLine.Run("detect", "--run", run.Path, wav, "--machine", clip.Machine, "--backend", "ldn", "--neighbours", "2").Succeeds().Output.Split('\n')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(clip.Score, Number(detected[0]), 1e-3 * Math.Max(1, clip.Score)); // a clip's place in its batch may change the last digits
        Assert.Equal(clip.Threshold, Number(detected[1]), 1e-6);
        CommandLine.Run("detect", "--run", run.Path, wav, "--machine", clip.Machine, "--backend", "ldn").FailsWith("not scored by the back end ldn");
        File.WriteAllText(other.Settings, File.ReadAllText(other.Settings).Replace('2', '3'));
        CommandLine.Run("evaluate", run.Path, "--backend", "ldn", "--neighbours", "2").FailsWith(other.Settings, "ldn-neighbours-3");

        // the table of all, without the data
        Directory.Move(data, folder.File("elsewhere"));
        var table = CommandLine.Run("backends", runs[0], runs[1], "--ensemble", "--out", folder.File("one.csv")).Succeeds().Output;
        Assert.All(Backend.All, b => Assert.Contains(table.Split('\n'), line => line.StartsWith(b.Name + " ", StringComparison.Ordinal)));
        Assert.Contains("dev ensemble − paper", table, StringComparison.Ordinal);
        CommandLine.Run("backends", runs[0], runs[1], "--ensemble", "--out", folder.File("two.csv")).Succeeds();
        Assert.Equal(File.ReadAllBytes(folder.File("one.csv")), File.ReadAllBytes(folder.File("two.csv")));
        AssertRowsAreThoseOfEvaluate(folder.File("one.csv"), runs);
        CommandLine.Run("backends", runs[0], "--neighbours", "50").FailsWith("section 00", "takes 50 others", "--neighbours 10");

        CommandLine.Run("backends", runs[0], "--references", "kmeans").Succeeds();
        File.WriteAllText(run.TrainClips, "subset,machine\na,b\n");
        CommandLine.Run("backends", runs[0]).FailsWith(run.TrainClips, "cannot be read", "train the run again");

        // a run that has scored other clips is neither compared nor taken for scored
        File.WriteAllText(run.TrainClips, clips);
        Directory.Delete(folder.File("elsewhere", "dev_data", "saw", "test"), recursive: true);
        CommandLine.Run("score", "--run", runs[0], "--data", folder.File("elsewhere"), "--backend", "nearest").Succeeds();
        Assert.Equal(17, File.ReadAllLines(Path.Combine(runs[0], "backends", "nearest", "scores.csv")).Length);
        Assert.Equal(17, File.ReadAllLines(run.Scores).Length);
        CommandLine.Run("backends", runs[0], runs[1]).FailsWith(runs[1], "scored other clips");
    }

    [Fact]
    public void OptionsThatCannotBe()
    {
        CommandLine.Run("score", "--run", "nowhere", "--data", "nowhere", "--backend", "ldm").FailsWith("did you mean 'ldn'?");
        CommandLine.Run("score", "--run", "nowhere", "--data", "nowhere", "--backend", "paper", "--neighbours", "2").FailsWith("paper takes no local density");
        CommandLine.Run("score", "--run", "nowhere", "--data", "nowhere", "--backend", "ldn", "--neighbours", "0").FailsWith("Neighbours is 0");
        CommandLine.Run("detect", "--run", "nowhere", "x.wav", "--machine", "pump", "--backend", "ldn", "--decay", "2").FailsWith("Decay is 2");
        CommandLine.Run("evaluate", "nowhere", "--references", "some").FailsWith("all, kmeans");
        CommandLine.Run("backends", "nowhere").FailsWith("run.json");
    }

    private static void AssertRowsAreThoseOfEvaluate(string path, string[] runs)
    {
        using var csv = new CsvReader(new StreamReader(path), Csv.Configuration);
        var rows = csv.GetRecords<dynamic>().Select(r => (IDictionary<string, object>)r).ToList();
        Assert.Equal(Backend.All.Count * 2 * 10, rows.Count); // single runs and ensemble; nine metrics and the official score
        string Cell(string backend, string of, string column) => (string)rows.Single(r => (string)r["back_end"] == backend && (string)r["of"] == of && (string)r["metric"] == "official score")[column];
        double Score(IEnumerable<ScoreRow> scores) => Evaluation.Of(scores.Select(r => r.ToScoredClip()), 2).OfficialScore(null).Value!.Value;
        List<(string, IReadOnlyList<ScoreRow>)> paper = [.. runs.Select(r => (r, ScoresCsv.Read(new RunFolder(r).Scores)))];
        Assert.Equal(paper.Average(p => Score(p.Item2)), Number(Cell("paper", "single runs", "mean")), 1e-12);
        Assert.Equal(Score(Ensemble.Mean(paper)), Number(Cell("paper", "ensemble", "mean")), 1e-12);
        Assert.Equal("", Cell("paper", "single runs", "difference"));
        foreach (var of in new[] { "single runs", "ensemble" })
        {
            Assert.Equal(Number(Cell("ldn", of, "mean")) - Number(Cell("paper", of, "mean")), Number(Cell("ldn", of, "difference")), 1e-12);
            Assert.InRange(Number(Cell("ldn", of, "difference")), Number(Cell("ldn", of, "lower")), Number(Cell("ldn", of, "upper")));
        }
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
