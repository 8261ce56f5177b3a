using System.CommandLine;
using Ssl4Asd.Data.Years;
using Ssl4Asd.Experiments;
using Ssl4Asd.Experiments.Backends;
using Ssl4Asd.Metrics;
using Ssl4Asd.Scoring;

namespace Ssl4Asd.Cli.Commands;

/// <summary><c>ssl4asd evaluate</c>: metrics of scored runs, as tables and CSV.</summary>
internal static class EvaluateCommand
{
    internal static Command Create()
    {
        var runs = new Argument<string[]>("RUN") { Description = "Run folders with scores", Arity = ArgumentArity.OneOrMore };
        var ensemble = new Option<bool>("--ensemble") { Description = "Evaluate the mean scores of all runs instead of each run" };
        var output = new Option<string?>("--out") { Description = "Where the metrics of an ensemble go (a run's own go to RUN/metrics.csv)", HelpName = "FILE.csv" };
        var command = new Command("evaluate", "Official and simple metrics per machine, section and domain, and their means; precision, recall and F1 of the decisions; a metric needs two normal and two anomalous clips") { runs, ensemble, output };
        var backend = new BackendOptions();
        backend.AddTo(command);
        command.SetAction(parsed =>
        {
            var chosen = parsed.GetRequiredValue(runs).Select(path => new RunFolder(path)).Select(run => (Run: run, Backend: backend.Chosen(parsed, run))).ToList();
            var folders = chosen.ConvertAll(c => BackendFolder.Scored(c.Run, c.Backend));
            var scores = folders.Select(folder => (folder.Path, Scores: Read(folder))).ToList();
            if (parsed.GetValue(ensemble))
            {
                if (chosen.Find(c => c.Backend != chosen[0].Backend) is { Run: { } other } different)
                    throw new InputException($"{other.Path}: its scores are of the back end {different.Backend.Label}, those of {chosen[0].Run.Path} of {chosen[0].Backend.Label}, in another unit; name one for all with --backend.");
                var rows = Ensemble.Mean(scores);
                var evaluation = Evaluate(rows, chosen[0].Run);
                if (parsed.GetValue(output) is { } file)
                    MetricsCsv.Write(file, evaluation);
                Show($"ensemble of {folders.Count}", evaluation, rows, chosen[0].Run);
                return 0;
            }
            if (parsed.GetValue(output) is not null)
                throw new InputException("--out goes with --ensemble; the metrics of a run are written to RUN/metrics.csv.");
            foreach (var ((run, _), folder, (path, rows)) in chosen.Zip(folders, scores))
            {
                var evaluation = Evaluate(rows, run);
                MetricsCsv.Write(folder.Metrics, evaluation);
                Show(path, evaluation, rows, run);
            }
            return 0;
        });
        return command;
    }

    private static IReadOnlyList<ScoreRow> Read(ScoredFolder folder) => File.Exists(folder.Scores)
        ? ScoresCsv.Read(folder.Scores)
        : throw new InputException($"{folder.Path}: has no scores.csv; run score first.");

    private static Evaluation Evaluate(IEnumerable<ScoreRow> rows, RunFolder run) => Evaluation.Of(
        rows.Select(r => r.ToScoredClip()), Evaluation.MinimumClips, File.Exists(run.Settings) ? RunSettings.Read(run.Settings).Scoring : OfficialScoring.AllAnomalies);

    private static void Show(string title, Evaluation evaluation, IReadOnlyList<ScoreRow> scores, RunFolder run)
    {
        Console.Out.WriteLine(title);
        if (File.Exists(run.Settings) && RunSettings.Read(run.Settings).LeftOutOfTest is { Count: var leftOut })
            Console.Out.WriteLine($"{leftOut} broken test clip(s) left out, which are not scored; {run.Settings} names them");
        foreach (var population in new[] { Population.Official, Population.Simple })
            ShowPopulation(population, evaluation);
        DecisionTable.Show(scores, evaluation);
        if (evaluation.Rows.Any(r => r.Value.Value is null))
            Console.Out.WriteLine();
        foreach (var line in evaluation.LeftOut)
            Console.Out.WriteLine(line);
    }

    private static void ShowPopulation(Population population, Evaluation evaluation)
    {
        var (headers, rows) = MetricTable.Of(population, evaluation);
        Console.Out.WriteLine();
        Console.Out.WriteLine(population == Population.Official
            ? $"official: {OfficialText.Clips(evaluation.Scoring)}; percent"
            : "simple: clips of a domain only; percent");
        Output.Table(headers, rows);
        foreach (var remark in MetricTable.Remarks(population, evaluation))
            Console.Out.WriteLine(remark);
    }
}
